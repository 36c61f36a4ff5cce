"""Item-based collaborative filtering: films liked by the same people speak for each other.

Sarwar et al. (2001), "Item-Based Collaborative Filtering Recommendation Algorithms"; the shrinkage
of small overlaps is that of Bell and Koren (2007).
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from recommender.base import Scores, check_interactions
from recommender.files import read_config, read_sparse, sparse_arrays, write_model
from recommender.linear import LinearModel

_NAME = "item_knn"
_BLOCK = 2048


class ItemKNNConfig(BaseModel):
    """Hyper-parameters."""

    neighbours: int = Field(100, gt=0, description="Films that speak for a film, the nearest")
    shrinkage: float = Field(10.0, ge=0, description="Added to the norms: small overlaps count less")


class ItemKNN(LinearModel):
    """Cosine similarity between film columns, the nearest neighbours of each film kept."""

    def __init__(self, config: ItemKNNConfig | None = None) -> None:
        super().__init__()
        self.config = config or ItemKNNConfig()

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Compute similarities; `seed` changes nothing here. Raises ValueError."""
        matrix = check_interactions(interactions)
        columns = matrix.T.tocsr()
        norms = np.sqrt(np.asarray(columns.multiply(columns).sum(axis=1), np.float64)).ravel()
        blocks = [
            self._nearest(columns[start : start + _BLOCK], columns, norms, start)
            for start in range(0, columns.shape[0], _BLOCK)
        ]
        rows, places, values = (np.concatenate(part) for part in zip(*blocks, strict=True))
        self._weights = csr_matrix((values, (places, rows)), shape=(matrix.shape[1],) * 2, dtype=np.float32)
        return self

    def save(self, folder: Path) -> None:
        """Write the similarities and parameters to `folder`."""
        write_model(folder, _NAME, self.config, sparse_arrays("weights", csr_matrix(self._weights)))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(read_config(folder, _NAME, ItemKNNConfig))
        weights = read_sparse(folder, _NAME, "weights")
        if weights.shape[0] != weights.shape[1]:
            raise ValueError(f"{folder}: weights of shape {weights.shape} are not square; fit again")
        model._weights = weights
        return model

    def _nearest(
        self, block: csr_matrix, columns: csr_matrix, norms: Scores, start: int
    ) -> tuple[Scores, Scores, Scores]:
        """Film, neighbour and similarity of the nearest neighbours of a block of films."""
        overlap = (block @ columns.T).toarray()
        own = np.arange(block.shape[0])
        similarity = overlap / (np.outer(norms[start + own], norms) + self.config.shrinkage)
        similarity[own, start + own] = 0.0
        kept = min(self.config.neighbours, similarity.shape[1])
        places = np.argpartition(-similarity, kept - 1, axis=1)[:, :kept]
        values = np.take_along_axis(similarity, places, axis=1)
        films = np.repeat(start + own, kept)
        some = values.ravel() != 0
        return films[some], places.ravel()[some], values.ravel()[some]
