"""Ratings with what is known of their films and people, as rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.base import Scores
from recommender.features import join, weigh_by_rarity
from recommender.interactions import strength
from recommender.stars.base import Ratings

UNKNOWN_YEAR = 0


@dataclass(frozen=True, slots=True)
class RatingData:
    """One rating a place of `people`, `films`, `stars` and `times`; rows and columns start at 0."""

    name: str
    people: NDArray[np.int64]
    films: NDArray[np.int64]
    stars: NDArray[np.float64]
    times: NDArray[np.int64]
    n_people: int
    n_films: int
    features: csr_matrix
    """A row a film: genres, years, people, text: all that content models read."""
    film_table: NDArray[np.float32]
    """A row a film: year, then one column a genre, for rankers on trees."""
    person_features: csr_matrix | None = None

    def __len__(self) -> int:
        return len(self.stars)

    def ones(self, rows: NDArray[np.int64]) -> csr_matrix:
        """Who rated what among `rows`, every rating as 1, each person's oldest first."""
        return self._matrix(rows, np.ones(len(rows), np.float32))

    def strengths(self, rows: NDArray[np.int64]) -> csr_matrix:
        """How strongly each of `rows` speaks for or against its film."""
        values = np.fromiter((strength(stars) for stars in self.stars[rows]), np.float32, len(rows))
        return self._matrix(rows, values)

    def ratings(self, rows: NDArray[np.int64]) -> Ratings:
        """Some of the ratings, for models that foretell stars."""
        return Ratings(self.people[rows], self.films[rows], self.stars[rows], self.n_people, self.n_films)

    def _matrix(self, rows: NDArray[np.int64], values: NDArray[np.float32]) -> csr_matrix:
        order = np.lexsort((self.films[rows], self.times[rows], self.people[rows]))
        chosen = rows[order]
        starts = np.searchsorted(self.people[chosen], np.arange(self.n_people + 1))
        shape = (self.n_people, self.n_films)
        return csr_matrix((values[order], self.films[chosen], starts), shape=shape)


def numbered(values: Sequence[int] | NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ids in rising order, and the place of each value among them."""
    ids, places = np.unique(np.asarray(values, np.int64), return_inverse=True)
    return ids, places.astype(np.int64)


def one_hot(labels: Sequence[Iterable[str]], *, at_least: int = 1) -> csr_matrix:
    """A row each of `labels`, a column each label that at least so many rows have."""
    rows = [list(dict.fromkeys(row)) for row in labels]
    counts = Counter(label for row in rows for label in row)
    column = {
        label: i for i, label in enumerate(sorted(label for label, n in counts.items() if n >= at_least))
    }
    places = [(i, column[label]) for i, row in enumerate(rows) for label in row if label in column]
    at = np.array(places, np.int64).reshape(-1, 2)
    return csr_matrix(
        (np.ones(len(at), np.float32), (at[:, 0], at[:, 1])), shape=(len(rows), max(len(column), 1))
    )


def periods(years: Sequence[int]) -> csr_matrix:
    """Release years in steps of three, as one column each; an unknown year is one too."""
    return one_hot([[str(year // 3)] for year in years])


def film_features(
    genres: csr_matrix, years: Sequence[int], tags: csr_matrix | None = None, vectors: Scores | None = None
) -> csr_matrix:
    """All that is known of films side by side, each kind with an equal say; tags by their rarity."""
    parts: list[tuple[csr_matrix | Scores, float]] = [(genres, 1.0), (periods(years), 1.0)]
    if tags is not None:
        parts.append((weigh_by_rarity(tags), 2.0))
    if vectors is not None:
        parts.append((vectors, 3.0))
    return join(parts)


def table(genres: csr_matrix, years: Sequence[int]) -> NDArray[np.float32]:
    """Year (unknown: the median), then genres."""
    known = np.array(years, np.float32)
    middle = float(np.median(known[known != UNKNOWN_YEAR])) if (known != UNKNOWN_YEAR).any() else 0.0
    known[known == UNKNOWN_YEAR] = middle
    return np.column_stack([known, genres.toarray()]).astype(np.float32)
