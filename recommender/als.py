"""Implicit-feedback matrix factorization by alternating least squares, on the library `implicit`.

Hu, Koren and Volinsky (2008), "Collaborative Filtering for Implicit Feedback Datasets". A positive
strength s counts as liking seen with confidence `alpha * s`; a negative one as disliking with the
same confidence.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Self

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from recommender.base import Ids, Scores, check_columns, check_histories, check_history, check_interactions
from recommender.ranking import neighbours, top_k

_PARAMETERS = "als.json"
_ITEMS = "als_items.npy"


class ALSConfig(BaseModel):
    """Hyper-parameters.

    The defaults were the best nDCG@10 of 18 settings (factors 32, 64; regularization 1, 10, 30; alpha
    2, 5, 15) on a random fifth of the bundled MovieLens ratings, held out with seed 0.
    """

    factors: int = Field(64, gt=0, description="Dimensions of the latent space")
    regularization: float = Field(30.0, ge=0, description="Weight of the L2 penalty on factors")
    alpha: float = Field(5.0, gt=0, description="Confidence a strength of 1 adds")
    iterations: int = Field(15, gt=0, description="Sweeps over people and films")


class ImplicitALS:
    """Film factors from ALS; a person's factors are solved anew for each request (fold-in).

    Only film factors are kept: a person is whatever their history says now, so a new rating counts
    at once and nothing about anybody is stored in the model.
    """

    def __init__(self, config: ALSConfig | None = None) -> None:
        self.config = config or ALSConfig()
        self._items: NDArray[np.float32] = np.zeros((0, self.config.factors), np.float32)
        self._gram: NDArray[np.float32] = np.zeros((self.config.factors,) * 2, np.float32)

    @property
    def n_items(self) -> int:
        """How many film columns the model was fitted on."""
        return len(self._items)

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Learn film factors from `interactions` (people x films, signed strengths). Raises ValueError."""
        matrix = check_interactions(interactions)
        with threadpool_limits(1, "blas"):  # implicit runs its own threads; nested pools slow it down
            model = AlternatingLeastSquares(
                factors=self.config.factors,
                regularization=self.config.regularization,
                alpha=self.config.alpha,
                iterations=self.config.iterations,
                random_state=seed,
            )
            model.fit(matrix, show_progress=False)
        self._set_items(np.asarray(model.item_factors, np.float32))
        return self

    def fold_in(self, items: Ids, strengths: Scores) -> NDArray[np.float32]:
        """A person's factors for a history, by one exact least-squares step; shape (factors,)."""
        system, target = self._system(items, strengths)
        factors: NDArray[np.float32] = cho_solve(system, target).astype(np.float32)
        return factors

    def scores(self, items: Ids, strengths: Scores) -> Scores:
        """Score every film for one history; shape (n_items,). An empty history scores 0 everywhere."""
        check_history(items, strengths, self.n_items)
        if len(items) == 0:
            return np.zeros(self.n_items, np.float32)
        return self._items @ self.fold_in(items, strengths)

    def batch_scores(self, histories: csr_matrix) -> Scores:
        """Score every film for many histories; people's factors are solved by `implicit`, in parallel."""
        matrix = check_histories(histories, self.n_items)
        solver = AlternatingLeastSquares(
            factors=self.config.factors,
            regularization=self.config.regularization,
            alpha=self.config.alpha,
        )
        solver.item_factors = np.ascontiguousarray(self._items)
        with threadpool_limits(1, "blas"):
            people = solver.recalculate_user(np.arange(matrix.shape[0]), matrix)
        scores: Scores = people @ self._items.T
        return scores

    def recommend(
        self,
        items: Ids,
        strengths: Scores,
        k: int,
        *,
        candidates: Ids | None = None,
        exclude: Ids | None = None,
    ) -> tuple[Ids, Scores]:
        """The k best films for a history, best first."""
        return top_k(self.scores(items, strengths), k, candidates=candidates, exclude=(items, exclude))

    def similar(self, item: int, k: int) -> tuple[Ids, Scores]:
        """The k films whose factors point most nearly the same way (cosine)."""
        return neighbours(self._items, item, k)

    def contributions(self, items: Ids, strengths: Scores, target: int) -> Scores:
        """How much each film of the history adds to the target's score (section 5 of the paper).

        With W the inverse of the person's system matrix, film j adds y_target' W y_j c_j for what
        was liked; a dislike adds nothing by itself. The sum over j is the score.
        """
        check_history(items, strengths, self.n_items)
        if len(items) == 0:
            return np.zeros(0, np.float32)
        check_columns(np.array([target]), self.n_items)
        system, _ = self._system(items, strengths)
        direction = cho_solve(system, self._items[target])
        weight = np.where(strengths > 0, self.config.alpha * strengths, 0.0)
        return ((self._items[items] @ direction) * weight).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write film factors and parameters to `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _ITEMS, self._items, allow_pickle=False)
        (folder / _PARAMETERS).write_text(self.config.model_dump_json(indent=2))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote, the factors memory-mapped."""
        try:
            config = ALSConfig.model_validate(json.loads((folder / _PARAMETERS).read_text()))
            items = np.load(folder / _ITEMS, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise ValueError(f"{folder}: no usable ALS model ({error})") from error
        if items.ndim != 2 or items.shape[1] != config.factors:
            raise ValueError(
                f"{folder / _ITEMS}: shape {items.shape} does not fit {config.factors} factors; fit again"
            )
        model = cls(config)
        model._set_items(items)
        return model

    def _set_items(self, items: NDArray[np.float32]) -> None:
        self._items = items
        self._gram = items.T @ items

    def _system(
        self, items: Ids, strengths: Scores
    ) -> tuple[tuple[NDArray[np.float64], bool], NDArray[np.float64]]:
        """The person's normal equations, factorised: Y'Y + Y'(C - I)Y + lambda I, and Y'Cp.

        Confidence is `alpha * |strength|` as in `implicit`, where an unseen film has confidence 1.
        """
        known = self._items[items].astype(np.float64)
        confidence = self.config.alpha * np.abs(strengths).astype(np.float64)
        matrix = self._gram.astype(np.float64) + (known.T * (confidence - 1.0)) @ known
        matrix[np.diag_indices_from(matrix)] += self.config.regularization
        liked = np.where(strengths > 0, confidence, 0.0)
        return cho_factor(matrix), known.T @ liked
