"""Film factors with people's factors solved on demand: what factor models share."""

from __future__ import annotations

from abc import abstractmethod

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores, check_columns
from recommender.candidates import FactorIndex
from recommender.model import HistoryModel, as_row

MANY_FILMS = 20_000
"""From here on a search in half precision is faster than scoring every film."""

Factorised = tuple[NDArray[np.float64], bool]


class FactorModel(HistoryModel):
    """Scores are inner products of film factors with factors solved from a history (fold-in).

    A subclass says how confident it is in each film of a history and which ridge a history gets.
    """

    def __init__(self, factors: int) -> None:
        self._items: NDArray[np.float32] = np.zeros((0, factors), np.float32)
        self._gram: NDArray[np.float64] = np.zeros((factors, factors))
        self._index: FactorIndex | None = None

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        return len(self._items)

    @property
    def item_factors(self) -> NDArray[np.float32]:
        """One row a film: inner products with a person's `fold_in` are the scores."""
        return self._items

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """A person's factors for a history, by one exact least-squares step; shape (factors,)."""
        as_row(items, strengths, self.n_items)
        if not len(items):
            return np.zeros(self._items.shape[1], np.float32)
        system, target = self._system(items, strengths)
        factors: Scores = cho_solve(system, target).astype(np.float32)
        return factors

    def scores(self, items: Ids, strengths: Scores) -> Scores:
        """Score every film for one history; shape (n_items,)."""
        scores: Scores = self._items @ self.fold_in(items, strengths)
        return scores

    def recommend(
        self,
        items: Ids,
        strengths: Scores,
        k: int,
        *,
        candidates: Ids | None = None,
        exclude: Ids | None = None,
    ) -> tuple[Ids, Scores]:
        """The k best films for a history, best first; many films are searched rather than all scored."""
        if self._index is None or candidates is not None or not len(items):
            return super().recommend(items, strengths, k, candidates=candidates, exclude=exclude)
        left_out = items if exclude is None else np.union1d(items, exclude)
        check_columns(left_out, self.n_items)
        return self._index.search(self.fold_in(items, strengths), k, left_out)

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """How much each film adds to the target's score (Hu et al., 2008, section 5); the sum is the score."""
        as_row(items, strengths, self.n_items)
        check_columns(np.array([target]), self.n_items)
        if not len(items):
            return np.zeros(0, np.float32)
        system, _ = self._system(items, strengths)
        direction = cho_solve(system, self._items[target].astype(np.float64))
        _, wanted = self._confidence(strengths)
        return ((self._items[items] @ direction) * wanted).astype(np.float32)

    @abstractmethod
    def _confidence(self, strengths: Scores) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weight of each film's squared error on top of the implicit one, and weight times target."""

    @abstractmethod
    def _ridge(self, n: int) -> float:
        """L2 penalty on the factors of a person with `n` films."""

    @abstractmethod
    def _implicit_weight(self) -> float:
        """Weight of the squared score of every film, seen or not."""

    def _set_items(self, items: NDArray[np.float32]) -> None:
        self._items = items
        self._gram = self._implicit_weight() * (items.T @ items).astype(np.float64)
        self._index = FactorIndex(items) if len(items) >= MANY_FILMS else None

    def _system(self, items: Ids, strengths: Scores) -> tuple[Factorised, NDArray[np.float64]]:
        """The normal equations of a person, factorised, and their right side."""
        known = self._items[items].astype(np.float64)
        weight, wanted = self._confidence(strengths)
        matrix = self._gram + (known.T * weight) @ known
        matrix[np.diag_indices_from(matrix)] += self._ridge(len(items))
        return cho_factor(matrix), known.T @ wanted

    def _score(self, histories: csr_matrix) -> Scores:
        people = np.zeros((histories.shape[0], self._items.shape[1]), np.float32)
        for row, (start, end) in enumerate(zip(histories.indptr[:-1], histories.indptr[1:], strict=True)):
            if start < end:
                items = histories.indices[start:end].astype(np.int64)
                system, target = self._system(items, histories.data[start:end])
                people[row] = cho_solve(system, target)
        scores: Scores = people @ self._items.T
        return scores

    def _vectors(self) -> Scores:
        return self._items
