"""Factors for films with few ratings or none, from what is known of their content.

Gantner et al. (2010), "Learning Attribute-to-Feature Mappings for Cold-Start Recommendations": a
ridge regression from film features to the factors of films that many people know.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.sparse import csr_matrix, diags

from recommender.base import check_interactions
from recommender.features import check_features
from recommender.files import read_array, read_config
from recommender.ials import IALS, NAME, IALSConfig


class FeatureIALSConfig(IALSConfig):
    """Hyper-parameters of iALS and of the map from content."""

    ridge: float = Field(10.0, gt=0, description="L2 penalty of the map from features to factors")
    trust: float = Field(5.0, ge=0, description="People from whom a film's own factors count for half")


class FeatureIALS(IALS):
    """iALS in which each film's factors are drawn towards what its content foretells.

    A film known by n people keeps n / (n + trust) of its own factors; one nobody knows has the
    foretold ones alone, so that it can be recommended on its first day.
    """

    def __init__(self, features: csr_matrix, config: FeatureIALSConfig | None = None) -> None:
        """`features` has a row a film."""
        super().__init__(config or FeatureIALSConfig())
        self._features = features

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Learn factors, learn the map, mix. Raises ValueError."""
        matrix = check_interactions(interactions)
        features = check_features(self._features, matrix.shape[1])
        super().fit(matrix, seed=seed)
        people = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.float64)
        config = self.config
        assert isinstance(config, FeatureIALSConfig)
        foretold = ridge_map(features, self._items, people, config.ridge)
        own = (people / (people + config.trust + 1e-9))[:, None]
        self._set_items((own * self._items + (1.0 - own) * foretold).astype(np.float32))
        return self

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote: factors as they are. Fitting again takes a model made with features."""
        config = read_config(folder, NAME, FeatureIALSConfig)
        model = cls(csr_matrix(np.zeros((0, 0), np.float32)), config)
        model._set_items(read_array(folder, NAME, "items", (None, config.factors)))
        return model


def ridge_map(
    features: csr_matrix, factors: NDArray[np.float32], weights: NDArray[np.float64], ridge: float
) -> NDArray[np.float64]:
    """Factors foretold from features for every film, by ridge regression weighted by `weights`.

    Weights are capped at 20: a blockbuster teaches no more about its genre than a known film.
    """
    known = np.minimum(weights, 20.0)
    wide = csr_matrix(features, dtype=np.float64)
    mean = (known @ factors) / max(known.sum(), 1e-9)
    gram = (wide.T @ diags(known) @ wide).toarray()
    gram[np.diag_indices_from(gram)] += ridge
    target = wide.T @ (known[:, None] * (factors - mean))
    foretold: NDArray[np.float64] = wide @ np.linalg.solve(gram, target) + mean
    return foretold
