"""Places in a numbered list: `the second one`, `#3`, `last`."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    **{
        word: place
        for place, word in enumerate(
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
            start=1,
        )
    },
    **{
        word: place
        for place, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
        )
    },
    "last": -1,
}
_AROUND: Final = re.compile(r"^(?:the\s+|number\s+|option\s+|no\.?\s*|#\s*)+|\s+(?:one|film|movie)$")
_DIGITS: Final = re.compile(r"^(-?\d{1,4})(?:st|nd|rd|th)?\.?$")


def parse(value: object) -> int | None:
    """1-based place, negative from the end (`last` is -1); None where `value` is no place. 0 stays 0."""
    text = _AROUND.sub("", " ".join(str(value).casefold().split()))
    if text in _WORDS:
        return _WORDS[text]
    digits = _DIGITS.match(text)
    return int(digits[1]) if digits else None


def pick(place: int, count: int) -> int | None:
    """The 0-based index of `place` in a list of `count`, or None outside it."""
    index = place - 1 if place > 0 else count + place
    return index if place != 0 and 0 <= index < count else None
