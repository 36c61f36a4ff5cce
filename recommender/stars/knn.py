"""Neighbourhood model for stars: a film's rating from how the person rated the films most like it.

Koren (2010), "Factor in the Neighbors": residuals of the baseline are averaged, weighted by shrunk
Pearson correlation (section 2.2), over the k most alike films the person has rated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from recommender.base import Ids
from recommender.files import read_array, read_config, read_sparse, sparse_arrays, write_model
from recommender.stars.base import Ratings, Stars
from recommender.stars.baseline import Baseline, BaselineConfig

_NAME = "knn_baseline"
_BLOCK = 4096


class KNNBaselineConfig(BaseModel):
    """Hyper-parameters."""

    neighbours: int = Field(40, gt=0, description="Films of the person's own that are averaged, at most")
    shrinkage: float = Field(100.0, ge=0, description="People in common count `n / (n + shrinkage)`")
    baseline: BaselineConfig = Field(
        default_factory=BaselineConfig, description="What residuals are taken of"
    )


class KNNBaseline:
    """Keeps a films x films matrix of similarities and everybody's residuals."""

    def __init__(self, config: KNNBaselineConfig | None = None) -> None:
        self.config = config or KNNBaselineConfig()
        self._baseline = Baseline(self.config.baseline)
        self._likeness: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._residuals = csr_matrix((0, 0), dtype=np.float64)
        self._scale = np.zeros(2)

    def fit(self, ratings: Ratings, *, seed: int = 42) -> Self:
        """Fit the baseline, then correlate what it leaves unexplained."""
        self._scale = np.array(ratings.scale)
        self._baseline.fit(ratings, seed=seed)
        rest = ratings.stars - self._baseline.unclipped(ratings.people, ratings.items)
        shape = (ratings.n_people, ratings.n_items)
        self._residuals = csr_matrix((rest, (ratings.people, ratings.items)), shape=shape)
        there = csr_matrix((np.ones(len(rest)), (ratings.people, ratings.items)), shape=shape)
        common = (there.T @ there).toarray()
        products = (self._residuals.T @ self._residuals).toarray()
        squares = (self._residuals.multiply(self._residuals).T @ there).toarray()
        likeness = products / np.maximum(np.sqrt(squares * squares.T), 1e-9)
        likeness *= common / (common + self.config.shrinkage + 1e-9)
        np.fill_diagonal(likeness, 0.0)
        self._likeness = likeness.astype(np.float32)
        return self

    def predict(self, people: Ids, items: Ids) -> Stars:
        """Stars of each pair, within the scale of the fit."""
        stars = self._baseline.unclipped(people, items)
        for start in range(0, len(people), _BLOCK):
            rows = slice(start, start + _BLOCK)
            stars[rows] += self._correction(people[rows], items[rows])
        clipped: Stars = np.clip(stars, self._scale[0], self._scale[1])
        return clipped

    def save(self, folder: Path) -> None:
        """Write similarities, residuals, baseline and parameters to `folder`."""
        arrays: dict[str, NDArray[Any]] = {"likeness": self._likeness, "scale": self._scale}
        write_model(folder, _NAME, self.config, arrays | sparse_arrays("residuals", self._residuals))
        self._baseline.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(read_config(folder, _NAME, KNNBaselineConfig))
        model._baseline = Baseline.load(folder)
        films, people = len(model._baseline.film_bias), len(model._baseline.person_bias)
        model._likeness = read_array(folder, _NAME, "likeness", (films, films))
        model._residuals = read_sparse(folder, _NAME, "residuals")
        model._scale = read_array(folder, _NAME, "scale", (2,))
        if model._residuals.shape != (people, films):
            raise ValueError(f"{folder}: residuals of shape {model._residuals.shape}; fit again")
        return model

    def _correction(self, people: Ids, items: Ids) -> Stars:
        rest = self._residuals[people].toarray()
        weight = np.where(rest != 0, np.maximum(self._likeness[items], 0.0), 0.0)
        kept = min(self.config.neighbours, weight.shape[1])
        least = -np.partition(-weight, kept - 1, axis=1)[:, kept - 1 : kept]
        weight[weight < least] = 0.0
        correction: Stars = (weight * rest).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
        return correction
