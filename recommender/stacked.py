"""Stacked hybrid: a ranker over the models' scores and what is known of films and people.

Gradient-boosted trees by LightGBM, with one of three losses: the logistic one film by film, the
cross-entropy of lists (XE-NDCG; Bruch, 2021), or LambdaRank (Burges, 2010). The ranker learns from
scores of models that had not seen what it is to find: the matrix is cut into folds, and the models
are fitted anew without each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, Self

import lightgbm
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field
from scipy.sparse import csr_matrix, vstack

from recommender.base import Recommender, Scores, check_interactions
from recommender.batch import best_columns
from recommender.files import read_array, read_config, write_model
from recommender.hybrid import Hybrid, Make, standardised
from recommender.registry import load_named
from recommender.stacked_features import Candidates, candidates_of, film_table
from recommender.validation import HeldOut, HoldOut, folds, liked, without
from recommender.weighted import find_weights

_NAME = "stacked"
_RANKER = "stacked_ranker.txt"


class StackedConfig(BaseModel):
    """Hyper-parameters."""

    folds: int = Field(4, ge=2, description="Parts, each hidden once, that the ranker learns from")
    candidates: int = Field(100, gt=0, description="Films a person that are ranked anew, by the weighted sum")
    people: int = Field(2000, gt=0, description="At most so many people a part teach the ranker")
    objective: Literal["binary", "rank_xendcg", "lambdarank"] = Field("binary", description="The loss")
    trees: int = Field(250, gt=0, description="Boosting rounds")
    leaves: int = Field(15, gt=1, description="Leaves a tree")
    learning_rate: float = Field(0.03, gt=0, description="Shrinkage of each tree")
    least_in_leaf: int = Field(200, gt=0, description="Training films a leaf holds at least")
    weights: dict[str, float] = Field(default_factory=dict, description="Model to weight; found by `fit`")


class StackedHybrid(Hybrid):
    """Ranks anew the films that the weighted sum of the models puts first; others follow by the sum."""

    def __init__(
        self,
        models: Mapping[str, Make],
        config: StackedConfig | None = None,
        film_features: NDArray[np.float32] | None = None,
        hold_out: HoldOut | None = None,
    ) -> None:
        """`models` makes each model anew; `film_features` (films x few) are read by the ranker as they are.

        `hold_out` says what is hidden to learn from (default: random folds).
        """
        super().__init__(models)
        self.config = config or StackedConfig()
        self._hold_out = hold_out or partial(folds, n=self.config.folds)
        self._extra = film_features
        self._films: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._ranker: lightgbm.Booster | None = None

    def fit(self, interactions: csr_matrix, *, seed: int = 42) -> Self:
        """Train the ranker on held-out folds, then fit all models on everything. Raises ValueError."""
        matrix = check_interactions(interactions)
        parts = [self._part(part, seed) for part in self._hold_out(matrix, seed=seed)]
        self.config = self.config.model_copy(update={"weights": self._find(parts)})
        self._ranker = self._train([self._examples(part) for part in parts], seed)
        self._films = film_table(matrix, self._extra)
        self.models = self._fit_models(matrix, seed)
        return self

    def save(self, folder: Path) -> None:
        """Write each model to a folder of its own under `folder`, and the ranker as text."""
        if self._ranker is None:
            raise ValueError("there is no ranker yet: fit before saving")
        write_model(folder, _NAME, self.config, {"films": self._films})
        (folder / _RANKER).write_text(self._ranker.model_to_string())
        for name, model in self.models.items():
            model.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote."""
        config = read_config(folder, _NAME, StackedConfig)
        model = cls({})
        model.config = config
        model._films = read_array(folder, _NAME, "films", (None, None))
        try:
            model._ranker = lightgbm.Booster(model_str=(folder / _RANKER).read_text())
        except (OSError, ValueError, lightgbm.basic.LightGBMError) as error:
            raise ValueError(f"{folder / _RANKER}: no usable ranker ({error})") from error
        model.models = load_named(folder, config.weights)
        for name, part in model.models.items():
            if part.n_items != model.n_items:
                raise ValueError(f"{folder / name}: {part.n_items} films, not {model.n_items}; fit again")
        return model

    def _part(self, part: HeldOut, seed: int) -> _Part:
        """Scores of models fitted on what is known, for people with something to find."""
        wanted = liked(part.hidden)
        rows = np.flatnonzero((np.diff(wanted.indptr) > 0) & (np.diff(part.known.indptr) > 0))
        rows = np.random.default_rng(seed).permutation(rows)[: self.config.people]
        known = part.known[rows]
        models = self._fit_models(part.known, seed)
        scores = _scaled(models, known)
        return _Part(known, wanted[rows], scores, film_table(part.known, self._extra))

    def _find(self, parts: Sequence[_Part]) -> dict[str, float]:
        pooled = [
            np.vstack([without(part.scores[name], part.known) for part in parts]) for name in self._make
        ]
        found = find_weights(pooled, vstack([part.wanted for part in parts], format="csr"), 10, 3)
        return dict(zip(self._make, found, strict=True))

    def _examples(self, part: _Part) -> tuple[Candidates, NDArray[np.int32], NDArray[np.int64]]:
        """Candidates, labels and list lengths of the people who find something among theirs."""
        chosen = self._candidates(part.scores, part.known, part.films)
        hit = np.asarray(part.wanted[chosen.rows, chosen.films]).ravel() > 0
        some = np.bincount(chosen.rows[hit], minlength=part.known.shape[0]) > 0
        keep = some[chosen.rows]
        lengths = np.bincount(chosen.rows, minlength=len(some))[some]
        return chosen.only(keep), hit[keep].astype(np.int32), lengths

    def _candidates(
        self, scores: Mapping[str, Scores], histories: csr_matrix, films: NDArray[np.float32]
    ) -> Candidates:
        total = np.zeros(histories.shape, np.float32)
        for name, score in scores.items():
            total += np.float32(self.config.weights[name]) * score
        first = without(np.round(total, 3), histories)
        best = best_columns(first, min(self.config.candidates, first.shape[1]))
        return candidates_of(list(scores.values()), first, best, histories, films)

    def _train(
        self, parts: Sequence[tuple[Candidates, NDArray[np.int32], NDArray[np.int64]]], seed: int
    ) -> lightgbm.Booster:
        features = np.concatenate([candidates.features for candidates, _, _ in parts])
        labels = np.concatenate([labels for _, labels, _ in parts])
        lengths = np.concatenate([lengths for _, _, lengths in parts])
        if not len(labels):
            raise ValueError(
                "no held-out film is among the candidates: there is nothing to learn ranking from"
            )
        config = self.config
        options = {
            "objective": config.objective,
            "num_leaves": config.leaves,
            "learning_rate": config.learning_rate,
            "min_data_in_leaf": min(config.least_in_leaf, max(1, len(labels) // 20)),
            "feature_fraction": 0.7,
            "bagging_fraction": 0.8,
            "bagging_freq": 1,
            "seed": seed,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbosity": -1,
        }
        data = lightgbm.Dataset(features, labels, group=None if config.objective == "binary" else lengths)
        return lightgbm.train(options, data, num_boost_round=config.trees)

    def _score(self, histories: csr_matrix) -> Scores:
        assert self._ranker is not None
        scores = _scaled(self.models, histories)
        chosen = self._candidates(scores, histories, self._films)
        ranked = np.asarray(self._ranker.predict(chosen.features, num_threads=1, raw_score=True), np.float32)
        total = chosen.first.copy()
        seen = np.isneginf(total)
        lowest = np.where(seen, np.inf, total).min(axis=1, initial=0.0, keepdims=True) - 1.0
        total = np.where(seen, lowest, total).astype(np.float32)  # the history itself comes last
        # What is not ranked anew keeps its order, below everything that is.
        least = np.zeros(len(total), np.float32)
        np.minimum.at(least, chosen.rows, ranked)
        total += (least - 1.0 - total.max(axis=1))[:, None]
        total[chosen.rows, chosen.films] = ranked
        return total

    def _weight(self, name: str) -> float:
        return self.config.weights[name]


def _scaled(models: Mapping[str, Recommender], histories: csr_matrix) -> dict[str, Scores]:
    """Standardised scores by model, rounded: trees must not tell films apart by the last bit of a float."""
    return {name: np.round(standardised(model.batch_scores(histories)), 3) for name, model in models.items()}


@dataclass(frozen=True, slots=True)
class _Part:
    known: csr_matrix
    wanted: csr_matrix
    scores: Mapping[str, Scores]
    films: NDArray[np.float32]
