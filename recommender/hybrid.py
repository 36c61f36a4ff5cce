"""What hybrids share: likeness and contributions, pooled over their models."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from scipy.sparse import csr_matrix

from recommender.base import Ids, Recommender, Scores, check_columns
from recommender.model import HistoryModel, as_row

Make = Callable[[], Recommender]


class Hybrid(HistoryModel):
    """Several models over the same films; `_make` makes each anew, `models` are the fitted ones."""

    def __init__(self, models: Mapping[str, Make]) -> None:
        self._make = dict(models)
        self.models: dict[str, Recommender] = {}

    @property
    def n_items(self) -> int:
        """How many film columns the models were fitted on."""
        return next(iter(self.models.values())).n_items if self.models else 0

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """The models' contributions, each scaled to a total size of 1, by the models' weight."""
        as_row(items, strengths, self.n_items)
        check_columns(np.array([target]), self.n_items)
        total = np.zeros(len(items), np.float32)
        for name, model in self.models.items():
            shares = model.contributions(items, strengths, target)
            size = float(np.abs(shares).sum())
            if size > 0:
                total += np.float32(self._weight(name) / size) * shares
        return total

    def similar(self, item: int, k: int) -> tuple[Ids, Scores]:
        """The k films that the models, each by its own likeness, put nearest: reciprocal rank fusion.

        Cormack, Clarke and Büttcher (2009): a film gains weight / (60 + place) from each model.
        """
        check_columns(np.array([item]), self.n_items)
        gains = np.zeros(self.n_items, np.float64)
        for name, model in self.models.items():
            films, _ = model.similar(item, 10 * k)
            gains[films] += self._weight(name) / (60.0 + np.arange(len(films)))
        best = np.argsort(-gains, kind="stable")[:k]
        best = best[gains[best] > 0]
        return best.astype(np.int64), gains[best].astype(np.float32)

    def _weight(self, name: str) -> float:  # noqa: ARG002 - a hybrid without weights treats all alike
        return 1.0

    def _fit_models(self, matrix: csr_matrix, seed: int) -> dict[str, Recommender]:
        return {name: make().fit(matrix, seed=seed) for name, make in self._make.items()}

    def _vectors(self) -> Scores:
        raise NotImplementedError("a hybrid has no vectors of its own: `similar` pools those of its models")


def standardised(scores: Scores) -> Scores:
    """Each row with mean 0 and standard deviation 1; a constant row becomes 0."""
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1, keepdims=True)
    scaled: Scores = (centred / np.where(spread > 1e-9, spread, 1.0)).astype(np.float32)
    return scaled
