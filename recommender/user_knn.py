"""User-based collaborative filtering: what the people most like this one have liked.

Herlocker et al. (1999), "An Algorithmic Framework for Performing Collaborative Filtering".
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from recommender.base import Scores, check_interactions
from recommender.features import present, unit_rows
from recommender.files import read_config, read_sparse, sparse_arrays, write_model
from recommender.model import HistoryModel

_NAME = "user_knn"


class UserKNNConfig(BaseModel):
    """Hyper-parameters."""

    neighbours: int = Field(80, gt=0, description="People asked, the most alike")
    shrinkage: float = Field(3.0, ge=0, description="Films in common count `n / (n + shrinkage)`")
    power: float = Field(2.0, gt=0, description="Similarity to this power weighs a neighbour's likes")


class UserKNN(HistoryModel):
    """Cosine similarity between histories. Keeps the rows it was fitted on, without their ids."""

    def __init__(self, config: UserKNNConfig | None = None) -> None:
        self.config = config or UserKNNConfig()
        self._set_people(csr_matrix(np.zeros((0, 0), np.float32)))

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        return int(self._people.shape[1])

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Keep the histories; `seed` changes nothing here. Raises ValueError."""
        self._set_people(check_interactions(interactions))
        return self

    def save(self, folder: Path) -> None:
        """Write the histories and parameters to `folder`."""
        write_model(folder, _NAME, self.config, sparse_arrays("people", self._people))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(read_config(folder, _NAME, UserKNNConfig))
        model._set_people(read_sparse(folder, _NAME, "people"))
        return model

    def _set_people(self, people: csr_matrix) -> None:
        self._people = people
        self._unit = unit_rows(people).T.tocsr()
        self._seen = present(people).T.tocsr()

    def _score(self, histories: csr_matrix) -> Scores:
        likeness = (unit_rows(histories) @ self._unit).toarray()
        common = (present(histories) @ self._seen).toarray()
        likeness *= common / (common + self.config.shrinkage + 1e-9)
        # Somebody's own row, were it among the neighbours, would only speak for films already seen.
        kept = min(self.config.neighbours, likeness.shape[1])
        least = -np.partition(-likeness, kept - 1, axis=1)[:, kept - 1 : kept]
        weight = np.where((likeness >= least) & (likeness > 0), likeness, 0.0) ** self.config.power
        return np.asarray(csr_matrix(weight.astype(np.float32)) @ self._people.toarray(), np.float32)

    def _vectors(self) -> Scores:
        return np.asarray(self._people.T.toarray(), np.float32)
