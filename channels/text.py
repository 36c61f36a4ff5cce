"""Cards and long texts as plain text, for the channels that show nothing richer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from actions.replies import Card

# Where a text may be cut, best first. The separator before the cut stays with the first piece.
_BREAKS = ("\n\n", "\n", ". ", " ")


def heading(card: Card) -> str:
    """The film as people name it, numbered when it stands in a list: `2. Heat (1995)`."""
    number = f"{card.position}. " if card.position is not None else ""
    year = f" ({card.year})" if card.year is not None else ""
    return f"{number}{card.title}{year}"


def details(card: Card) -> list[str]:
    """What is known of the film below its heading, one line each, without the reason."""
    lines = [_facts(card), _people(card), card.overview]
    return [line for line in lines if line]


def card_lines(card: Card) -> list[str]:
    """The whole card, one line each; the reason comes last."""
    return [heading(card), *details(card), *([card.reason] if card.reason else [])]


def stretches(text: str, highlights: Iterable[str]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it stands out: whole words and names, however they are cased."""
    wanted = sorted({re.escape(part) for part in highlights if part.strip()}, key=len, reverse=True)
    if not wanted or not text:
        return [(text, False)] if text else []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})(?!\w)", re.IGNORECASE)
    pieces: list[tuple[str, bool]] = []
    last = 0
    for found in pattern.finditer(text):
        if found.start() > last:
            pieces.append((text[last : found.start()], False))
        pieces.append((found.group(), True))
        last = found.end()
    return pieces if last == len(text) else [*pieces, (text[last:], False)]


def split_text(text: str, limit: int, cost: Callable[[str], int] = len) -> list[str]:
    """Cut `text` into pieces of at most `limit`, at paragraphs, lines, sentences or words if possible.

    Only white space at a cut is dropped. `cost` measures a piece as the provider counts it and must
    be additive over characters; no single character may cost more than `limit`. Raises ValueError for
    a limit under 1.
    """
    if limit < 1:
        raise ValueError(f"the limit of a piece must be at least 1, not {limit}")
    pieces = []
    rest = text.strip()
    while cost(rest) > limit:
        cut = _best_cut(rest, _fitting(rest, limit, cost))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        pieces.append(rest)
    return pieces


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, an ellipsis standing for what is left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _fitting(text: str, limit: int, cost: Callable[[str], int]) -> int:
    """How many leading characters cost at most `limit`; at least one, so that cutting ends."""
    spent = 0
    for position, character in enumerate(text):
        spent += cost(character)
        if spent > limit:
            return max(position, 1)
    return len(text)


def _best_cut(text: str, fitting: int) -> int:
    """The last good break in the first `fitting` characters, unless it wastes half of them."""
    for separator in _BREAKS:
        found = text.rfind(separator, 0, fitting)
        if found >= fitting // 2:
            return found + len(separator)
    return fitting


def _facts(card: Card) -> str:
    facts = [", ".join(card.genres)]
    if card.runtime is not None:
        hours, minutes = divmod(card.runtime, 60)
        facts.append(f"{hours} h {minutes} min" if hours else f"{minutes} min")
    if card.rating is not None:
        facts.append(f"{card.rating:.1f}/10")
    return " · ".join(fact for fact in facts if fact)


def _people(card: Card) -> str:
    directors = f"Directed by {', '.join(card.directors)}" if card.directors else ""
    cast = f"with {', '.join(card.cast)}" if card.cast else ""
    sentence = ", ".join(part for part in (directors, cast) if part)
    return sentence[:1].upper() + sentence[1:]
