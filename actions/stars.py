"""Ratings as they arrive: a number of stars, a thumb, or a number that answers "how many stars?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from actions.turn import Entity, Turn

FULL: Final = 5.0
"""The most stars; the fewest is 1, halves are allowed."""
_NUMBERS: Final = {
    word: float(value)
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
_AMOUNT: Final = rf"(?P<n>-?\d{{1,4}}(?:[.,]\d{{1,2}})?|{'|'.join(_NUMBERS)})(?P<half>\s*(?:½|and a half))?"
_ALONE: Final = re.compile(
    rf"^(?:(?:a|an|with|maybe|about|solid|just|only|i'?d say|give it|it'?s)\s+)*{_AMOUNT}"
    r"\s*(?:/\s*5|out of five|stars?|please|[.! ])*$",
    re.IGNORECASE,
)
_RATED: Final = re.compile(
    rf"^[\s,:=-]*(?:(?:a|an|is|gets?|with|as)\s+)*{_AMOUNT}(?!\w)(?:\s*(?:/\s*5|stars?))?", re.IGNORECASE
)
_RATED_BEFORE: Final = re.compile(
    rf"(?<!\w){_AMOUNT}(?:\s*(?:/\s*5|stars?))?\s+(?:for|to)\s+$", re.IGNORECASE
)
_SCALE: Final = re.compile(r"(?:/|\bout of)\s*(?P<scale>10|100|ten)\b|\d\s?(?P<percent>%)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stars:
    """An allowed number of stars; `scale` is what it was given out of, where that was another number."""

    value: float
    scale: float = FULL


@dataclass(frozen=True, slots=True)
class Thumb:
    """Liked or not, without a number."""

    up: bool


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """A rating that no number of stars stands for, as said."""

    said: str


RatingSaid = Stars | Thumb | NotAllowed


def read(turn: Turn) -> RatingSaid | None:
    """The rating in a message: the first number, else the first thumb, else a number that stands alone."""
    found = [(parse(entity.value), turn.said(entity)) for entity in turn.of("rating")]
    for rating, said in found:
        if isinstance(rating, NotAllowed):
            return NotAllowed(said or rating.said)
        if isinstance(rating, Stars):
            scale = _scale(said)
            return Stars(rating.value, scale)
    return found[0][0] if found else alone(turn.without("title", "person"))


def parse(value: object) -> RatingSaid:
    """The value of a rating entity: a number, a number in words, `up` or `down`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _checked(float(value))
    text = str(value).strip().casefold()
    if text in ("up", "down"):
        return Thumb(text == "up")
    return alone(text) or NotAllowed(str(value))


def alone(text: str) -> RatingSaid | None:
    """A message that is a number and nothing else: `4`, `four and a half`, `maybe 3 stars`."""
    found = _ALONE.match(text.strip())
    if not found:
        return None
    amount = found["n"].casefold()
    value = _NUMBERS[amount] if amount in _NUMBERS else float(amount.replace(",", "."))
    return _checked(value + (0.5 if found["half"] else 0.0))


def each(turn: Turn) -> tuple[Turn, ...]:
    """One turn for each film rated: `Alien 5 and Heat 3`, `5 for Alien and 3 for Heat`, `Alien and Heat 4`."""
    titles = [title for title in turn.of("title") if title.start is not None and title.end is not None]
    if len(titles) < 2:
        return (turn,)
    ends = [title.end or 0 for title in titles]
    starts = [title.start or 0 for title in titles]
    after = [
        _RATED.match(turn.text[end:start])
        for end, start in zip(ends, [*starts[1:], len(turn.text)], strict=True)
    ]
    before = [
        _RATED_BEFORE.search(turn.text[end:start]) for end, start in zip([0, *ends[:-1]], starts, strict=True)
    ]
    said = after if all(after) else before if all(before) else [None] * len(titles)
    return tuple(
        _about(turn, title, found["n"] if found else None) for title, found in zip(titles, said, strict=True)
    )


def _about(turn: Turn, title: Entity, rating: str | None) -> Turn:
    ratings = (Entity("rating", rating),) if rating is not None else turn.of("rating")
    return replace(turn, entities=(title, *ratings))


def _scale(said: str) -> float:
    found = _SCALE.search(said)
    if not found:
        return FULL
    return 100.0 if found["percent"] or found["scale"] == "100" else 10.0


def _checked(value: float) -> RatingSaid:
    return Stars(value) if 1 <= value <= FULL and (2 * value) % 1 == 0 else NotAllowed(f"{value:g}")
