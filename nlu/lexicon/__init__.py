"""How common an English word is, to tell titles and names from everyday language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

COMMON = 7500
"""Words ranked above this are everyday words: a title made of one needs context to be a title."""
BASIC = 1000
"""Words ranked above this carry little meaning alone."""
_UNKNOWN = 10**6


@cache
def ranks() -> dict[str, int]:
    """Each English word with its frequency rank, 0 the most frequent."""
    found = {word: rank for rank, word in enumerate(_listed("english.txt"))}
    found.update({word: COMMON - 1 for word in _listed("ordinary.txt") if found.get(word, COMMON) >= COMMON})
    return found


def _listed(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def most_common(count: int) -> tuple[str, ...]:
    """The `count` most frequent words of four letters or more."""
    return tuple(word for word, rank in ranks().items() if rank < count and len(word) > 3)


def rank(word: str) -> int:
    """The word's frequency rank; a word that is not in the list ranks after all that are.

    Regular plurals and verb forms rank as their stem when they are not listed themselves.
    """
    known = ranks()
    found = known.get(word)
    if found is not None:
        return found
    for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "y"):
        stem = word[: -len(ending)]
        if len(stem) > (3 if ending in ("er", "y", "d") else 2) and word.endswith(ending):
            for candidate in (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
                if candidate in known:
                    return known[candidate]
    return _UNKNOWN


def is_english(word: str) -> bool:
    """Whether the word or its stem is listed."""
    return rank(word) < _UNKNOWN
