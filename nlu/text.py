"""Words with their places in the message, and spelling-blind keys to compare names by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*", re.UNICODE)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
        ]
    )
} | {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message: as written, folded for comparison, and its character offsets."""

    text: str
    norm: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents or apostrophes: `Amélie's` -> `amelies`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char) and char not in "'’`")


def words(text: str) -> list[Word]:
    """The words of `text` in order; punctuation separates and is dropped."""
    return [Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def key(norms: Sequence[str]) -> str:
    """What two spellings of one name share: no spaces, no `and`, numbers as digits.

    `["spider", "man"]` and `["spiderman"]`, `["rocky", "ii"]` and `["rocky", "2"]` have equal keys.
    """
    return "".join(_NUMBERS.get(norm, norm) for norm in norms if norm != "and")


def without_article(norms: Sequence[str]) -> Sequence[str]:
    """The words after a leading article, unless nothing would be left."""
    return norms[1:] if len(norms) > 1 and norms[0] in ARTICLES else norms
