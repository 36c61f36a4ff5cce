"""Item-item models: the score of a film is a weighted sum over the history."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores, check_columns, check_history
from recommender.model import HistoryModel, as_row
from recommender.order import faded


class LinearModel(HistoryModel):
    """Scores a history h by `h @ W`; `W[j, i]` is how much film j speaks for film i.

    With a `memory`, a film that n others followed counts e^-(n / memory).
    """

    def __init__(self, *, memory: float | None = None) -> None:
        self._memory = memory
        self._weights: NDArray[np.float32] | csr_matrix = np.zeros((0, 0), np.float32)

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        return int(self._weights.shape[1])

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """The terms of the weighted sum; they add up to the score."""
        check_history(items, strengths, self.n_items)
        check_columns(np.array([target]), self.n_items)
        if not len(items):
            return np.zeros(0, np.float32)
        weights = self._weights[items, target]
        weights = weights.toarray().ravel() if hasattr(weights, "toarray") else np.asarray(weights).ravel()
        history = self._remembered(as_row(items, strengths, self.n_items))
        return np.asarray(weights * history.data, np.float32)

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """The history as it is remembered, as a dense vector."""
        row = self._remembered(as_row(items, strengths, self.n_items))
        return np.asarray(row.toarray()[0], np.float32)

    def _score(self, histories: csr_matrix) -> Scores:
        product = self._remembered(histories) @ self._weights
        dense = product.toarray() if hasattr(product, "toarray") else product
        return np.asarray(dense, np.float32)

    def _remembered(self, histories: csr_matrix) -> csr_matrix:
        return histories if self._memory is None else faded(histories, self._memory)

    def _vectors(self) -> Scores:
        dense = self._weights.toarray() if hasattr(self._weights, "toarray") else self._weights
        return np.asarray(dense, np.float32)
