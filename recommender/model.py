"""What most algorithms share: everything that follows from scoring a block of histories."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from scipy.sparse import csr_matrix, vstack

from recommender.base import Ids, Scores, check_columns, check_histories, check_history
from recommender.ranking import neighbours, top_k


def as_row(items: Ids, strengths: Scores, n_items: int) -> csr_matrix:
    """One history as a matrix of one row. Raises ValueError where it does not fit the model."""
    check_history(items, strengths, n_items)
    starts = np.array([0, len(items)])
    return csr_matrix((strengths.astype(np.float32), items, starts), shape=(1, n_items))


class HistoryModel(ABC):
    """A recommender whose scores are a function of the history alone.

    A subclass fits itself, scores blocks of checked histories, and names a vector for every film.
    """

    @property
    @abstractmethod
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""

    @abstractmethod
    def _score(self, histories: csr_matrix) -> Scores:
        """Dense scores of checked histories; shape (rows, n_items). An empty row scores 0 everywhere."""

    @abstractmethod
    def _vectors(self) -> Scores:
        """One row a film, near by cosine where films are alike."""

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """The history itself as a dense vector, since the model keeps nothing else of a person."""
        return np.asarray(as_row(items, strengths, self.n_items).toarray()[0], np.float32)

    def scores(self, items: Ids, strengths: Scores) -> Scores:
        """Score every film for one history; shape (n_items,)."""
        return np.asarray(self._score(as_row(items, strengths, self.n_items))[0], np.float32)

    def batch_scores(self, histories: csr_matrix) -> Scores:
        """Score every film for many histories at once; shape (rows, n_items)."""
        return self._score(check_histories(histories, self.n_items))

    def recommend(
        self,
        items: Ids,
        strengths: Scores,
        k: int,
        *,
        candidates: Ids | None = None,
        exclude: Ids | None = None,
    ) -> tuple[Ids, Scores]:
        """The k best films for a history, best first."""
        return top_k(self.scores(items, strengths), k, candidates=candidates, exclude=(items, exclude))

    def similar(self, item: int, k: int) -> tuple[Ids, Scores]:
        """The k films nearest to `item` by cosine."""
        return neighbours(self._vectors(), item, k)

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """How much the target's score falls when one film is left out of the history."""
        row = as_row(items, strengths, self.n_items)
        check_columns(np.array([target]), self.n_items)
        if not len(items):
            return np.zeros(0, np.float32)
        without = []
        for place in range(len(items)):
            kept = np.arange(len(items)) != place
            without.append(as_row(items[kept], strengths[kept], self.n_items))
        values = self._score(vstack([row, *without], format="csr"))[:, target]
        return np.asarray(values[0] - values[1:], np.float32)
