"""Ratings given as a number or a thumb, brought to the scale of 1 to 5 stars.

A number that is on no scale of ours (`6 stars`, `0/5`) keeps its value: whoever stores ratings must
refuse it, not we guess what was meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from nlu.constraints.numbers import NUMBER, number, plain
from nlu.spans import Span

UP, DOWN = "up", "down"
_TAIL = r"(?=\s*(?:[.!?,;)]|$|please\b|pls\b|thanks\b|from me\b|for me\b|i\b))"
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _scaled(value: float, top: float) -> str:
    """`value` of `top` as stars in half steps; inside the other scale the lowest star is 1."""
    stars = math.floor(value / top * 10 + 0.5) / 2
    return plain(max(stars, 1.0) if top != 5 and 0 <= value <= top else stars)


def _half(match: re.Match[str]) -> float:
    return number(match["n"]) + (0.5 if match["half"] else 0.0)


def _rule(pattern: str, value: Callable[[re.Match[str]], str]) -> _Rule:
    return re.compile(pattern, re.IGNORECASE), value


_HALF = r"(?P<half>\s*(?:1/2|½|and a half))?"
_RULES: tuple[_Rule, ...] = (
    _rule(rf"(?<![\w/.])(?P<n>{NUMBER}){_HALF}[\s-]*(?:stars?\b|[★⭐]\ufe0f?)", lambda m: plain(_half(m))),
    _rule(
        rf"(?<![\w/.])(?P<n>{NUMBER}){_HALF}\s*(?:/|out\s+of)\s*(?P<top>100|10|5|five|ten)(?!\w|/)(?:\s+stars\b)?",
        lambda m: _scaled(_half(m), number(m["top"])),
    ),
    _rule(r"(?<![\w/.])(?P<n>\d{1,3})\s?(?:%|percent\b)", lambda m: _scaled(float(m["n"]), 100)),
    _rule(r"(?:[★⭐]\ufe0f?){1,5}", lambda m: str(sum(m.group().count(star) for star in "★⭐"))),
    _rule(r"\b(?:two\s+|big\s+)?thumbs?[\s-]*up\b|👍[\U0001F3FB-\U0001F3FF]?", lambda m: UP),
    _rule(r"\b(?:two\s+|big\s+)?thumbs?[\s-]*down\b|👎[\U0001F3FB-\U0001F3FF]?", lambda m: DOWN),
    # A bare number counts only where the sentence is about rating: "rate it 5", "give that a 3".
    _rule(
        rf"\b(?:rate|rated|rating|score|grade|give|gave|giving|make)\b(?P<between>[^?]*?)[\s:=](?:as\s+|with\s+)?"
        rf"(?:an?\s+)?(?:solid\s+|strong\s+)?(?P<n>{NUMBER}){_HALF}{_TAIL}",
        lambda m: plain(_half(m)),
    ),
    _rule(
        rf"^(?:an?\s+)?(?:solid\s+|strong\s+)?(?P<n>{NUMBER}){_HALF}(?=\s+(?:for|to)\s)",
        lambda m: plain(_half(m)),
    ),
)


def find_ratings(text: str) -> Iterator[Span]:
    """Ratings in `text`; the span of a bare number is the number alone."""
    for pattern, value in _RULES:
        for match in pattern.finditer(text):
            named = match.re.groupindex
            start = match.start("n") if "between" in named else match.start()
            yield Span("rating", start, match.end(), value(match))
