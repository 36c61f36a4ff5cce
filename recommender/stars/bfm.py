"""Bayesian factorization machine for stars, by Gibbs sampling with the library `myfm`.

Rendle (2012), "Factorization Machines with libFM". The features of a pair follow Rendle, Zhang and
Koren (2019), "On the Difficulty of Evaluating Baselines": who and what, which films the person has
rated and which people have rated the film (SVD++, and SVD++ flipped), each over the root of their
number, and, where given, side features of people and films.

Fitted samples are kept as plain arrays and averaged here, so that nothing of the library is stored.
"""

from __future__ import annotations

from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix, diags, hstack, identity

from recommender.base import Ids
from recommender.features import present
from recommender.files import read_array, read_config, write_model
from recommender.stars.base import Ratings, Stars, check_pairs

_NAME = "bfm"
_BLOCK = 20_000


class BFMConfig(BaseModel):
    """Hyper-parameters."""

    factors: int = Field(12, gt=0, description="Dimensions of the latent space")
    iterations: int = Field(400, gt=1, description="Gibbs sweeps")
    burn_in: int = Field(100, ge=0, description="First sweeps that are not kept")
    keep_every: int = Field(3, gt=0, description="Of the sweeps after burn-in, each such one is kept")
    implicit: bool = Field(True, description="Whether who rated what joins the features")


class BayesianFM:
    """The mean of many sampled factorization machines."""

    def __init__(
        self,
        config: BFMConfig | None = None,
        *,
        person_features: csr_matrix | None = None,
        film_features: csr_matrix | None = None,
    ) -> None:
        """Side features have a row a person or film of the fit; leave them out where there are none."""
        self.config = config or BFMConfig()
        self._side = (person_features, film_features)
        self._scale = np.zeros(2)
        # For each kept sample: intercept, and linear weight + factors summed over a row's features.
        self._intercepts: NDArray[np.float32] = np.zeros(0, np.float32)
        self._people: NDArray[np.float32] = np.zeros((0, 0, self.config.factors + 1), np.float32)
        self._items: NDArray[np.float32] = np.zeros((0, 0, self.config.factors + 1), np.float32)

    def fit(self, ratings: Ratings, *, seed: int = 42) -> Self:
        """Sample; the same seed gives the same model. Raises ValueError where side features do not fit."""
        import myfm  # type: ignore[import-untyped]  # seconds to import, and needed in the fit alone

        if self.config.iterations <= self.config.burn_in:
            raise ValueError(
                f"{self.config.iterations} sweeps leave none to keep after {self.config.burn_in} of burn-in"
            )
        self._scale = np.array(ratings.scale)
        people, items = self._blocks(ratings)
        blocks = [
            myfm.RelationBlock(ratings.people, csr_matrix(hstack(people, format="csr"))),
            myfm.RelationBlock(ratings.items, csr_matrix(hstack(items, format="csr"))),
        ]
        model = myfm.MyFMRegressor(rank=self.config.factors, random_seed=seed)
        with redirect_stderr(StringIO()):  # the library's progress bar cannot be switched off
            model.fit(
                None,
                ratings.stars,
                X_rel=blocks,
                n_iter=self.config.iterations,
                n_kept_samples=self.config.iterations - self.config.burn_in,
                group_shapes=[block.shape[1] for block in (*people, *items)],
            )
        samples = model.predictor_.samples[:: self.config.keep_every]
        self._intercepts = np.array([sample.w0 for sample in samples], np.float32)
        wide = blocks[0].data.shape[1]
        self._people = np.stack([_projected(blocks[0].data, s.w[:wide], s.V[:wide]) for s in samples])
        self._items = np.stack([_projected(blocks[1].data, s.w[wide:], s.V[wide:]) for s in samples])
        return self

    def predict(self, people: Ids, items: Ids) -> Stars:
        """Stars of each pair: the mean over samples, within the scale of the fit."""
        check_pairs(people, items, self._people.shape[1], self._items.shape[1])
        stars = np.zeros(len(people))
        for start in range(0, len(people), _BLOCK):
            rows = slice(start, start + _BLOCK)
            for intercept, person, film in zip(self._intercepts, self._people, self._items, strict=True):
                left, right = person[people[rows]], film[items[rows]]
                product = np.einsum("nf,nf->n", left[:, 1:], right[:, 1:])
                stars[rows] += intercept + left[:, 0] + right[:, 0] + product
        clipped: Stars = np.clip(stars / max(len(self._intercepts), 1), self._scale[0], self._scale[1])
        return clipped

    def save(self, folder: Path) -> None:
        """Write samples and parameters to `folder`."""
        arrays: dict[str, NDArray[Any]] = {
            "intercepts": self._intercepts, "people": self._people, "items": self._items, "scale": self._scale,
        }  # fmt: skip
        write_model(folder, _NAME, self.config, arrays)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        model = cls(config := read_config(folder, _NAME, BFMConfig))
        model._intercepts = read_array(folder, _NAME, "intercepts", (None,))
        samples = len(model._intercepts)
        model._people = read_array(folder, _NAME, "people", (samples, None, config.factors + 1))
        model._items = read_array(folder, _NAME, "items", (samples, None, config.factors + 1))
        model._scale = read_array(folder, _NAME, "scale", (2,))
        return model

    def _blocks(self, ratings: Ratings) -> tuple[list[csr_matrix], list[csr_matrix]]:
        """Blocks of features of people and of films; each block has variances of its own."""
        people, items = [csr_matrix(identity(ratings.n_people))], [csr_matrix(identity(ratings.n_items))]
        if self.config.implicit:
            there = csr_matrix(present(ratings.matrix()), dtype=np.float64)
            people.append(_over_root(there))
            items.append(_over_root(there.T.tocsr()))
        for blocks, side, rows in zip(
            (people, items), self._side, (ratings.n_people, ratings.n_items), strict=True
        ):
            if side is not None:
                if side.shape[0] != rows:
                    raise ValueError(f"side features of {side.shape[0]} rows for {rows}: give one row each")
                blocks.append(_over_root(csr_matrix(side, dtype=np.float64)))
        return people, items


def _projected(features: csr_matrix, linear: NDArray[Any], factors: NDArray[Any]) -> NDArray[np.float32]:
    """For each row: its part of the score that needs no partner, then its factors; shape (rows, 1 + k).

    With x the row's features, pairs inside it add (|x V|^2 - sum x_i^2 |v_i|^2) / 2 to its linear part.
    """
    total = features @ factors
    squares = features.multiply(features) @ (factors**2)
    alone = features @ linear + 0.5 * (total**2 - squares).sum(axis=1)
    return np.column_stack([alone, total]).astype(np.float32)


def _over_root(matrix: csr_matrix) -> csr_matrix:
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    return csr_matrix(diags(1.0 / np.sqrt(np.maximum(sizes, 1.0))) @ matrix)
