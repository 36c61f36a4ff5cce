"""Biased matrix factorization for stars, with and without implicit feedback: SVD and SVD++.

Koren (2008), "Factorization Meets the Neighborhood". A rating is mean + person's bias + film's bias +
the inner product of the film's factors with the person's; in SVD++ the person's factors gain the sum
of a second set of factors of the films they rated, over the root of their number. Learnt by Adam on
blocks of ratings rather than one rating at a time, which is the same objective in vector operations.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from recommender.base import Ids
from recommender.files import read_array, read_config, write_model
from recommender.stars.base import Ratings, Stars, check_pairs

_NAME = "svd"


class SVDConfig(BaseModel):
    """Hyper-parameters."""

    factors: int = Field(100, gt=0, description="Dimensions of the latent space")
    implicit: bool = Field(False, description="SVD++: factors of the films a person rated join their own")
    epochs: int = Field(30, gt=0, description="Passes over the ratings")
    batch: int = Field(2000, gt=0, description="Ratings a gradient step")
    learning_rate: float = Field(0.01, gt=0, description="Of Adam")
    factor_penalty: float = Field(0.15, ge=0, description="L2 penalty a rating, on the factors it uses")
    bias_penalty: float = Field(0.01, ge=0, description="L2 penalty a rating, on the biases it uses")
    spread: float = Field(0.1, gt=0, description="Standard deviation of the first factors")


class SVD:
    """Biased SVD, or SVD++ with `implicit`."""

    def __init__(self, config: SVDConfig | None = None) -> None:
        self.config = config or SVDConfig()
        self._scale = np.array([0.0, 0.0, 0.0])
        self._people = np.zeros((0, self.config.factors + 1), np.float32)
        self._items = np.zeros((0, self.config.factors + 1), np.float32)

    def fit(self, ratings: Ratings, *, seed: int = 42) -> Self:
        """Learn biases and factors; the same seed gives the same model."""
        from recommender.stars.svd_training import train  # torch takes seconds to import

        self._scale = np.array([*ratings.scale, ratings.stars.mean()])
        self._people, self._items = train(ratings, self.config, seed)
        return self

    def predict(self, people: Ids, items: Ids) -> Stars:
        """Stars of each pair, within the scale of the fit."""
        check_pairs(people, items, len(self._people), len(self._items))
        person, film = self._people[people], self._items[items]
        product = np.einsum("nf,nf->n", person[:, 1:], film[:, 1:], dtype=np.float64)
        low, high, mean = self._scale
        stars: Stars = np.clip(mean + person[:, 0] + film[:, 0] + product, low, high)
        return stars

    def save(self, folder: Path) -> None:
        """Write biases (first column), factors and parameters to `folder`."""
        arrays: dict[str, NDArray[Any]] = {"people": self._people, "items": self._items, "scale": self._scale}
        write_model(folder, _NAME, self.config, arrays)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(config := read_config(folder, _NAME, SVDConfig))
        model._people = read_array(folder, _NAME, "people", (None, config.factors + 1))
        model._items = read_array(folder, _NAME, "items", (None, config.factors + 1))
        model._scale = read_array(folder, _NAME, "scale", (3,))
        return model
