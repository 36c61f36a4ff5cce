"""Mean plus biases: how far a person and a film lie from the mean of all stars.

Koren (2010), "Factor in the Neighbors", section 2.1: both are shrunk towards 0, people after films.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from recommender.base import Ids
from recommender.files import read_array, read_config, write_model
from recommender.stars.base import Ratings, Stars, check_pairs

_NAME = "baseline"


class BaselineConfig(BaseModel):
    """Hyper-parameters: ratings of 0 that each bias is averaged with."""

    film_shrinkage: float = Field(4.0, ge=0, description="For films")
    person_shrinkage: float = Field(6.0, ge=0, description="For people")
    rounds: int = Field(5, gt=0, description="Alternating passes over films and people")


class Baseline:
    """mean + bias of the person + bias of the film."""

    def __init__(self, config: BaselineConfig | None = None) -> None:
        self.config = config or BaselineConfig()
        self._scale = np.zeros(3)
        self.person_bias: NDArray[np.float64] = np.zeros(0)
        self.film_bias: NDArray[np.float64] = np.zeros(0)

    def fit(self, ratings: Ratings, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Alternate between the two kinds of bias; `seed` changes nothing here."""
        self._scale = np.array([*ratings.scale, ratings.stars.mean()])
        rest = ratings.stars - self._scale[2]
        self.person_bias, self.film_bias = np.zeros(ratings.n_people), np.zeros(ratings.n_items)
        for _ in range(self.config.rounds):
            without = rest - self.person_bias[ratings.people]
            self.film_bias = _shrunk(ratings.items, without, ratings.n_items, self.config.film_shrinkage)
            without = rest - self.film_bias[ratings.items]
            self.person_bias = _shrunk(
                ratings.people, without, ratings.n_people, self.config.person_shrinkage
            )
        return self

    def unclipped(self, people: Ids, items: Ids) -> Stars:
        """The plain sum, which may lie outside the scale."""
        check_pairs(people, items, len(self.person_bias), len(self.film_bias))
        total: Stars = self._scale[2] + self.person_bias[people] + self.film_bias[items]
        return total

    def predict(self, people: Ids, items: Ids) -> Stars:
        """Stars of each pair, within the scale of the fit."""
        stars: Stars = np.clip(self.unclipped(people, items), self._scale[0], self._scale[1])
        return stars

    def save(self, folder: Path) -> None:
        """Write biases and parameters to `folder`."""
        arrays = {"people": self.person_bias, "items": self.film_bias, "scale": self._scale}
        write_model(folder, _NAME, self.config, arrays)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(read_config(folder, _NAME, BaselineConfig))
        model.person_bias = read_array(folder, _NAME, "people", (None,))
        model.film_bias = read_array(folder, _NAME, "items", (None,))
        model._scale = read_array(folder, _NAME, "scale", (3,))
        return model


def _shrunk(places: Ids, values: Stars, n: int, shrinkage: float) -> NDArray[np.float64]:
    counts = np.bincount(places, minlength=n) + shrinkage
    biases: NDArray[np.float64] = np.bincount(places, values, minlength=n) / np.maximum(counts, 1e-9)
    return biases
