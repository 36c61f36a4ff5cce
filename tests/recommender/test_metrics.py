"""Every metric against fractions worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import metrics

Ranking = Callable[[Sequence[int], set[int], int], float]

FIRST, SECOND, THIRD = 1.0, 1 / math.log2(3), 1 / 2  # discounts of the first three places


@pytest.mark.parametrize(
    ("recommended", "relevant", "k", "expected"),
    [
        # precision, recall, reciprocal rank, average precision, nDCG
        ([1, 2, 3], {1, 2, 3}, 3, (1, 1, 1, 1, 1)),
        ([1, 2, 3], {9}, 3, (0, 0, 0, 0, 0)),
        ([9, 1, 8], {1, 2}, 3, (1 / 3, 1 / 2, 1 / 2, (1 / 2) / 2, SECOND / (FIRST + SECOND))),
        ([1, 9, 2], {1, 2}, 3, (2 / 3, 1, 1, (1 + 2 / 3) / 2, (FIRST + THIRD) / (FIRST + SECOND))),
        ([1, 9, 2], {1, 2}, 2, (1 / 2, 1 / 2, 1, 1 / 2, FIRST / (FIRST + SECOND))),  # cut before the second
        ([1], {1, 2, 3, 4}, 2, (1 / 2, 1 / 4, 1, 1 / 2, FIRST / (FIRST + SECOND))),  # a place left empty
        ([1, 2], {1, 2, 3}, 2, (1, 2 / 3, 1, 1, 1)),  # more to find than places
        ([9, 8, 7, 1], {1}, 4, (1 / 4, 1, 1 / 4, 1 / 4, 1 / math.log2(5))),
        ([], {1}, 10, (0, 0, 0, 0, 0)),
    ],
)
def test_ranking_metrics(
    recommended: list[int], relevant: set[int], k: int, expected: tuple[float, ...]
) -> None:
    computed = [
        metric(recommended, relevant, k)
        for metric in (
            metrics.precision,
            metrics.recall,
            metrics.reciprocal_rank,
            metrics.average_precision,
            metrics.ndcg,
        )
    ]
    assert computed == pytest.approx(expected)


RANKING = [
    metrics.precision,
    metrics.recall,
    metrics.reciprocal_rank,
    metrics.average_precision,
    metrics.ndcg,
]


@pytest.mark.parametrize("metric", RANKING)
def test_nothing_to_find_is_undefined(metric: Ranking) -> None:
    assert math.isnan(metric([1, 2], set(), 2))


@pytest.mark.parametrize("metric", RANKING)
def test_k_below_one_is_refused(metric: Ranking) -> None:
    with pytest.raises(ValueError, match="k is 0"):
        metric([1, 2], {1}, 0)


@given(st.permutations(range(8)), st.sets(st.integers(0, 7), min_size=1), st.integers(1, 10))
def test_metrics_stay_between_0_and_1_and_the_best_order_has_the_most(
    order: list[int], relevant: set[int], k: int
) -> None:
    best = sorted(order, key=lambda item: item not in relevant)
    for metric in RANKING:
        value = metric(order, relevant, k)
        assert 0 <= value <= 1 + 1e-9
        assert value <= metric(best, relevant, k) + 1e-9
    assert metrics.ndcg(best, relevant, k) == pytest.approx(1)
    assert metrics.average_precision(best, relevant, k) == pytest.approx(1)


@pytest.mark.parametrize(
    ("predicted", "actual", "rmse", "mae"),
    [
        ([3, 4], [3, 4], 0, 0),
        ([1, 5], [4, 1], math.sqrt((9 + 16) / 2), 7 / 2),
        ([2.5], [4], 1.5, 1.5),
        ([1, 1, 1, 1], [1, 1, 1, 3], 1, 1 / 2),
    ],
)
def test_errors_of_predicted_ratings(
    predicted: list[float], actual: list[float], rmse: float, mae: float
) -> None:
    assert metrics.rmse(predicted, actual) == pytest.approx(rmse)
    assert metrics.mae(predicted, actual) == pytest.approx(mae)


def test_errors_without_ratings_are_undefined_and_unlike_lengths_refused() -> None:
    assert math.isnan(metrics.rmse([], []))
    assert math.isnan(metrics.mae([], []))
    with pytest.raises(ValueError, match="give one a rating"):
        metrics.rmse([1, 2], [1])
    with pytest.raises(ValueError, match="give one a rating"):
        metrics.mae([1], [[1]])


def test_catalogue_coverage() -> None:
    assert metrics.catalogue_coverage([[1, 2], [2, 3], []], 4) == 3 / 4
    assert metrics.catalogue_coverage([], 4) == 0
    assert math.isnan(metrics.catalogue_coverage([[1]], 0))


@pytest.mark.parametrize(
    ("vectors", "expected"),
    [
        ([[1, 0], [5, 0]], 0),  # length does not count
        ([[1, 0], [0, 2]], 1),
        ([[1, 0], [-1, 0]], 2),
        ([[1, 0], [1, 0], [0, 1]], (0 + 1 + 1) / 3),
        ([[3, 4], [4, 3]], 1 - 24 / 25),
    ],
)
def test_intra_list_diversity(vectors: list[list[float]], expected: float) -> None:
    assert metrics.intra_list_diversity(np.array(vectors, np.float32)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("vectors", [np.zeros((0, 2)), np.ones((1, 2)), np.array([[1.0, 0.0], [0.0, 0.0]])])
def test_diversity_without_pairs_or_directions_is_undefined(vectors: np.ndarray) -> None:
    assert math.isnan(metrics.intra_list_diversity(vectors))


def test_novelty_in_bits() -> None:
    known_by = {1: 8, 2: 4, 3: 1}
    assert metrics.novelty([1], known_by, 8) == 0  # everybody knows it
    assert metrics.novelty([2], known_by, 8) == 1  # one in two
    assert metrics.novelty([1, 2, 3], known_by, 8) == pytest.approx((0 + 1 + 3) / 3)
    assert metrics.novelty([99], known_by, 8) == 3  # nobody, counted as one
    assert math.isnan(metrics.novelty([], known_by, 8))
    assert math.isnan(metrics.novelty([1], known_by, 0))
