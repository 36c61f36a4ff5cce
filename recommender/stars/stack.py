"""Stack of star models: a ridge regression over their predictions (Breiman, 1996, "Stacked Regressions").

The ridge learns from predictions for ratings the models had not seen: the ratings are cut into folds
and the models are fitted anew without each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, Field

from recommender.base import Ids
from recommender.files import read_array, read_config, write_model
from recommender.stars.base import RatingPredictor, Ratings, Stars
from recommender.stars.baseline import Baseline
from recommender.stars.bfm import BayesianFM
from recommender.stars.knn import KNNBaseline
from recommender.stars.svd import SVD

_NAME = "star_stack"
Make = Callable[[], RatingPredictor]

KINDS: dict[str, type[RatingPredictor]] = {
    "baseline": Baseline,
    "knn_baseline": KNNBaseline,
    "svd": SVD,
    "svdpp": SVD,
    "bfm": BayesianFM,
}
"""The class of each single star model."""


class StarStackConfig(BaseModel):
    """Hyper-parameters, and the weights once they are found."""

    folds: int = Field(4, ge=2, description="Parts, each hidden once, that the weights are learnt on")
    ridge: float = Field(1.0, ge=0, description="L2 penalty a thousand ratings, towards equal weights")
    weights: dict[str, float] = Field(default_factory=dict, description="Model to weight; set by `fit`")


class StarStack:
    """A weighted sum of models' predictions plus a constant."""

    def __init__(self, models: Mapping[str, Make], config: StarStackConfig | None = None) -> None:
        """`models` makes each model anew; names are those of `KINDS`."""
        self.config = config or StarStackConfig()
        self._make = dict(models)
        self._scale = np.zeros(3)
        self.models: dict[str, RatingPredictor] = {}

    def fit(self, ratings: Ratings, *, seed: int = 42) -> Self:
        """Learn weights on held-out folds, then fit all models on everything."""
        fold = np.random.default_rng(seed).integers(0, self.config.folds, len(ratings.stars))
        seen = np.zeros((len(ratings.stars), len(self._make)))
        for number in range(self.config.folds):
            rest, hidden = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            for column, make in enumerate(self._make.values()):
                model = make().fit(ratings.only(rest), seed=seed)
                seen[hidden, column] = model.predict(ratings.people[hidden], ratings.items[hidden])
        weights, constant = self._solve(seen, ratings.stars)
        self._scale = np.array([*ratings.scale, constant])
        self.config = self.config.model_copy(update={"weights": dict(zip(self._make, weights, strict=True))})
        self.models = {name: make().fit(ratings, seed=seed) for name, make in self._make.items()}
        return self

    def predict(self, people: Ids, items: Ids) -> Stars:
        """Stars of each pair, within the scale of the fit."""
        total = np.full(len(people), self._scale[2])
        for name, model in self.models.items():
            total += self.config.weights[name] * model.predict(people, items)
        stars: Stars = np.clip(total, self._scale[0], self._scale[1])
        return stars

    def save(self, folder: Path) -> None:
        """Write each model to a folder of its own under `folder`, and the weights."""
        write_model(folder, _NAME, self.config, {"scale": self._scale})
        for name, model in self.models.items():
            model.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls({}, read_config(folder, _NAME, StarStackConfig))
        model._scale = read_array(folder, _NAME, "scale", (3,))
        for name in model.config.weights:
            if name not in KINDS:
                raise ValueError(f"{folder}: no star model is called {name!r}; known are {', '.join(KINDS)}")
            model.models[name] = KINDS[name].load(folder / name)
        return model

    def _solve(self, seen: Stars, stars: Stars) -> tuple[list[float], float]:
        """Weights and constant; the penalty pulls towards the plain mean of the models."""
        middle, target = seen.mean(axis=0), stars.mean()
        centred = seen - middle
        n, models = seen.shape
        gram = centred.T @ centred + self.config.ridge * n / 1000.0 * np.eye(models)
        equal = np.full(models, 1.0 / models)
        right = centred.T @ (stars - target) + self.config.ridge * n / 1000.0 * equal
        weights = np.linalg.solve(gram, right)
        return weights.tolist(), float(target - middle @ weights)
