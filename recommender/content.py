"""Content-based recommendation: films whose features are like those of what was liked.

Pazzani and Billsus (2007), "Content-Based Recommendation Systems": the profile is the weighted sum
of the liked films' feature vectors (Rocchio), the score its inner product with a film's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores, check_columns, check_interactions
from recommender.features import check_features, unit_rows
from recommender.files import read_config, read_sparse, sparse_arrays, write_model
from recommender.model import HistoryModel, as_row

_NAME = "content"


class ContentConfig(BaseModel):
    """Hyper-parameters."""

    power: float = Field(1.0, gt=0, description="Cosines are raised to this power: more favours the nearest")


class ContentBased(HistoryModel):
    """Works for films and people that nobody knows yet: ratings of others are not read at all."""

    def __init__(self, features: csr_matrix, config: ContentConfig | None = None) -> None:
        """`features` has a row a film; see `recommender.features.join` to weigh kinds of features."""
        self.config = config or ContentConfig()
        self._unit = unit_rows(csr_matrix(features, dtype=np.float32))

    @property
    def n_items(self) -> int:
        """How many films have features."""
        return int(self._unit.shape[0])

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Check that features and matrix are of the same films; nothing is learnt. Raises ValueError."""
        check_features(self._unit, check_interactions(interactions).shape[1])
        return self

    def fold_in(self, items: Ids, strengths: Scores) -> Scores:
        """The profile: one number a feature."""
        return np.asarray((as_row(items, strengths, self.n_items) @ self._unit).toarray()[0], np.float32)

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """The terms of the sum; they add up to the score."""
        as_row(items, strengths, self.n_items)
        check_columns(np.array([target]), self.n_items)
        nearness = (
            (self._unit[items] @ self._unit[target].T).toarray().ravel()
            if len(items)
            else np.zeros(0, np.float32)
        )
        return (self._raise(nearness) * strengths).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write features and parameters to `folder`."""
        write_model(folder, _NAME, self.config, sparse_arrays("features", self._unit))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        config = read_config(folder, _NAME, ContentConfig)
        model = cls(read_sparse(folder, _NAME, "features"), config)
        model._unit = read_sparse(folder, _NAME, "features")  # as it was, not scaled a second time
        return model

    def _raise(self, cosine: Scores) -> Scores:
        return np.asarray(np.sign(cosine) * np.abs(cosine) ** self.config.power, np.float32)

    def _score(self, histories: csr_matrix) -> Scores:
        if self.config.power == 1.0:
            profiles = csr_matrix(histories @ self._unit)
            return np.asarray((profiles @ self._unit.T).toarray(), np.float32)
        used = np.unique(histories.indices)
        nearness = self._raise((self._unit[used] @ self._unit.T).toarray())
        return np.asarray(histories[:, used] @ nearness, np.float32)

    def _vectors(self) -> Scores:
        return np.asarray(self._unit.toarray(), np.float32)
