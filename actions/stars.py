"""Ratings as they arrive: a number of stars, a thumb, or a number that answers "how many stars?"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from actions.turn import Turn

FULL: Final = 5.0
"""The most stars; the fewest is 1, halves are allowed."""
_NUMBERS: Final = {
    word: float(value)
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
AMOUNT: Final = rf"(?P<n>-?\d{{1,4}}(?:[.,]\d{{1,2}})?|{'|'.join(_NUMBERS)})(?P<half>\s*(?:½|and a half))?"
_ALONE: Final = re.compile(
    rf"^(?:(?:a|an|with|maybe|about|solid|just|only|i'?d say|give it|it'?s)\s+)*{AMOUNT}"
    r"\s*(?:/\s*5|out of five|stars?|please|[.! ])*$",
    re.IGNORECASE,
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
    return _checked(_amount(found))


def scaled(said: str) -> str:
    """The stars that a number as said stands for: `8/10` is `4`; what is no such number stays as it is."""
    scale = _scale(said)
    found = re.match(AMOUNT, said.strip(), re.IGNORECASE)
    if not found:
        return said
    value = _amount(found)
    if scale == FULL or not 0 <= value <= scale:
        return f"{value:g}"
    return f"{max(1.0, math.floor(value / scale * 2 * FULL + 0.5) / 2):g}"


def _scale(said: str) -> float:
    found = _SCALE.search(said)
    if not found:
        return FULL
    return 100.0 if found["percent"] or found["scale"] == "100" else 10.0


def _amount(found: re.Match[str]) -> float:
    amount = found["n"].casefold()
    value = _NUMBERS[amount] if amount in _NUMBERS else float(amount.replace(",", "."))
    return value + (0.5 if found["half"] else 0.0)


def _checked(value: float) -> RatingSaid:
    return Stars(value) if 1 <= value <= FULL and (2 * value) % 1 == 0 else NotAllowed(f"{value:g}")
