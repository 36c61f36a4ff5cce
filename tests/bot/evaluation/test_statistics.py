"""Percentiles and bootstrap intervals against what theory says."""

from __future__ import annotations

import numpy as np
import pytest

from bot.evaluation.statistics import Durations, bootstrap_means


def test_percentiles_by_hand() -> None:
    durations = Durations.of([float(value) for value in range(101)])
    assert durations == (101, 50.0, 95.0, 100.0)
    assert Durations.of([3.0, 1.0]) == (2, 2.0, pytest.approx(2.9), 3.0)  # interpolated
    assert Durations.of([1.23456]).as_dict() == {"n": 1, "p50": 1.235, "p95": 1.235, "slowest": 1.235}


def test_bootstrap_agrees_with_the_normal_approximation() -> None:
    """For a share p of n, the interval is about p ± 1.96 sqrt(p (1 - p) / n)."""
    values = np.zeros((400, 1))
    values[:100] = 1
    [interval] = bootstrap_means(values, seed=1)
    half = 1.96 * np.sqrt(0.25 * 0.75 / 400)
    assert interval.low == pytest.approx(0.25 - half, abs=0.006)
    assert interval.high == pytest.approx(0.25 + half, abs=0.006)


def test_bootstrap_is_decided_by_the_seed() -> None:
    values = np.random.default_rng(0).random((30, 2))
    assert bootstrap_means(values, seed=1) == bootstrap_means(values, seed=1)
    assert bootstrap_means(values, seed=1) != bootstrap_means(values, seed=2)


def test_equal_values_have_no_uncertainty_and_none_have_no_mean() -> None:
    assert bootstrap_means(np.full((5, 2), 0.5), seed=1) == [(0.5, 0.5), (0.5, 0.5)]
    with pytest.raises(ValueError, match="no values"):
        bootstrap_means(np.zeros((0, 2)), seed=1)
