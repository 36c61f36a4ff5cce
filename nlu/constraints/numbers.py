"""Small numbers as people write them."""

from __future__ import annotations

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d)?|{'|'.join(_WORDS)})"
"""A pattern for a small number in digits or in words, halves as `4.5` or `4,5`."""


def number(text: str) -> float:
    """The value of text that `NUMBER` matched."""
    folded = text.casefold()
    return float(_WORDS.index(folded)) if folded in _WORDS else float(folded.replace(",", "."))


def plain(value: float) -> str:
    """Without a useless `.0`: 4.0 -> `4`, 4.5 -> `4.5`."""
    return f"{value:g}"
