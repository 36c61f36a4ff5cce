"""A linear intent classifier on TF-IDF features and sentence vectors, stored as plain JSON and numpy arrays."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.features import letter_features, shape_features, tokens, word_features

Array = NDArray[np.float64]
_BLOCKS = ("w", "l", "s")


@dataclass(frozen=True)
class Settings:
    """How to learn. `strength` is the inverse of regularisation; the weights scale the word, letter, shape and
    sentence blocks; words in fewer than `rare` examples are generalised, features in fewer are dropped."""

    strength: float = 12.0
    word_weight: float = 1.0
    letter_weight: float = 0.8
    shape_weight: float = 0.5
    sentence_weight: float = 2.0
    rare: int = 2


class IntentModel:
    """A trained classifier: intents, the features it knows, and a weight for each pair."""

    def __init__(
        self, intents: Sequence[str], features: Sequence[str], known: Collection[str], scale: Array, weights: Array,
        bias: Array, blocks: Sequence[float], dimension: int,
    ) -> None:  # fmt: skip
        self.intents = tuple(intents)
        self.known = frozenset(known)
        self._features = {feature: column for column, feature in enumerate(features)}
        self._scale = scale
        self._weights = weights
        self._bias = bias
        self._blocks = tuple(blocks)
        self.dimension = dimension

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        importance: Sequence[float],
        vectors: NDArray[np.float32] | None = None,
        settings: Settings = Settings(),
    ) -> IntentModel:
        """Learn from masked texts, the intent of each, how much each counts, and their sentence vectors if there are.

        Raises ValueError where there is nothing to tell apart.
        """
        from sklearn.linear_model import LogisticRegression

        labels = sorted(set(intents))
        if len(labels) < 2:
            raise ValueError(
                f"An intent classifier needs two intents or more, the training data has {len(labels)}"
            )
        words = Counter(word for text in texts for word in set(tokens(text)))
        known = {word for word, count in words.items() if count >= settings.rare}
        counts = Counter(feature for text in texts for feature in set(_all_features(text, known)))
        features = sorted(feature for feature, count in counts.items() if count >= settings.rare)
        scale = np.array([1 + np.log((1 + len(texts)) / (1 + counts[feature])) for feature in features])
        blocks = (
            settings.word_weight,
            settings.letter_weight,
            settings.shape_weight,
            settings.sentence_weight,
        )
        dimension = 0 if vectors is None else vectors.shape[1]
        empty = np.zeros((len(labels), len(features) + dimension))
        model = cls(labels, features, known, scale, empty, np.zeros(len(labels)), blocks, dimension)
        classifier = LogisticRegression(C=settings.strength, max_iter=400, class_weight="balanced")
        classifier.fit(model._matrix(texts, vectors), list(intents), sample_weight=list(importance))
        if len(labels) == 2:
            model._weights = np.vstack([-classifier.coef_[0], classifier.coef_[0]]) / 2
            model._bias = np.array([-classifier.intercept_[0], classifier.intercept_[0]]) / 2
        else:
            model._weights, model._bias = classifier.coef_, classifier.intercept_
        return model

    def predict(self, masked: str, vector: NDArray[np.float32] | None = None) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first.

        Raises ValueError unless `vector` is there just when the model was trained with sentence vectors.
        """
        if self.dimension != (0 if vector is None else len(vector)):
            raise ValueError(
                f"The intent model needs sentence vectors of {self.dimension} numbers,"
                f" not {0 if vector is None else len(vector)}: train it again with the encoder it runs with"
            )
        columns, values = self._vector(masked)
        scores = self._weights[:, columns] @ values + self._bias
        if vector is not None:
            scores += self._weights[:, len(self._features) :] @ vector * self._blocks[-1]
        odds = np.exp(scores - scores.max())
        chances = odds / odds.sum()
        return [(self.intents[row], float(chances[row])) for row in np.argsort(-chances)]

    def _vector(self, masked: str) -> tuple[list[int], Array]:
        """The columns that are not zero and their values: sublinear TF-IDF, each block of unit length times its weight."""
        columns: list[int] = []
        values: list[Array] = []
        counted = Counter(_all_features(masked, self.known))
        for block, weight in zip(_BLOCKS, self._blocks[:3], strict=True):
            held = [
                (self._features[feature], count)
                for feature, count in counted.items()
                if feature[0] == block and feature in self._features
            ]
            if held:
                here = [column for column, _ in held]
                value = (1 + np.log([count for _, count in held])) * self._scale[here]
                columns += here
                values.append(value * (weight / np.linalg.norm(value)))
        return columns, np.concatenate(values) if values else np.zeros(0)

    def _matrix(self, texts: Sequence[str], vectors: NDArray[np.float32] | None) -> Any:
        from scipy.sparse import csr_matrix, hstack

        starts, columns, values = [0], [], []
        for text in texts:
            here, value = self._vector(text)
            columns += here
            values.append(value)
            starts.append(len(columns))
        sparse = csr_matrix(
            (np.concatenate(values), columns, starts), shape=(len(texts), len(self._features))
        )
        return sparse if vectors is None else hstack([sparse, csr_matrix(vectors * self._blocks[-1])]).tocsr()

    def save(self, folder: Path) -> None:
        """Write the model into an existing folder."""
        head = {
            "intents": self.intents, "features": list(self._features), "known": sorted(self.known), "blocks": self._blocks,
            "dimension": self.dimension,
        }  # fmt: skip
        (folder / "intents.json").write_text(json.dumps(head), "utf-8")
        np.savez_compressed(
            folder / "intents.npz",
            scale=self._scale,
            weights=self._weights.astype(np.float32),
            bias=self._bias,
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote; raises FileNotFoundError where there is nothing."""
        head = json.loads((folder / "intents.json").read_text("utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as arrays:
            return cls(
                head["intents"], head["features"], head["known"], arrays["scale"],
                arrays["weights"].astype(np.float64), arrays["bias"], head["blocks"], head["dimension"],
            )  # fmt: skip


def _all_features(masked: str, known: Collection[str]) -> Iterator[str]:
    yield from word_features(masked, known)
    yield from letter_features(masked)
    yield from shape_features(masked)
