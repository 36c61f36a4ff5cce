"""All that is measured of lists: person by person where it can be, else of all lists together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.evaluation.statistics import Interval, bootstrap_means
from recommender import metrics
from recommender.base import Ids

Array = NDArray[np.float64]

PER_PERSON = (
    "ndcg", "precision", "recall", "hit_rate", "mrr", "map", "map_over_relevant",
    "serendipity", "diversity", "novelty", "popularity",
)  # fmt: skip
"""The first seven say how well hidden films are found; the rest look beyond that."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over people with 95% bootstrap intervals, and what belongs to all lists together.

    Coverage and Gini have no interval: drawing people anew draws some twice, which lowers coverage by
    itself.
    """

    means: Mapping[str, float]
    intervals: Mapping[str, Interval]
    coverage: float
    gini: float


@dataclass(frozen=True, slots=True)
class Judge:
    """What lists are held against, for the people in `rows` of the matrices `known` and `wanted`."""

    rows: NDArray[np.int64]
    known: csr_matrix
    wanted: csr_matrix
    vectors: NDArray[np.float32]
    expected: Mapping[int, set[int]]
    """Films that popularity or content alone would show, by row."""
    k: int

    def values(self, lists: Ids) -> Array:
        """One row a person, one column a metric of `PER_PERSON`; `lists` has one row a person in `rows`."""
        n_people = self.known.shape[0]
        knowing = np.bincount(self.known.indices, minlength=self.known.shape[1])
        percentiles, by_film = metrics.popularity_percentiles(knowing), dict(enumerate(knowing.tolist()))
        values = []
        for row, shown in zip(self.rows.tolist(), lists, strict=True):
            relevant = set(
                self.wanted.indices[self.wanted.indptr[row] : self.wanted.indptr[row + 1]].tolist()
            )
            films = [film for film in shown.tolist() if film >= 0]
            values.append(
                (
                    metrics.ndcg(films, relevant, self.k),
                    metrics.precision(films, relevant, self.k),
                    metrics.recall(films, relevant, self.k),
                    metrics.hit_rate(films, relevant, self.k),
                    metrics.reciprocal_rank(films, relevant, self.k),
                    metrics.average_precision(films, relevant, self.k),
                    metrics.average_precision_over_relevant(films, relevant, self.k),
                    metrics.serendipity(films, relevant, self.expected[row], self.k),
                    metrics.intra_list_diversity(self.vectors[films]),
                    metrics.novelty(films, by_film, n_people),
                    metrics.average_popularity(films, percentiles),
                )
            )
        return np.array(values, np.float64).reshape(len(self.rows), len(PER_PERSON))

    def figures(self, lists: Ids, seed: int) -> Figures:
        """Everything of one model's lists."""
        values = self.values(lists)
        defined = values[~np.isnan(values).any(axis=1)]
        kept = [[film for film in shown if film >= 0] for shown in lists.tolist()]
        intervals = bootstrap_means(defined, seed=seed) if len(defined) else [_UNKNOWN] * len(PER_PERSON)
        return Figures(
            dict(zip(PER_PERSON, np.nanmean(values, axis=0).tolist(), strict=True)),
            dict(zip(PER_PERSON, intervals, strict=True)),
            metrics.catalogue_coverage(kept, self.known.shape[1]),
            metrics.gini(kept, self.known.shape[1]),
        )


_UNKNOWN = Interval(float("nan"), float("nan"))


def judged_rows(known: csr_matrix, wanted: csr_matrix) -> NDArray[np.int64]:
    """Those who have both a history and something to find."""
    return np.flatnonzero((np.diff(known.indptr) > 0) & (np.diff(wanted.indptr) > 0)).astype(np.int64)


def expected_films(lists: Mapping[str, Ids], rows: NDArray[np.int64]) -> dict[int, set[int]]:
    """The films that any of the simple methods shows, by row; each of `lists` follows `rows`."""
    return {
        row: {int(film) for one in lists.values() for film in one[place] if film >= 0}
        for place, row in enumerate(rows.tolist())
    }
