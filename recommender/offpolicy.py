"""How well a policy would have done, from what another one showed: off-policy evaluation.

Dudík, Langford and Li, "Doubly Robust Policy Evaluation and Learning" (ICML 2011); self-normalised:
Swaminathan and Joachims, "The Self-Normalized Estimator for Counterfactual Learning" (NeurIPS 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

Z = 1.959964
"""Of a 95% normal interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An expected reward with its 95% interval."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, value: float, terms: Array) -> Estimate:
        """`terms` are centred contributions whose mean square over n is the variance of `value`."""
        half = Z * sqrt(float(np.mean(terms**2)) / len(terms))
        return cls(value, value - half, value + half)


def ips(rewards: Array, propensities: Array, chances: Array) -> Estimate:
    """Inverse propensity scoring: unbiased, and wide where policies differ much.

    One entry an exposure: its reward, the chance with which it was shown, and the chance with which the
    policy to be judged would have shown it. Raises ValueError for propensities that are not positive.
    """
    terms = weights(propensities, chances) * rewards
    return Estimate.of(float(terms.mean()), terms - terms.mean())


def self_normalised_ips(rewards: Array, propensities: Array, chances: Array) -> Estimate:
    """The same over the sum of the weights: slightly biased, much narrower; NaN where no weight is positive."""
    weight = weights(propensities, chances)
    total = float(weight.mean())
    if total == 0:
        return Estimate(float("nan"), float("nan"), float("nan"))
    value = float((weight * rewards).mean()) / total
    return Estimate.of(value, weight * (rewards - value) / total)


def doubly_robust(
    rewards: Array, propensities: Array, chances: Array, predicted: Array, expected: Array
) -> Estimate:
    """A model of rewards, corrected by weighting what it got wrong: right if either of the two is.

    `predicted` is the model's reward of what was shown and `expected` its mean over what the policy to
    be judged would have shown, one entry an exposure.
    """
    terms = expected + weights(propensities, chances) * (rewards - predicted)
    return Estimate.of(float(terms.mean()), terms - terms.mean())


def effective_size(propensities: Array, chances: Array) -> float:
    """How many exposures the weighted ones are worth (Kish): few means the intervals cannot be trusted."""
    weight = weights(propensities, chances)
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares else 0.0


def weights(propensities: Array, chances: Array) -> Array:
    """How much more often the policy to be judged would have shown what was shown."""
    if not len(propensities):
        raise ValueError("no exposures: there is nothing to judge by")
    if (propensities <= 0).any():
        raise ValueError("a propensity is not positive: what was shown had a chance")
    return np.asarray(chances / propensities)
