"""Films by title through typos, articles, numerals, subtitles and series numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from retrieval.documents import Document
from retrieval.nicknames import NICKNAMES
from retrieval.other_titles import OtherTitles
from retrieval.results import TitleMatch
from retrieval.title_keys import (
    distinct,
    exact_keys,
    numbered_key,
    part_keys,
    split_number,
    split_year,
    starts_with_words,
    title_key,
)

_MAX_CHARS: Final = 150  # longer texts are no titles
_FUZZY_CUTOFF: Final = 70.0
_PART_PENALTY: Final = 5.0  # what stands before or after a colon is a little less than the title
_SERIES_SCORE: Final = 92.0
_WORDS_SCORE: Final = 90.0  # all words asked for are in the title, whose other words cost
_EXTRA_WORD: Final = 2.0
_OTHER_YEAR_PENALTY: Final = 25.0
_FAME_BONUS: Final = 2.0  # points the best-known film has before an unknown one, to settle close calls


class TitleIndex:
    """Typo-tolerant lookup over titles, original titles, and after them titles in other languages."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)  # word -> positions in _named
        self._named: list[tuple[int, frozenset[str]]] = []  # row and words of every name of it
        self._main_keys: list[str] = []
        fuzzy: dict[tuple[str, int], float] = {}
        for row, document in enumerate(documents):
            names = distinct((document.title, document.original_title))
            for key in dict.fromkeys(key for name in names for key in exact_keys(name)):
                self._exact[key].append(row)
            plain = distinct([title_key(name) for name in names])
            for key in distinct([*plain, *(numbered_key(key) for key in plain)]):
                fuzzy.setdefault((key, row), 0.0)
            for key in (part for name in names for part in part_keys(name)):
                fuzzy.setdefault((key, row), _PART_PENALTY)
            for key in plain:
                tokens = frozenset(numbered_key(key).split())
                for token in tokens:
                    self._by_word[token].add(len(self._named))
                self._named.append((row, tokens))
            self._main_keys.append(numbered_key(title_key(document.title)))
        self._fuzzy_keys = [key for key, _ in fuzzy]
        self._fuzzy_rows = [row for _, row in fuzzy]
        self._fuzzy_penalties = list(fuzzy.values())
        self._others = OtherTitles(documents)
        fame = np.log1p([max(document.popularity, 0.0) for document in documents])
        self._fame = fame / fame.max() if len(fame) and fame.max() > 0 else fame

    def find(self, text: str, limit: int = 5) -> list[TitleMatch]:
        """Best first; every film of exactly this title comes (also beyond `limit`), most popular first."""
        if not text.strip() or len(text) > _MAX_CHARS:
            return []
        exact = self.exact(text)
        scores = self._fuzzy(text) if len(exact) < limit else {}
        bare, year = split_year(text)
        if year is not None and bare:
            for row, score in self._fuzzy(bare).items():
                penalty = 0.0 if self._documents[row].year == year else _OTHER_YEAR_PENALTY
                scores[row] = max(scores.get(row, 0.0), score - penalty)
        if not exact:
            scores.update(dict.fromkeys(self._in_series(numbered_key(title_key(text))), _SERIES_SCORE))
        rest = [row for row in scores if row not in exact and scores[row] >= _FUZZY_CUTOFF - _PART_PENALTY]
        rest.sort(key=lambda row: -(scores[row] + _FAME_BONUS * self._fame[row]))
        found = [self._match(row, 100.0, exact=True) for row in exact]
        found.extend(self._match(row, scores[row], exact=False) for row in rest[: max(limit - len(exact), 0)])
        return found

    def exact(self, text: str) -> list[int]:
        """Rows of the films called exactly this (title, title and year, nickname), most popular first.

        What a film is called in another language counts where no film has that title in the catalogue's.
        """
        if not text.strip() or len(text) > _MAX_CHARS:
            return []
        rows = self._called_in_year(self._called, text)
        key = numbered_key(title_key(text))
        if not rows and key in NICKNAMES:
            title, year = NICKNAMES[key]
            rows = [row for row in self._called(title) if self._documents[row].year == year]
        rows = rows or self._called_in_year(self._others.exact, text)
        return sorted(rows, key=lambda row: -self._fame[row])

    def _match(self, row: int, score: float, *, exact: bool) -> TitleMatch:
        document = self._documents[row]
        return TitleMatch(document.id, document.title, document.year, round(min(score, 100.0), 1), exact)

    def _called(self, text: str) -> list[int]:
        # The form as written wins over the one with numbers as digits: "Se7en" before "7".
        return next((self._exact[key] for key in exact_keys(text) if key in self._exact), [])

    def _called_in_year(self, called: Callable[[str], list[int]], text: str) -> list[int]:
        bare, year = split_year(text)
        rows = called(text)
        if rows or year is None or not bare:
            return rows
        return [row for row in called(bare) if self._documents[row].year == year]

    def _in_series(self, key: str) -> list[int]:
        """`harry potter 3`: the third by year of the films whose title begins so."""
        numbered = split_number(key)
        if numbered is None:
            return []
        base, number = numbered
        rows = {row for row, _ in self._named_with(base.split())}
        series = [row for row in rows if starts_with_words(self._main_keys[row], base)]
        series.sort(key=lambda row: self._documents[row].year or 0)
        return series[number - 1 : number] if number > 0 else []

    def _named_with(self, tokens: Collection[str]) -> Iterable[tuple[int, frozenset[str]]]:
        """Names that hold all of `tokens`, with their rows."""
        positions = [self._by_word.get(token, set()) for token in tokens]
        return [self._named[position] for position in (set.intersection(*positions) if positions else ())]

    def _fuzzy(self, text: str) -> dict[int, float]:
        plain = title_key(text)
        scores: dict[int, float] = {}
        for key in distinct([plain, numbered_key(plain)]):
            found = process.extract(
                key, self._fuzzy_keys, scorer=fuzz.ratio, limit=60, score_cutoff=_FUZZY_CUTOFF
            )
            for _, score, position in found:
                row = self._fuzzy_rows[position]
                scores[row] = max(scores.get(row, 0.0), score - self._fuzzy_penalties[position])
        for row, score in self._others.near(text).items():
            scores[row] = max(scores.get(row, 0.0), score)
        asked = frozenset(numbered_key(plain).split())
        for row, tokens in self._named_with(asked):
            scores[row] = max(scores.get(row, 0.0), _WORDS_SCORE - _EXTRA_WORD * (len(tokens) - len(asked)))
        return scores
