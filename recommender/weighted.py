"""Weighted hybrid: one sum of several models' scores, with weights found on held-out interactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix, vstack

from recommender.base import Scores, check_interactions
from recommender.batch import best_columns
from recommender.files import read_config, write_model
from recommender.hybrid import Hybrid, Make, standardised
from recommender.registry import load_named
from recommender.validation import HoldOut, folds, found_in, liked, mean_ndcg

_NAME = "weighted"


class WeightedConfig(BaseModel):
    """Hyper-parameters, and the weights once they are found."""

    folds: int = Field(4, ge=2, description="Parts, each hidden once, on which weights are found")
    k: int = Field(10, gt=0, description="Weights are to make nDCG at this place best")
    rounds: int = Field(3, gt=0, description="Passes over the models in the search")
    people: int = Field(2000, gt=0, description="At most so many people a part are used to find weights")
    weights: dict[str, float] = Field(default_factory=dict, description="Model to weight; found by `fit`")


class WeightedHybrid(Hybrid):
    """Every model's scores are scaled to zero mean and unit spread over the films, then summed."""

    def __init__(
        self,
        models: Mapping[str, Make],
        config: WeightedConfig | None = None,
        hold_out: HoldOut | None = None,
    ) -> None:
        """`models` makes each model anew. Weights given in `config` are used as they are.

        `hold_out` says what is hidden to find weights (default: random folds); give one that cuts by
        time where the future is to be foretold.
        """
        super().__init__(models)
        self.config = config or WeightedConfig()
        self._given = dict(self.config.weights)
        self._hold_out = hold_out or partial(folds, n=self.config.folds)

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Find weights on held-out parts where none are given, then fit all models on everything."""
        matrix = check_interactions(interactions)
        weights = self._given or self._find(matrix, seed)
        self.config = self.config.model_copy(update={"weights": weights})
        self.models = self._fit_models(matrix, seed)
        return self

    def save(self, folder: Path) -> None:
        """Write each model to a folder of its own under `folder`, and the weights."""
        write_model(folder, _NAME, self.config, {})
        for name, model in self.models.items():
            model.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls({}, read_config(folder, _NAME, WeightedConfig))
        model.models = load_named(folder, model.config.weights)
        if len({part.n_items for part in model.models.values()}) != 1:
            raise ValueError(f"{folder}: the models are of different films; fit again")
        return model

    def _find(self, matrix: csr_matrix, seed: int) -> dict[str, float]:
        scores: list[list[Scores]] = []
        wanted = []
        for part in self._hold_out(matrix, seed=seed):
            rows = np.random.default_rng(seed).permutation(matrix.shape[0])[: self.config.people]
            known = part.known[rows]
            wanted.append(liked(part.hidden[rows]))
            models = self._fit_models(part.known, seed).values()
            scores.append([part.allowed(standardised(model.batch_scores(known)), rows) for model in models])
        pooled = [np.vstack(columns) for columns in zip(*scores, strict=True)]
        found = find_weights(pooled, vstack(wanted, format="csr"), self.config.k, self.config.rounds)
        return dict(zip(self._make, found, strict=True))

    def _score(self, histories: csr_matrix) -> Scores:
        total = np.zeros(histories.shape, np.float32)
        for name, model in self.models.items():
            if self.config.weights[name]:
                total += np.float32(self.config.weights[name]) * standardised(model.batch_scores(histories))
        return total

    def _weight(self, name: str) -> float:
        return self.config.weights[name]


def find_weights(scores: Sequence[Scores], wanted: csr_matrix, k: int, rounds: int) -> list[float]:
    """Weights of the sum of `scores` with the best nDCG@k, by coordinate ascent from the best single one.

    Each weight in turn is tried at some shares of the largest one. Only the films that the models'
    plain mean puts in its first 20 k places are looked at; a score of -inf is never recommended.
    """
    total = sum(scores[1:], scores[0].copy())
    pool = best_columns(total, min(20 * k, total.shape[1]))
    rows = np.arange(len(pool))[:, None]
    parts = np.stack([np.where(pool >= 0, score[rows, pool], np.float32(-1e9)) for score in scores])
    hits = np.where(pool >= 0, found_in(pool, wanted), False)
    counts = np.diff(wanted.indptr)

    def quality(weights: NDArray[np.float64]) -> float:
        mixed = np.tensordot(weights.astype(np.float32), parts, axes=1)
        places = best_columns(mixed, min(k, mixed.shape[1]))
        return mean_ndcg(np.take_along_axis(hits, places, axis=1), counts)

    alone = [quality(row) for row in np.eye(len(parts))]
    weights = np.eye(len(parts))[int(np.argmax(alone))]
    best = max(alone)
    for _ in range(rounds):
        before = weights.copy()
        for place in range(len(weights)):
            for share in (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5):
                tried = weights.copy()
                tried[place] = share * weights.max()
                if tried.any() and (value := quality(tried)) > best + 1e-6:
                    best, weights = value, tried
        if (before == weights).all():
            break
    return [float(weight) for weight in weights / weights.sum()]
