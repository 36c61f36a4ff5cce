"""How people point at the films shown: `of these`, `the first two`, `1 and 3`, `all of them`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from actions import ordinals
from actions.turn import Entity, Turn

LIST: Final = (
    r"(?:(?:(?:out )?of|from|among|amongst|in|on|between)?(?: all)?(?: of)? ?(?:these|those|them"
    r"|(?:the|that|this|your|my)(?: whole)? (?:list|lot|bunch|two|three|four|five|results|above)"
    r"|the (?:films|movies|ones) (?:above|shown|you showed me|you listed)|here))"
)
"""A pattern for the films of the list as a whole, to be matched without case."""
ONE: Final = r"(?:ones?|films?|movies?)"
_SMALL: Final = r"(?:two|three|four|five|2|3|4|5)"
_NUMBER: Final = r"(?:#|number |no\.? ?|the )?(?:10|[1-9]|first|second|third|fourth|fifth|last|one|two|three|four|five)(?: one)?"
_SOME: Final = re.compile(
    rf"\b(?:the )?(?P<end>first|last) (?P<count>{_SMALL})\b|\b(?P<all>(?:all|every one)(?: (?:five|four|three|of them|of these|of those|these|those|of the above))+"
    rf"|(?:these|those|them) all|all (?:five|four|three)|each of (?:them|these|those))\b|\b(?P<both>both(?: of (?:them|these|those))?|both)\b"
    rf"|(?<![\w.])(?P<each>{_NUMBER}(?:\s*(?:,|&|\band\b)\s*{_NUMBER})+)(?![\w.]|\s*(?:stars?|/|out of|%|minutes|hours|years))",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)


def spread(turn: Turn) -> Turn:
    """`turn` with one ordinal for each film that a word for several points at, where it names none itself."""
    count = len(turn.conversation.shown)
    found = _SOME.search(turn.text)
    if (
        not count
        or not found
        or any(re.search(r"[^\W\d_]", _BETWEEN.sub("", turn.said(one))) for one in turn.of("title"))
    ):
        return turn
    places = _places(found, count)
    if len(places) < 2:
        return turn
    kept = tuple(
        entity
        for entity in turn.entities
        if entity.name not in ("ordinal", "title") and not _overlaps(entity, found)
    )
    pointed = tuple(
        Entity("ordinal", place, found.start() + shift, found.start() + shift + 1)
        for shift, place in enumerate(places)
    )
    return replace(turn, entities=(*pointed, *kept))


def _places(found: re.Match[str], count: int) -> list[int]:
    if found["all"]:
        return list(range(1, count + 1))
    if found["both"]:
        return [1, 2] if count == 2 else []
    if found["end"]:
        number = min(ordinals.parse(found["count"]) or 0, count)
        return (
            list(range(1, number + 1))
            if found["end"].casefold() == "first"
            else list(range(count - number + 1, count + 1))
        )
    named = [ordinals.parse(part) for part in _BETWEEN.split(found["each"])]
    return [place for place in named if place is not None and ordinals.pick(place, count) is not None]


def _overlaps(entity: Entity, found: re.Match[str]) -> bool:
    return (
        entity.start is not None
        and entity.end is not None
        and entity.start < found.end()
        and found.start() < entity.end
    )
