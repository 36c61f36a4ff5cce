"""Popularity: the baseline every other algorithm must beat, and the answer for people not yet known."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores, check_columns, check_histories, check_history, check_interactions
from recommender.ranking import top_k

_FILE = "popularity.npy"


class Popularity:
    """Scores a film by the log of how many people liked it, the same for everybody."""

    def __init__(self) -> None:
        self._scores: Scores = np.zeros(0, np.float32)

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        return len(self._scores)

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Count positive interactions a film; `seed` changes nothing here. Raises ValueError."""
        liked = (check_interactions(interactions) > 0).astype(np.float64)
        self._scores = np.log1p(np.asarray(liked.sum(axis=0)).ravel()).astype(np.float32)
        return self

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """Nothing is made of a history here: a vector of length 0."""
        check_history(items, strengths, self.n_items)
        return np.zeros(0, np.float32)

    def scores(self, items: Ids, strengths: Scores) -> Scores:
        """Score every film; shape (n_items,)."""
        check_history(items, strengths, self.n_items)
        return self._scores.copy()  # the caller's to change

    def batch_scores(self, histories: csr_matrix) -> Scores:
        """The same scores in every row; shape (rows, n_items)."""
        rows = check_histories(histories, self.n_items).shape[0]
        return np.repeat(self._scores[None, :], rows, axis=0)

    def recommend(
        self,
        items: Ids,
        strengths: Scores,
        k: int,
        *,
        candidates: Ids | None = None,
        exclude: Ids | None = None,
    ) -> tuple[Ids, Scores]:
        """The k most liked films outside the history."""
        return top_k(self.scores(items, strengths), k, candidates=candidates, exclude=(items, exclude))

    def similar(self, item: int, k: int) -> tuple[Ids, Scores]:
        """The k films nearest in popularity."""
        check_columns(np.array([item]), self.n_items)
        return top_k(-np.abs(self._scores - self._scores[item]), k, exclude=(np.array([item]),))

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """No history speaks for a film here: all zero."""
        check_history(items, strengths, self.n_items)
        check_columns(np.array([target]), self.n_items)
        return np.zeros(len(items), np.float32)

    def save(self, folder: Path) -> None:
        """Write the scores to `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _FILE, self._scores, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        try:
            scores = np.load(folder / _FILE, allow_pickle=False)
        except (OSError, ValueError) as error:
            raise ValueError(f"{folder / _FILE}: no usable popularity model ({error})") from error
        if scores.ndim != 1:
            raise ValueError(f"{folder / _FILE}: shape {scores.shape} is not one score a film; fit again")
        model = cls()
        model._scores = scores
        return model
