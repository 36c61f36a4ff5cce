"""Numbers with their uncertainty: bootstrap intervals of means, and percentiles of durations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000


class Interval(NamedTuple):
    """Bounds that a repeated measurement would fall between 95 times in 100."""

    low: float
    high: float


class Durations(NamedTuple):
    """Percentiles of `n` durations, in milliseconds."""

    n: int
    p50: float
    p95: float
    slowest: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> Durations:
        """Summarise at least one duration; percentiles between two of them are interpolated."""
        p50, p95, slowest = np.percentile(milliseconds, [50, 95, 100]).tolist()
        return cls(len(milliseconds), p50, p95, slowest)

    def as_dict(self) -> dict[str, float]:
        """For programs, rounded to microseconds."""
        return {name: round(value, 3) for name, value in self._asdict().items()}


def bootstrap_means(values: NDArray[np.float64], *, seed: int) -> list[Interval]:
    """95% percentile-bootstrap intervals of the mean of each column of `values`.

    Rows are drawn together (a row is one query or person), so columns stay comparable. Efron and
    Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13. Raises ValueError without rows.
    """
    n = len(values)
    if n == 0:
        raise ValueError("no values: there is no mean to be uncertain about")
    generator = np.random.default_rng(seed)
    means = np.stack([values[generator.integers(0, n, n)].mean(axis=0) for _ in range(RESAMPLES)])
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return [Interval(float(first), float(last)) for first, last in zip(low, high, strict=True)]
