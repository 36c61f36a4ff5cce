"""The protocol every recommendation algorithm follows. Integer rows and columns only."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]


@runtime_checkable
class Recommender(Protocol):
    """Learns from a people x films matrix and scores films for a person's history.

    A history is a pair of equally long arrays: film columns and the strength of each interaction
    (positive is liking, negative is dislike), oldest first. The entries of a matrix's row stand in the
    same order, which most models do not look at and none changes. Scores are comparable within one call
    only.
    """

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        ...

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Learn from `interactions` (people x films, float32, signed strength)."""
        ...

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """What the model makes of a person from their history alone: a vector of a length of its own."""
        ...

    def scores(self, items: Ids, strengths: Scores) -> Scores:
        """Score every film for one history, also of a person not in the fit (fold-in); shape (n_items,)."""
        ...

    def batch_scores(self, histories: csr_matrix) -> Scores:
        """Score every film for many histories at once, one a row; shape (rows, n_items).

        Equal to `scores` row by row up to rounding, and many times faster. Hand in a block of rows at a
        time: the answer is dense.
        """
        ...

    def recommend(
        self,
        items: Ids,
        strengths: Scores,
        k: int,
        *,
        candidates: Ids | None = None,
        exclude: Ids | None = None,
    ) -> tuple[Ids, Scores]:
        """The k best films, best first: only `candidates` where given, never `exclude` or the history."""
        ...

    def similar(self, item: int, k: int) -> tuple[Ids, Scores]:
        """The k films most like `item`, best first, without itself."""
        ...

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """How much each film of the history speaks for `target`; shape (len(items),)."""
        ...

    def save(self, folder: Path) -> None:
        """Write arrays and parameters to `folder`; nothing is pickled."""
        ...

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote; raises ValueError naming the file where it is missing or does not fit."""
        ...


def check_history(items: Ids, strengths: Scores, n_items: int) -> None:
    """Raise ValueError where a history does not fit the model."""
    if items.ndim != 1 or items.shape != strengths.shape:
        raise ValueError(f"films {items.shape} but strengths {strengths.shape}: give one strength a film")
    if not np.isfinite(strengths).all():
        raise ValueError("a strength is not a finite number")
    check_columns(items, n_items)


def check_histories(histories: csr_matrix, n_items: int) -> csr_matrix:
    """Many histories as float32 rows, copied: some operations sort a row in place. Raises ValueError where they do not fit the model."""
    if histories.ndim != 2 or histories.shape[1] != n_items:
        raise ValueError(f"histories of shape {histories.shape} do not fit a model of {n_items} films")
    matrix = csr_matrix(histories, dtype=np.float32, copy=True)
    if not np.isfinite(matrix.data).all():
        raise ValueError("a strength is not a finite number")
    return matrix


def check_columns(items: Ids, n_items: int) -> None:
    """Raise ValueError where a film column is not one of the model's; a negative one never wraps round."""
    if len(items) and (int(items.min()) < 0 or int(items.max()) >= n_items):
        raise ValueError(f"film columns {items.min()} to {items.max()} do not fit a model of {n_items} films")


def check_interactions(interactions: csr_matrix) -> csr_matrix:
    """The matrix as float32 rows, copied: some operations sort a row in place. Raises ValueError where there is nothing, or no number, to learn from."""
    if interactions.ndim != 2 or not interactions.nnz:
        raise ValueError(f"a matrix of shape {interactions.shape} holds nothing to learn from")
    matrix = csr_matrix(interactions, dtype=np.float32, copy=True)
    if not np.isfinite(matrix.data).all():
        raise ValueError("an interaction is not a finite number")
    return matrix
