"""Which of many strings share letters with another: candidates for an edit distance."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

RAREST = 7
"""Trigrams looked up for one text: the ones fewest strings hold tell most."""
CANDIDATES = 25


class TrigramIndex:
    """An inverted index from three letters in a row to the strings that hold them."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._strings = [string for string in strings if len(string) > 3]
        self._postings: dict[str, array[int]] = {}
        for row, string in enumerate(self._strings):
            for trigram in _trigrams(string):
                self._postings.setdefault(trigram, array("i")).append(row)

    def candidates(self, text: str) -> list[str]:
        """The strings that share most of the rarest trigrams of `text`, best first."""
        known = [postings for trigram in _trigrams(text) if (postings := self._postings.get(trigram))]
        known.sort(key=len)
        counts: Counter[int] = Counter()
        for postings in known[:RAREST]:
            counts.update(postings)
        enough = 1 if len(text) < 8 else 2
        return [self._strings[row] for row, count in counts.most_common(CANDIDATES) if count >= enough]


def _trigrams(text: str) -> set[str]:
    padded = f"^{text}$"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
