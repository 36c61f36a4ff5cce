"""Embarrassingly shallow autoencoder: the best item-item weights in closed form.

Steck (2019), "Embarrassingly Shallow Autoencoders for Sparse Data". Film features join as further
rows of the matrix, as in Jeunen, Van Balen and Goethals (2020), "Closed-Form Models for
Collaborative Filtering with Side-Information": films that share features then speak for each other,
also those nobody has rated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.linalg import lapack
from scipy.sparse import csr_matrix, diags

from recommender.base import check_interactions
from recommender.features import check_features, present
from recommender.files import read_array, read_config, write_model
from recommender.linear import LinearModel

_NAME = "ease"


class EASEConfig(BaseModel):
    """Hyper-parameters. With the popularity exponent at 0 and no features this is EASE as published."""

    regularization: float = Field(400.0, gt=0, description="Weight of the L2 penalty on the weights")
    popularity_exponent: float = Field(
        0.0, ge=0, le=1, description="Columns are divided by (people who have it) to this power, and back"
    )
    feature_weight: float = Field(0.0, ge=0, description="How many people one film feature counts for")
    memory: float | None = Field(
        None, gt=0, description="A film n places before the last counts e^-(n / memory); None: all alike"
    )


class EASE(LinearModel):
    """B = I - P / diag(P) with P = (X'X + lambda I)^-1: one inversion, no iterations."""

    def __init__(self, config: EASEConfig | None = None, features: csr_matrix | None = None) -> None:
        """`features` (films x features) joins the fit where `feature_weight` is above 0."""
        self.config = config or EASEConfig()
        super().__init__(memory=self.config.memory)
        self._features = features

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Solve for the weights; `seed` changes nothing here. Raises ValueError."""
        matrix = check_interactions(interactions)
        people = np.maximum(np.asarray(present(matrix).sum(axis=0), np.float64).ravel(), 1.0)
        scale = (people**self.config.popularity_exponent).astype(np.float32)
        scaled = csr_matrix(matrix @ diags(1.0 / scale))
        gram = (scaled.T @ scaled).toarray()
        # The penalty keeps its meaning: it is counted in people of the average film before scaling.
        unit = float(np.trace(gram)) / max(float((matrix.data**2).sum()), 1e-12)
        if self._features is not None and self.config.feature_weight:
            features = check_features(self._features, matrix.shape[1])
            gram += self.config.feature_weight * unit * (features @ features.T).toarray()
        gram[np.diag_indices_from(gram)] += self.config.regularization * unit
        weights = _inverse(gram.astype(np.float32))
        weights /= -np.diag(weights).copy()
        np.fill_diagonal(weights, 0.0)
        if self.config.popularity_exponent:
            weights *= scale
            weights /= scale[:, None]
        self._weights = weights
        return self

    def save(self, folder: Path) -> None:
        """Write the weights and parameters to `folder`."""
        write_model(folder, _NAME, self.config, {"weights": np.asarray(self._weights)})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote, the weights memory-mapped."""
        model = cls(read_config(folder, _NAME, EASEConfig))
        weights = read_array(folder, _NAME, "weights", (None, None))
        if weights.shape[0] != weights.shape[1]:
            raise ValueError(f"{folder}: weights of shape {weights.shape} are not square; fit again")
        model._weights = weights
        return model


def _inverse(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """The inverse of a symmetric positive definite matrix, by Cholesky: half the work of the general one."""
    factor, failed = lapack.spotrf(matrix, lower=False, overwrite_a=True)
    if failed:
        raise ValueError("the films' co-occurrence matrix is singular: raise the regularization")
    inverse, _ = lapack.spotri(factor, lower=False, overwrite_c=True)
    upper = np.triu(inverse)
    symmetric: NDArray[np.float32] = upper + np.triu(inverse, 1).T
    return np.ascontiguousarray(symmetric)
