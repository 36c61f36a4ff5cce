"""Tests that may be looked at after every person, and stopped at will, without raising the error rate.

Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic
confidence sequences" (Annals of Statistics, 2024): the mean of n numbers stays inside the interval at
every n together with probability 1 - alpha, once n is large enough for the central limit theorem.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Array = NDArray[np.float64]

FIRST_LOOK = 100
"""People before whom nothing is decided: the guarantee is asymptotic."""


@dataclass(frozen=True, slots=True)
class ConfidenceSequence:
    """What is known after each person, arrays of equal length: estimate, interval, always-valid p-value."""

    estimate: Array
    low: Array
    high: Array
    p_value: Array


def pseudo_outcomes(outcomes: Array, treated: NDArray[np.bool_], propensity: Array | float) -> Array:
    """One number a person whose mean is the effect of treatment; shape as `outcomes`, in order of arrival.

    Augmented inverse-propensity weighting (section 3 of the paper): each outcome is compared with the
    mean of the earlier people of its arm, which takes the level of the outcome out of the variance.
    `propensity` is the chance of treatment, strictly between 0 and 1.
    """
    base = {arm: _earlier_means(outcomes, treated == arm) for arm in (True, False)}
    residual = outcomes - np.where(treated, base[True], base[False])
    weight = np.where(treated, 1.0 / propensity, -1.0 / (1.0 - np.asarray(propensity)))
    return np.asarray(base[True] - base[False] + residual * weight)


def confidence_sequence(values: Array, *, alpha: float, tightest_at: int) -> ConfidenceSequence:
    """Intervals and p-values for the mean of `values`, valid at all looks from FIRST_LOOK on together.

    `tightest_at` is the number of people at which the interval shall be narrowest; it must be chosen
    beforehand. The p-value is for a mean of 0 and never rises again. Before FIRST_LOOK the interval is
    infinite and p is 1.
    """
    n = np.arange(1, len(values) + 1)
    mean = np.cumsum(values) / n
    variance = np.maximum(np.cumsum(values**2) / n - mean**2, 1e-12)
    log_alpha = np.log(alpha)
    rho2 = (-2 * log_alpha + np.log(-2 * log_alpha) + 1) / tightest_at
    spread = n * rho2 + 1
    width = np.sqrt(variance * 2 * spread / (n**2 * rho2) * (0.5 * np.log(spread) - log_alpha))
    log_evidence = rho2 * (n * mean) ** 2 / (2 * variance * spread) - 0.5 * np.log(spread)
    early = n < FIRST_LOOK
    width[early], log_evidence[early] = np.inf, -np.inf
    p_value = np.minimum(1.0, np.exp(-np.maximum.accumulate(np.maximum(log_evidence, 0.0))))
    return ConfidenceSequence(mean, mean - width, mean + width, p_value)


def sample_ratio_p_value(arms: NDArray[np.int64], shares: Array, concentration: float = 100.0) -> float:
    """Whether people came to the arms in the planned shares: an always-valid p-value, near 0 where not.

    A multinomial against a Dirichlet mixture centred on `shares` (Lindon and Malek, "Anytime-Valid
    Inference for Multinomial Count Data", 2022). `arms` numbers each person's arm, in order of arrival.
    """
    counts = np.cumsum(arms[:, None] == np.arange(len(shares)), axis=0)
    prior = concentration * shares
    log_evidence = (
        gammaln(concentration)
        - gammaln(concentration + counts.sum(axis=1))
        + (gammaln(prior + counts) - gammaln(prior)).sum(axis=1)
        - counts @ np.log(shares)
    )
    return float(np.exp(-max(float(log_evidence.max(initial=0.0)), 0.0)))


def _earlier_means(outcomes: Array, member: NDArray[np.bool_]) -> Array:
    """Mean of the members before each place; 0 before the first."""
    n: NDArray[np.int64] = np.cumsum(member) - member
    total = np.cumsum(outcomes * member) - outcomes * member
    return np.asarray(total / np.maximum(n, 1))
