"""Facts of all films in columns, so that a set of filters becomes one boolean mask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from retrieval.documents import Document
from retrieval.filters import Filters
from retrieval.text import name_key

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Order = Literal["popular", "newest", "oldest", "rating"]
ORDERS: Final[tuple[Order, ...]] = ("popular", "newest", "oldest", "rating")

_NO_ROWS: Final = np.empty(0, dtype=np.int64)


class _Postings:
    """Rows of every value of a field that can hold several."""

    def __init__(self, documents: Sequence[Document], values: Callable[[Document], Iterable[str]]) -> None:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, document in enumerate(documents):
            for key in {name_key(value) for value in values(document)}:
                rows[key].append(row)
        self._rows = {key: np.array(found, dtype=np.int64) for key, found in rows.items()}
        self._size = len(documents)

    def rows(self, value: str) -> Rows:
        return self._rows.get(name_key(value), _NO_ROWS)

    def any_of(self, values: Iterable[str]) -> Mask:
        mask = np.zeros(self._size, dtype=np.bool_)
        for value in values:
            mask[self.rows(value)] = True
        return mask

    def values(self) -> Iterable[str]:
        return self._rows


class Facets:
    """Filterable facts in row order.

    Names compare without case or accents; an unknown value fails its filter.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._size = len(documents)
        self._ids: Rows = np.array([document.id for document in documents], dtype=np.int64)
        self._year = _column(document.year for document in documents)
        self._runtime = _column(document.runtime for document in documents)
        self._rating = _column(document.rating for document in documents)
        self.popularity: NDArray[np.float64] = np.nan_to_num(
            _column(document.popularity for document in documents)
        )
        self._genres = _Postings(documents, lambda document: document.genres)
        self._people = _Postings(documents, lambda document: document.people)
        self._keywords = _Postings(documents, lambda document: document.keywords)
        self._languages = _Postings(documents, lambda document: (document.language,))
        self._countries = _Postings(documents, lambda document: document.countries)

    def mask(self, filters: Filters) -> Mask:
        """True where a film meets every condition."""
        mask = np.ones(self._size, dtype=np.bool_)
        for postings, required in ((self._genres, filters.genres), (self._people, filters.people)):
            for value in required:
                mask &= postings.any_of((value,))
        for postings, accepted in (
            (self._languages, filters.languages),
            (self._countries, filters.countries),
        ):
            if accepted:
                mask &= postings.any_of(accepted)
        for postings, refused in (
            (self._genres, filters.without_genres),
            (self._people, filters.without_people),
        ):
            for value in refused:
                mask[postings.rows(value)] = False
        for keyword in filters.keywords:
            mask &= self._mentions((keyword,))
        if filters.without_keywords:
            mask &= ~self._mentions(filters.without_keywords)
        for group in filters.any_of:
            mask &= np.logical_or.reduce([self.mask(option) for option in group])
        for option in filters.none_of:
            mask &= ~self.mask(option) & self._known(option)
        if filters.without_ids:
            mask &= ~np.isin(self._ids, list(filters.without_ids))
        # A comparison with NaN is False: an unknown value never meets a bound.
        for column, low, high in (
            (self._year, filters.year_from, filters.year_to),
            (self._runtime, filters.runtime_min, filters.runtime_max),
            (self._rating, filters.rating_min, None),
            (self.popularity, filters.popularity_min, filters.popularity_max),
        ):
            if low is not None:
                mask &= column >= low
            if high is not None:
                mask &= column <= high
        return mask

    def _known(self, filters: Filters) -> Mask:
        """Films of which the facts that `filters` speak of are known: nobody can say that another is not so."""
        mask = np.ones(self._size, dtype=np.bool_)
        for column, bounds in (
            (self._year, (filters.year_from, filters.year_to)),
            (self._runtime, (filters.runtime_min, filters.runtime_max)),
            (self._rating, (filters.rating_min,)),
        ):
            if any(bound is not None for bound in bounds):
                mask &= ~np.isnan(column)
        for postings, values in (
            (self._languages, filters.languages),
            (self._countries, filters.countries),
        ):
            if values:
                mask &= postings.any_of(value for value in postings.values() if value)
        return mask

    def ordered(self, rows: Rows, order: Order) -> Rows:
        """`rows` sorted; films whose year or rating is unknown come last, ties go to the more popular."""
        if order not in ORDERS:
            raise ValueError(f"Unknown order {order!r}: use one of {', '.join(ORDERS)}")
        popularity = -self.popularity[rows]
        if order == "popular":
            return rows[np.argsort(popularity, kind="stable")]
        # lexsort puts NaN last, also when negated.
        key = {"newest": -self._year, "oldest": self._year, "rating": -self._rating}[order][rows]
        return rows[np.lexsort((popularity, key))]

    def _mentions(self, keywords: Iterable[str]) -> Mask:
        """Films with a keyword that is, or contains as whole words, one of `keywords`."""
        mask = np.zeros(self._size, dtype=np.bool_)
        wanted = [f" {name_key(keyword)} " for keyword in keywords]
        for key in self._keywords.values():
            if any(phrase in f" {key} " for phrase in wanted):
                mask[self._keywords.rows(key)] = True
        return mask


def _column(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
