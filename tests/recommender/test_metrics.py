"""Every metric against fractions worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import metrics

Ranking = Callable[[Sequence[int], set[int], int], float]

RANKING: list[Ranking] = [
    metrics.precision,
    metrics.recall,
    metrics.hit_rate,
    metrics.reciprocal_rank,
    metrics.average_precision,
    metrics.average_precision_over_relevant,
    metrics.ndcg,
]

FIRST, SECOND, THIRD = 1.0, 1 / math.log2(3), 1 / 2  # discounts of the first three places


@pytest.mark.parametrize(
    ("recommended", "relevant", "k", "expected"),
    [
        # precision, recall, hit rate, reciprocal rank, average precision (of places, of relevant), nDCG
        ([1, 2, 3], {1, 2, 3}, 3, (1, 1, 1, 1, 1, 1, 1)),
        ([1, 2, 3], {9}, 3, (0, 0, 0, 0, 0, 0, 0)),
        ([9, 1, 8], {1, 2}, 3, (1 / 3, 1 / 2, 1, 1 / 2, 1 / 4, 1 / 4, SECOND / (FIRST + SECOND))),
        ([1, 9, 2], {1, 2}, 3, (2 / 3, 1, 1, 1, 5 / 6, 5 / 6, (FIRST + THIRD) / (FIRST + SECOND))),
        # cut before the second
        ([1, 9, 2], {1, 2}, 2, (1 / 2, 1 / 2, 1, 1, 1 / 2, 1 / 2, FIRST / (FIRST + SECOND))),
        # a place left empty
        ([1], {1, 2, 3, 4}, 2, (1 / 2, 1 / 4, 1, 1, 1 / 2, 1 / 4, FIRST / (FIRST + SECOND))),
        ([1, 2], {1, 2, 3}, 2, (1, 2 / 3, 1, 1, 1, 2 / 3, 1)),  # more to find than places
        ([9, 8, 7, 1], {1}, 4, (1 / 4, 1, 1, 1 / 4, 1 / 4, 1 / 4, 1 / math.log2(5))),
        ([], {1}, 10, (0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_ranking_metrics(
    recommended: list[int], relevant: set[int], k: int, expected: tuple[float, ...]
) -> None:
    computed = [metric(recommended, relevant, k) for metric in RANKING]
    assert computed == pytest.approx(expected)


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


@pytest.mark.parametrize(
    ("recommended", "relevant", "expected_films", "k", "share"),
    [
        ([1, 2, 3, 4], {1, 2, 3}, set(), 4, 3 / 4),  # nothing is obvious: the same as precision
        ([1, 2, 3, 4], {1, 2, 3}, {1, 9}, 4, 2 / 4),
        ([1, 2, 3, 4], {1, 2}, {1, 2}, 4, 0),  # liked, but anybody would have shown them
        ([5, 6], {1}, set(), 2, 0),  # unexpected, but not liked
        ([1], {1}, {2}, 2, 1 / 2),  # an empty place counts against it
    ],
)
def test_serendipity(
    recommended: list[int], relevant: set[int], expected_films: set[int], k: int, share: float
) -> None:
    assert metrics.serendipity(recommended, relevant, expected_films, k) == share
    assert math.isnan(metrics.serendipity(recommended, set(), expected_films, k))


@pytest.mark.parametrize(
    ("lists", "n_items", "index"),
    [
        ([[0, 1], [2, 3]], 4, 0),  # each once
        ([[0], [0], [0]], 4, 3 / 4),  # one film has all places: (n - 1) / n
        ([[0], [1], [1], [1]], 2, 1 / 4),  # 1 and 3 of 4: half the relative mean difference
        ([[0, 1]], 4, 1 / 2),
    ],
)
def test_gini(lists: list[list[int]], n_items: int, index: float) -> None:
    assert metrics.gini(lists, n_items) == pytest.approx(index)


def test_gini_of_nothing_shown_is_undefined() -> None:
    assert math.isnan(metrics.gini([[], []], 3))


def test_popularity_percentiles_and_their_mean() -> None:
    percentiles = metrics.popularity_percentiles(np.array([5, 1, 5, 100]))
    assert percentiles.tolist() == [2 / 4, 1 / 8, 2 / 4, 7 / 8]
    assert percentiles.mean() == 1 / 2  # no bias in showing everything once
    assert metrics.average_popularity([3, 1], percentiles) == 1 / 2
    assert math.isnan(metrics.average_popularity([], percentiles))


@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")
def test_an_independent_library_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """`ranx` computes the same for lists that fill all places; its MAP is the one over all relevant."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)  # compiling takes a minute, computing nothing
    import ranx

    generator = np.random.default_rng(1)
    lists = [generator.permutation(40)[:15].tolist() for _ in range(60)]
    wanted = [set(generator.permutation(40)[: generator.integers(1, 20)].tolist()) for _ in lists]
    qrels = ranx.Qrels({f"{n:02}": {str(film): 1 for film in films} for n, films in enumerate(wanted)})
    run = ranx.Run(
        {f"{n:02}": {str(film): 99.0 - p for p, film in enumerate(films)} for n, films in enumerate(lists)}
    )
    ours: dict[str, Ranking] = {
        "precision": metrics.precision,
        "recall": metrics.recall,
        "hit_rate": metrics.hit_rate,
        "mrr": metrics.reciprocal_rank,
        "map": metrics.average_precision_over_relevant,
        "ndcg": metrics.ndcg,
    }
    for k in (1, 5, 10, 15):
        theirs = ranx.evaluate(qrels, run, [f"{name}@{k}" for name in ours], return_mean=False)
        for name, metric in ours.items():
            values = [metric(films, liked, k) for films, liked in zip(lists, wanted, strict=True)]
            np.testing.assert_allclose(values, theirs[f"{name}@{k}"], atol=1e-9, err_msg=f"{name}@{k}")
