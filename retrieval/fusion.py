"""How much each signal counts in the score of a search."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Weights of the signals, tuned on one half of two sets of descriptions (see docs/retrieval.md).

    Meaning and words are added after scaling each by its theoretical range rather than by what this query
    happened to find, as Bruch, Gai and Ingber advise (An Analysis of Fusion Functions for Hybrid Retrieval,
    2023): so a filter never changes the order of the films that pass it. Words count `words_short` in a
    text of up to `short` words, where each is chance, and `words_full` in one of `full` words or more.
    With `scenes` the clauses of a long text are scored apart.

    Of a text in another language words tell nothing, and fame more (`fame_foreign`), where the encoder
    knows the language.
    """

    meaning: float = 0.3
    words_short: float = 0.45
    words_full: float = 1.08
    short: int = 8
    full: int = 25
    fame: float = 0.12
    fame_foreign: float = 0.3
    hint: float = 0.06
    title: float = 0.6
    scenes: bool = True

    @property
    def foreign(self) -> FusionWeights:
        """The weights for a text in another language that the encoder knows."""
        return replace(self, words_short=0.0, words_full=0.0, fame=self.fame_foreign)

    def combine(self, meaning: Scores, words: Scores, length: int) -> Scores:
        """One score a film for a text of `length` words."""
        grown = min(max((length - self.short) / (self.full - self.short), 0.0), 1.0)
        weight = self.words_short + (self.words_full - self.words_short) * grown
        return (self.meaning * meaning + weight * words).astype(np.float32)
