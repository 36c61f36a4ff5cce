"""How much each signal counts in the score of a search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Weights of the signals, tuned on one half of two sets of descriptions (see docs/retrieval.md).

    Meaning and words are combined convexly after scaling each by its theoretical range rather than by what
    this query happened to find, as Bruch, Gai and Ingber advise (An Analysis of Fusion Functions for Hybrid
    Retrieval, 2023): so a filter never changes the order of the films that pass it. The share of meaning goes
    from `meaning_short` for texts of up to `short` words to `meaning_long` from `long` words on.
    """

    meaning_short: float = 0.6
    meaning_long: float = 0.5
    short: int = 40
    long: int = 120
    meaning_scale: float = 0.5  # a film vector and a sentence add up to two cosines and a bit
    words_scale: float = 1.8  # the best film has about half of the BM25 bound
    fame: float = 0.1
    hint: float = 0.05
    title: float = 0.5

    def combine(self, meaning: Scores, words: Scores, length: int) -> Scores:
        """One score a film for a text of `length` words."""
        grown = min(max((length - self.short) / (self.long - self.short), 0.0), 1.0)
        share = self.meaning_short + (self.meaning_long - self.meaning_short) * grown
        combined = share * self.meaning_scale * meaning + (1.0 - share) * self.words_scale * words
        return combined.astype(np.float32)
