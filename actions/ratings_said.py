"""Several films rated in one message: `Alien 5, Heat 3`, `5 for Alien and 3 for Heat`, `loved Up, hated Jaws`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from actions import ordinals, stars
from actions.stars import AMOUNT, NotAllowed
from actions.turn import Entity, Turn

if TYPE_CHECKING:
    from bot.assistant import Assistant

_FLAGS: Final = re.IGNORECASE
_APART: Final = re.compile(
    r"\s*(?:,(?!\d)|[;&\n+]|(?<=\s)(?:and(?! a half\b)|but|while|then|plus)\b)\s*", _FLAGS
)
_LEAD: Final = re.compile(
    r"^(?:(?:please|also|and|but|then|ok|okay|so|well|my ratings?(?: are| is)?:?|ratings?:?|i'd|i'll|i'm|i would|i|i want to|can you|let me"
    r"|give|gave|giving|rate|rated|score|scored|grade|make|put|say|think|it's|for|to|a|an|about)\b[\s:]*)+",
    _FLAGS,
)
_UNIT: Final = r"(?:\s*(?:/\s*(?:100|10|5)|out of (?:100|10|ten|5|five)|%|stars?|points?|★|⭐)(?!\w))*"
_AFTER: Final = re.compile(
    rf"^(?P<film>\S.*?)(?:\s*[:=–—-]\s*|\s+(?:(?:a|an|is|was|gets?|deserves|with|as|only|maybe|about|solid)\s+)*)(?P<said>{AMOUNT}{_UNIT})[\s.!]*$",
    _FLAGS,
)
_BEFORE: Final = re.compile(
    rf"^(?:(?:a|an|only|maybe|solid)\s+)*(?P<said>{AMOUNT}{_UNIT})\s+(?:for|to|goes to)\s+(?P<film>\S.*?)[\s.!]*$",
    _FLAGS,
)
_UP, _DOWN = r"(?:two |big )?thumbs?[ -]?up|👍", r"(?:two |big )?thumbs?[ -]?down|👎"
_LOVED: Final = (
    r"(?:really |absolutely |just |also |totally )*(?:loved?|liked?|enjoyed|adored?)",
    r"(?:really |absolutely |just |also |totally )*(?:hated?|disliked?|despised?|loathed?|(?:did ?n['’]?t|do ?n['’]?t|did not|do not) (?:really )?(?:like|love|enjoy))",
)  # fmt: skip
_VERDICT_BEFORE: Final = re.compile(
    rf"^(?:(?P<up>(?:{_UP})(?: (?:for|to))?|{_LOVED[0]})|(?P<down>(?:{_DOWN})(?: (?:for|to))?|{_LOVED[1]}))\s+(?P<film>\S.*?)[\s.!]*$",
    _FLAGS,
)
_VERDICT_AFTER: Final = re.compile(
    rf"^(?P<film>\S.*?)\s*[:–—-]?\s*(?:(?:gets?|is) (?:a )?)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[\s.!]*$",
    _FLAGS,
)
_OTHER_NUMBER: Final = re.compile(r"(?<![\w.])[1-9](?:[.,]5)?(?![\w.])")
_AROUND: Final = frozenset(
    {"the", "a", "film", "movie", "one", "also", "too", "itself", "both", "of", "course"}
)
_MAY_ASK: Final = re.compile(r"\b(?:like|love|enjoy|want)\b", _FLAGS)
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A film of a message, from `start` to `end`, and the rating given to it; None where it shares another's."""

    start: int
    end: int
    rating: Entity | None
    before: bool = False


def parts(turn: Turn) -> tuple[Turn, ...]:
    """One turn for each film rated, with its own rating; the turn alone where it rates one film or none."""
    found = _read(turn)
    if len(found) < 2:
        return _paired(turn)
    return tuple(_about(turn, one, [other for other in found if other is not one]) for one in found)


def _paired(turn: Turn) -> tuple[Turn, ...]:
    """Films and ratings as they alternate: `Heat was great and Alien was awful`; one rating is for all films."""
    films, ratings = turn.apart(), turn.of("rating")
    if len(films) < 2 or (
        len(ratings) < 2
        and not _OTHER_NUMBER.search(turn.blanked((*turn.of("title"), *turn.of("ordinal"), *ratings)).text)
    ):
        return films
    named = sorted(
        (entity for entity in (*ratings, *(film.entities[0] for film in films)) if entity.start is not None),
        key=_start,
    )
    kinds = [entity.name == "rating" for entity in named]
    if len(ratings) != len(films) or any(kind == after for kind, after in pairwise(kinds)):
        return tuple(replace(film, entities=film.entities[:1]) for film in films)  # whose is whose is asked
    return tuple(
        replace(film, entities=(film.entities[0], rating))
        for film, rating in zip(films, sorted(ratings, key=_start), strict=True)
    )


def _start(entity: Entity) -> int:
    return entity.start or 0


def certain(turn: Turn, assistant: Assistant) -> bool:
    """Whether a message is nothing but films the catalogue has, each with a rating that can be kept.

    `I like Alien and Heat` may ask for films like these, so it is not certain.
    """
    found = _read(turn)
    return (
        len(found) > 1
        and not _MAY_ASK.search(_masked(turn))
        and all(
            one.rating is not None
            and not isinstance(stars.parse(one.rating.value), NotAllowed)
            and any(match.exact for match in assistant.titles(turn.text[one.start : one.end], 1))
            for one in found
        )
    )


def _read(turn: Turn) -> list[Said]:
    """The films rated, in order; none where some of the message is anything else."""
    found: list[Said] = []
    for start, end in _chunks(turn):
        said = _chunk(turn, start, end)
        if said is None:
            return []
        found.append(said)
    if len(found) > _MOST or all(one.rating is None for one in found):
        return []
    return _shared(found)


def _chunks(turn: Turn) -> Iterator[tuple[int, int]]:
    """The stretches between commas and `and`, none of which cuts a title in two."""
    masked = _masked(turn)
    start = 0
    for gap in _APART.finditer(masked):
        if masked[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if masked[start:].strip(" .!?"):
        yield start, len(masked)


def _masked(turn: Turn) -> str:
    """The message with letters in the place of each title: no number or `and` of a title is read as such."""
    text = turn.text.replace("’", "'")
    for title in turn.of("title"):
        if title.start is not None and title.end is not None:
            text = f"{text[: title.start]}{'x' * (title.end - title.start)}{text[title.end :]}"
    return text


def _chunk(turn: Turn, start: int, end: int) -> Said | None:
    masked = _masked(turn)
    lead = _LEAD.match(masked[start:end])
    first = start + (lead.end() if lead else 0)
    rest = masked[first:end].rstrip()
    for pattern in (_BEFORE, _AFTER):
        found = pattern.match(rest)
        if found:
            stars_said = stars.scaled(found["said"])
            return _said(turn, first, found, stars_said, "said", pattern is _BEFORE)
    for pattern in (_VERDICT_BEFORE, _VERDICT_AFTER):
        found = pattern.match(rest)
        if found:
            up = found["up"] is not None
            return _said(
                turn, first, found, "up" if up else "down", "up" if up else "down", pattern is _VERDICT_BEFORE
            )
    film = rest.strip(" .!?")
    one = Said(first, first + len(film), None)
    if not film:
        return None
    if _pointers(turn, one.start, one.end):
        return _exactly(turn, one)
    return one if film[:1].isupper() and turn.text[first:].strip()[:1].isupper() else None


def _pointers(turn: Turn, start: int, end: int) -> list[Entity]:
    """The titles and places in the list said between two places of the message."""
    return [
        entity
        for entity in (*turn.of("title"), *turn.of("ordinal"))
        if entity.start is not None and entity.end is not None and start <= entity.start < end
    ]


def _exactly(turn: Turn, one: Said) -> Said | None:
    """`one` with the title alone as its film; None where other words stand around it: `she loved Heat`."""
    inside = _pointers(turn, one.start, one.end)
    if not inside:
        return one
    start, end = inside[0].start or one.start, inside[0].end or one.end
    around = f"{turn.text[one.start : start]} {turn.text[end : one.end]}"
    if len(inside) > 1 or not _AROUND.issuperset(word.casefold() for word in re.findall(r"\w+", around)):
        return None
    return replace(one, start=start, end=end)


def _said(turn: Turn, first: int, found: re.Match[str], value: str, group: str, before: bool) -> Said | None:
    rating = Entity("rating", value, first + found.start(group), first + found.end(group))
    return _exactly(turn, Said(first + found.start("film"), first + found.end("film"), rating, before))


def _shared(found: list[Said]) -> list[Said]:
    """Films without a rating share that of the next, or in `5 for Alien and Heat` of the one before."""
    before = any(one.before for one in found)
    ordered = found if before else found[::-1]
    rating: Entity | None = None
    shared = []
    for one in ordered:
        rating = one.rating or rating  # none behind the last one rated: its stars are asked for
        shared.append(replace(one, rating=rating))
    return shared if before else shared[::-1]


def _about(turn: Turn, one: Said, others: Iterable[Said]) -> Turn:
    place = next((entity for entity in turn.of("ordinal") if entity.start == one.start), None)
    said = turn.text[one.start : one.end]
    number = ordinals.parse(said) if place is None and not said.isdigit() else None
    if place is not None or number is not None:
        film = place or Entity("ordinal", number, one.start, one.end)
    else:
        named = next((entity for entity in turn.of("title") if entity.start == one.start), None)
        film = named or Entity("title", said, one.start, one.end)
    blank = [Entity("title", "", other.start, other.end) for other in others]
    if one.rating is not None and one.rating.value in ("up", "down"):
        blank.append(one.rating)  # the "up" of a thumb is no title
    alone = turn.blanked(blank)
    return replace(alone, entities=(film, *((one.rating,) if one.rating else ())))
