"""Sequential rules: what people come to soon after the films that somebody came to last.

Ludewig and Jannach (2018), "Evaluation of Session-based Recommendation Algorithms": a film speaks for
those that followed it in other histories, the nearer the more. Here films that came before count a
little too, liked ones double, and famous ones are held back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, Field
from scipy.sparse import coo_matrix, csr_matrix, diags

from recommender.base import check_interactions
from recommender.files import read_config, read_sparse, sparse_arrays, write_model
from recommender.linear import LinearModel

_NAME = "succession"
_LIKED = 1.0  # the strength of four stars
_UNLIKED = 0.5  # what a follower counts that was not liked
_RARE_BEFORE, _RARE_AFTER = 5.0, 20.0  # added to the sums that rules are divided by: rare films tell little


class SuccessionConfig(BaseModel):
    """Hyper-parameters."""

    reach: int = Field(30, gt=0, description="How many places later a film still counts as a follower")
    backward: float = Field(0.3, ge=0, le=1, description="What a film counts that came before, not after")
    memory: float = Field(5.0, gt=0, description="A film n places before the last counts e^-(n / memory)")
    popularity_exponent: float = Field(
        0.3, ge=0, le=1, description="A film's rules are divided by how much it follows, to this power"
    )


class Succession(LinearModel):
    """A follower n places later counts 1/n."""

    def __init__(self, config: SuccessionConfig | None = None) -> None:
        self.config = config or SuccessionConfig()
        super().__init__(memory=self.config.memory)

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:  # noqa: ARG002 - the protocol's
        """Count followers in rows that stand oldest first; `seed` changes nothing here. Raises ValueError."""
        matrix = check_interactions(interactions)
        films, size = matrix.indices, matrix.shape[1]
        people = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        worth = np.where(matrix.data >= _LIKED, 1.0, _UNLIKED).astype(np.float32)
        nobody = np.zeros(0, np.int64)
        rules = csr_matrix((np.zeros(0, np.float32), (nobody, nobody)), shape=(size, size))
        for step in range(1, min(self.config.reach, matrix.nnz - 1) + 1):
            same = people[step:] == people[:-step]
            earlier, later = slice(None, -step), slice(step, None)
            for one, other, share in ((earlier, later, 1.0), (later, earlier, self.config.backward)):
                values = np.float32(share / step) * worth[other][same]
                pairs = films[one][same], films[other][same]
                rules = rules + coo_matrix((values, pairs), shape=(size, size)).tocsr()
        before = np.asarray(rules.sum(axis=1), np.float64).ravel() + _RARE_BEFORE
        after = np.asarray(rules.sum(axis=0), np.float64).ravel() + _RARE_AFTER
        held = after**-self.config.popularity_exponent
        self._weights = csr_matrix(diags(1.0 / before) @ rules @ diags(held), dtype=np.float32)
        return self

    def save(self, folder: Path) -> None:
        """Write the rules and parameters to `folder`."""
        write_model(folder, _NAME, self.config, sparse_arrays("weights", csr_matrix(self._weights)))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(read_config(folder, _NAME, SuccessionConfig))
        weights = read_sparse(folder, _NAME, "weights")
        if weights.shape[0] != weights.shape[1]:
            raise ValueError(f"{folder}: weights of shape {weights.shape} are not square; fit again")
        model._weights = weights
        return model
