"""One score out of meaning, words, fame and hints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """What each signal counts. Tuned on one half of two sets of descriptions, see docs/retrieval.md.

    The share of meaning grows from `dense_short` for texts of up to `short` words to `dense_long` from
    `long` words on: the longer somebody tells a plot, the fewer of the words are those of the catalogue.
    """

    dense_short: float = 0.5
    dense_long: float = 0.65
    short: int = 40
    long: int = 120
    fame: float = 0.1
    hint: float = 0.05
    title: float = 0.5

    def dense_share(self, words: int) -> float:
        """Share of meaning for a text of so many words; the rest goes to the words themselves."""
        grown = min(max((words - self.short) / (self.long - self.short), 0.0), 1.0)
        return self.dense_short + (self.dense_long - self.dense_short) * grown


def relative_to_best(scores: Scores) -> Scores:
    """Scores divided by the highest, so that the best film has 1 and one without relation has 0.

    Scaling from the theoretical minimum (0 for BM25, unrelated for cosines) to the observed maximum
    follows Bruch, Gai and Ingber, An Analysis of Fusion Functions for Hybrid Retrieval (2023).
    """
    best = float(scores.max(initial=0.0))
    return scores / np.float32(best) if best > 0 else np.zeros_like(scores)


def fuse(dense: Scores, lexical: Scores, dense_share: float) -> Scores:
    """Convex combination of both, each relative to its best."""
    combined: Scores = dense_share * relative_to_best(dense) + (1.0 - dense_share) * relative_to_best(lexical)
    return combined
