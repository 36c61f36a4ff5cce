"""How sure a search may sound: calibrated chances that the film looked for is first, or among those shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

SHOWN: Final = 5
"""How many films a first page shows to somebody who tries to remember one."""
_DEPTH: Final = 10  # scores that the features look at
_MOST_FACTS: Final = 5
_SURE: Final = 0.75  # chance of being first from which an answer says so
_LIKELY: Final = 0.6  # chance of being among those shown from which they are called a short list


class Confidence(StrEnum):
    """What an answer may say of itself: this is it; one of these; not sure."""

    SURE = "sure"
    SHORTLIST = "shortlist"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Coefficients of two logistic regressions on `features`, and how steeply chances follow scores.

    `first` gives the chance that the film looked for is the first, `shown` that it is among the first
    five. `sharpness` is the inverse temperature of the softmax over relative scores.
    """

    first: tuple[float, ...]
    shown: tuple[float, ...]
    sharpness: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """The chances of one answer, and the share of each candidate, which sum to 1."""

    confidence: Confidence
    first: float
    shown: float
    shares: Numbers


CALIBRATED: Final = Calibration(
    first=(-1.891, 2.925, 1.511, -1.146, 2.833),
    shown=(-2.241, -0.824, 4.399, 1.116, 2.316),
    sharpness=11.48,
)
"""Fitted by `retrieval.calibration.fit` (see docs/retrieval.md)."""


def features(scores: Sequence[float], facts: int, length: int) -> Numbers:
    """What the chances depend on, shape (5,).

    `scores` are those of the candidates, best first; `facts` counts what the first has in common with
    the text by name or word, `length` the words of the text. Scores count relative to the first, so
    their unit does not matter: how far ahead of the second it is, and of the fifth.
    """
    padded = np.zeros(_DEPTH)
    padded[: min(len(scores), _DEPTH)] = scores[:_DEPTH]
    relative = padded / max(padded[0], 1e-9)
    return np.array(
        [
            1.0,
            1.0 - relative[1],
            1.0 - relative[SHOWN - 1],
            np.log1p(max(length, 0)) / 3.0,
            min(facts, _MOST_FACTS) / _MOST_FACTS,
        ]
    )


def shares(scores: Sequence[float], sharpness: float) -> Numbers:
    """Chances of the candidates relative to each other: a softmax over scores relative to the best."""
    if not len(scores):
        return np.empty(0)
    values = np.asarray(scores, dtype=np.float64)
    odds = np.exp(sharpness * (values / max(values.max(), 1e-9) - 1.0))
    result: Numbers = odds / odds.sum()
    return result


def assess(
    scores: Sequence[float], facts: int, length: int, calibration: Calibration = CALIBRATED
) -> Assessment:
    """What may be said of an answer with these scores, best first; no candidates are never sure."""
    if not len(scores):
        return Assessment(Confidence.UNSURE, 0.0, 0.0, np.empty(0))
    told = features(scores, facts, length)
    first, shown = chance(told, calibration.first), chance(told, calibration.shown)
    confidence = (
        Confidence.SURE if first >= _SURE else Confidence.SHORTLIST if shown >= _LIKELY else Confidence.UNSURE
    )
    return Assessment(confidence, first, max(first, shown), shares(scores, calibration.sharpness))


def chance(told: Numbers, coefficients: Sequence[float]) -> float:
    """The logistic function of the weighted features."""
    return float(1.0 / (1.0 + np.exp(-np.clip(told @ np.asarray(coefficients), -30.0, 30.0))))
