"""Hold out a part of a training matrix, for choosing weights and training rankers without the test part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Two matrices of one shape: what to learn from, and what is to be found again."""

    known: csr_matrix
    hidden: csr_matrix
    candidates: NDArray[np.bool_] | None = None
    """Which columns may be recommended here; None: all."""

    def allowed(self, scores: Scores, rows: NDArray[np.int64]) -> Scores:
        """`scores` of those rows, with -inf for what is known or no candidate."""
        left = without(scores, self.known[rows])
        if self.candidates is not None:
            left[:, ~self.candidates] = -np.inf
        return left


class HoldOut(Protocol):
    """Decides what is hidden from a training matrix, once or several times."""

    def __call__(self, interactions: csr_matrix, *, seed: int) -> Sequence[HeldOut]:
        """Parts of `interactions`, of the same shape."""
        ...


def folds(interactions: csr_matrix, *, seed: int, n: int) -> list[HeldOut]:
    """`n` parts such that every entry is hidden in exactly one of them. Raises ValueError for n below 2."""
    if n < 2:
        raise ValueError(f"{n} folds: use at least 2")
    fold = np.random.default_rng(seed).integers(0, n, interactions.nnz)
    return [HeldOut(_part(interactions, fold != i), _part(interactions, fold == i)) for i in range(n)]


def liked(hidden: csr_matrix) -> csr_matrix:
    """1 where an entry is above 0: what counts as found."""
    positive = csr_matrix((hidden > 0).astype(np.float32))
    positive.eliminate_zeros()
    return positive


def without(scores: Scores, seen: csr_matrix) -> Scores:
    """A copy of `scores` with -inf wherever `seen` has an entry."""
    left = scores.copy()
    left[np.repeat(np.arange(seen.shape[0]), np.diff(seen.indptr)), seen.indices] = -np.inf
    return left


def mean_ndcg(hits: NDArray[np.bool_], counts: NDArray[np.integer]) -> float:
    """Mean nDCG of lists (rows) with those hits, where `counts` films were to be found; 0 to find: left out."""
    rows = np.flatnonzero(counts)
    if not len(rows):
        return float("nan")
    discount = 1.0 / np.log2(np.arange(2, hits.shape[1] + 2))
    best = np.cumsum(discount)[np.minimum(counts[rows], hits.shape[1]) - 1]
    return float(((hits[rows] * discount).sum(axis=1) / best).mean())


def found_in(lists: Ids, wanted: csr_matrix) -> NDArray[np.bool_]:
    """Which places of each list (row) hold a wanted film; -1 holds none."""
    rows = np.repeat(np.arange(len(lists)), lists.shape[1])
    films = np.asarray(lists).ravel()
    found = np.asarray(wanted[rows, np.maximum(films, 0)]).ravel() > 0
    held: NDArray[np.bool_] = (found & (films >= 0)).reshape(lists.shape)
    return held


def _part(matrix: csr_matrix, chosen: NDArray[np.bool_]) -> csr_matrix:
    starts = np.concatenate(([0], np.cumsum(chosen)))[matrix.indptr]
    return csr_matrix((matrix.data[chosen], matrix.indices[chosen], starts), shape=matrix.shape)
