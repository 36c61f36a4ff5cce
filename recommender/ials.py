"""Implicit ALS with frequency-scaled regularization (iALS), on dense matrix products.

Rendle, Krichene, Zhang and Koren (2022), "Revisiting the Performance of iALS on Item Recommendation
Benchmarks": the penalty on a row's factors grows with how often it occurs, and every pair, seen or
not, costs `unobserved_weight` times its squared score. Rows are solved by a few conjugate-gradient
steps (Takacs, Pilaszy and Tikk, 2011) for a whole block of them at once, which BLAS does fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from recommender.base import Scores, check_interactions
from recommender.factors import FactorModel
from recommender.files import read_array, read_config, write_model

NAME = "ials"
_BLOCK = 1024
Matrix = NDArray[np.float32]


class IALSConfig(BaseModel):
    """Hyper-parameters; the names in brackets are the paper's."""

    factors: int = Field(64, gt=0, description="Dimensions of the latent space (d)")
    regularization: float = Field(0.015, gt=0, description="Weight of the L2 penalty (lambda)")
    unobserved_weight: float = Field(0.4, gt=0, description="Weight of a pair nobody saw (alpha 0)")
    frequency_exponent: float = Field(1.0, ge=0, le=2, description="How the penalty grows with counts (nu)")
    iterations: int = Field(12, gt=0, description="Sweeps over people and films")
    steps: int = Field(3, gt=0, description="Conjugate-gradient steps a solve")
    spread: float = Field(0.1, gt=0, description="Standard deviation of a first row's length (sigma)")


class IALS(FactorModel):
    """Film factors; a person is solved exactly from their history on every request."""

    def __init__(self, config: IALSConfig | None = None) -> None:
        self.config = config or IALSConfig()
        super().__init__(self.config.factors)

    @classmethod
    def of(cls, items: Matrix, config: IALSConfig) -> Self:
        """A model with film factors that were learnt elsewhere. Raises ValueError for another width."""
        if items.ndim != 2 or items.shape[1] != config.factors:
            raise ValueError(f"film factors of shape {items.shape} do not fit {config.factors} factors")
        model = cls(config)
        model._set_items(items)
        return model

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Learn film factors from `interactions` (people x films, signed strengths). Raises ValueError."""
        matrix = check_interactions(interactions)
        columns = matrix.T.tocsr()
        generator = np.random.default_rng(seed)
        spread = self.config.spread / np.sqrt(self.config.factors)
        people, films = (
            (generator.standard_normal((n, self.config.factors)) * spread).astype(np.float32)
            for n in matrix.shape
        )
        for _ in range(self.config.iterations):
            people = self._solve(matrix, people, films)
            films = self._solve(columns, films, people)
        self._set_items(films)
        return self

    def save(self, folder: Path) -> None:
        """Write film factors and parameters to `folder`."""
        write_model(folder, NAME, self.config, {"items": self._items})

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote, the factors memory-mapped."""
        config = read_config(folder, NAME, IALSConfig)
        model = cls(config)
        model._set_items(read_array(folder, NAME, "items", (None, config.factors)))
        return model

    def _confidence(self, strengths: Scores) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        weight = np.abs(strengths).astype(np.float64)
        return weight, np.where(strengths > 0, weight, 0.0)

    def _ridge(self, n: int) -> float:
        return float(self._ridges(np.array([n]), self.n_items)[0])

    def _implicit_weight(self) -> float:
        return self.config.unobserved_weight

    def _ridges(self, counts: NDArray[np.int64], others: int) -> Matrix:
        """The penalty of rows with that many entries, where the other side has `others` rows."""
        base = counts + self.config.unobserved_weight * others
        penalty: Matrix = (self.config.regularization * base**self.config.frequency_exponent).astype(
            np.float32
        )
        return penalty

    def _solve(self, matrix: csr_matrix, start: Matrix, other: Matrix) -> Matrix:
        """Better factors for every row of `matrix`, given those of its columns."""
        gram = self.config.unobserved_weight * (other.T @ other)
        ridges = self._ridges(np.diff(matrix.indptr), len(other))[:, None]
        better = np.empty_like(start)
        for first in range(0, len(start), _BLOCK):
            rows = slice(first, first + _BLOCK)
            dense = matrix[rows].toarray()
            better[rows] = _conjugate_gradient(
                np.abs(dense), np.maximum(dense, 0.0) @ other, start[rows], other, gram, ridges[rows],
                self.config.steps,
            )  # fmt: skip
        return better


def _conjugate_gradient(
    weight: Matrix, target: Matrix, x: Matrix, other: Matrix, gram: Matrix, ridge: Matrix, steps: int
) -> Matrix:
    """Steps towards (gram + other' diag(weight) other + ridge I) x = target, for each row on its own."""

    def apply(direction: Matrix) -> Matrix:
        product = direction @ other.T
        product *= weight
        result: Matrix = product @ other + direction @ gram + ridge * direction
        return result

    residual = target - apply(x)
    direction = residual.copy()
    square = (residual**2).sum(axis=1, keepdims=True)
    for _ in range(steps):
        curved = apply(direction)
        length = square / np.maximum((direction * curved).sum(axis=1, keepdims=True), 1e-20)
        x = x + length * direction
        residual -= length * curved
        smaller = (residual**2).sum(axis=1, keepdims=True)
        direction = residual + smaller / np.maximum(square, 1e-20) * direction
        square = smaller
    return x
