"""Several people's scores made into one: what a film is worth to a group that watches it together.

Strategies after Masthoff (2004), "Group Modeling: Selecting a Sequence of Television Items to Suit a
Group of Viewers".
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Strategy = Literal["average", "least_misery", "average_without_misery"]
Array = NDArray[np.float32]

MISERY = -0.5
"""Standard deviations from a member's mean below which a film is misery to them."""


def combine(scores: Array, strategy: Strategy, *, misery: float = MISERY) -> Array:
    """One score a film from `scores` (members x films); each member counts alike, whatever their scale.

    Every member's scores are first centred and divided by their spread, over the finite ones; -inf is
    a film that this member must not get, and nobody gets it then. `average` is the mean, `least_misery`
    the lowest, `average_without_misery` the mean of films that are below `misery` for nobody. Films that
    are so come after all others, in the order of their mean. Raises ValueError without members.
    """
    if scores.ndim != 2 or not len(scores):
        raise ValueError(f"scores of shape {scores.shape}: give a row for each member, at least one")
    members = np.stack([_standardised(row) for row in scores])
    mean = members.mean(axis=0)
    match strategy:
        case "average":
            return np.asarray(mean, np.float32)
        case "least_misery":
            return np.asarray(members.min(axis=0), np.float32)
        case "average_without_misery":
            finite = mean[np.isfinite(mean)]
            depth = float(np.ptp(finite)) + 1.0 if len(finite) else 0.0
            return np.asarray(np.where(members.min(axis=0) < misery, mean - depth, mean), np.float32)


def _standardised(row: Array) -> Array:
    allowed = np.isfinite(row)
    if not allowed.any():
        return row.astype(np.float32)
    centred = row - row[allowed].mean()
    spread = float(centred[allowed].std())
    if spread < 1e-9:
        return np.where(allowed, np.float32(0), np.float32(-np.inf))
    return np.asarray(centred / spread, np.float32)
