"""Held-out parts of a training matrix, and weights found on them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.batch import best_columns, recommend_all
from recommender.hybrid import standardised
from recommender.metrics import ndcg
from recommender.popularity import Popularity
from recommender.validation import HeldOut, folds, found_in, liked, mean_ndcg
from recommender.weighted import WeightedConfig, WeightedHybrid, find_weights
from tests.recommender.checkerboard import N_FILMS, matrix


def rows(values: list[list[float]]) -> csr_matrix:
    return csr_matrix(np.array(values, np.float32))


def test_every_entry_is_hidden_in_exactly_one_fold() -> None:
    parts = folds(matrix(), seed=3, n=4)
    assert len(parts) == 4
    for part in parts:
        assert (part.known + part.hidden != matrix()).nnz == 0
        assert part.known.multiply(part.hidden).nnz == 0
    assert (sum(part.hidden for part in parts) != matrix()).nnz == 0
    again = folds(matrix(), seed=3, n=4)
    assert all((one.hidden != other.hidden).nnz == 0 for one, other in zip(parts, again, strict=True))
    with pytest.raises(ValueError, match="at least 2"):
        folds(matrix(), seed=3, n=1)


def test_only_liking_is_to_be_found() -> None:
    assert liked(rows([[1.5, -1, 0, 0.2]])).toarray().tolist() == [[1, 0, 0, 1]]


def test_known_films_and_no_candidates_are_out() -> None:
    part = HeldOut(rows([[1, 0, 0], [0, 0, 1]]), rows([[0, 1, 0], [1, 0, 0]]), np.array([True, True, False]))
    allowed = part.allowed(np.ones((1, 3), np.float32), np.array([0]))
    assert allowed.tolist() == [[-np.inf, 1, -np.inf]]


def test_mean_ndcg_is_that_of_lists_one_by_one() -> None:
    lists = np.array([[3, 1, 2], [0, 2, 3], [1, -1, -1]])
    wanted = rows([[0, 1, 0, 0], [1, 0, 1, 1], [0, 0, 0, 0]])
    expected = np.mean([ndcg([3, 1, 2], {1}, 3), ndcg([0, 2, 3], {0, 2, 3}, 3)])
    computed = mean_ndcg(found_in(lists, wanted), np.diff(wanted.indptr))
    assert computed == pytest.approx(expected)


def test_best_columns_fall_by_score_then_column() -> None:
    scores = np.array([[1, 5, 5, 2], [-np.inf, 0, -np.inf, -1]], np.float32)
    assert best_columns(scores, 3).tolist() == [[1, 2, 3], [1, 3, -1]]
    assert best_columns(scores, 4).tolist() == [[1, 2, 3, 0], [1, 3, -1, -1]]


def test_lists_for_everybody_leave_out_history_and_more() -> None:
    model = Popularity().fit(rows([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]]))
    histories, exclude = rows([[1, 0, 0, 0], [0, 0, 0, 0]]), rows([[0, 1, 0, 0], [1, 0, 0, 0]])
    assert recommend_all(model, histories, 2, exclude=exclude).tolist() == [[2, 3], [1, 2]]
    assert recommend_all(model, histories, 99).shape == (2, 4)


def test_standardised_rows_have_mean_0_and_spread_1() -> None:
    scaled = standardised(np.array([[1, 2, 3, 6], [4, 4, 4, 4]], np.float32))
    assert scaled[0].mean() == pytest.approx(0, abs=1e-6)
    assert scaled[0].std() == pytest.approx(1, rel=1e-5)
    assert scaled[1].tolist() == [0, 0, 0, 0]


def test_weight_goes_to_the_score_that_finds() -> None:
    generator = np.random.default_rng(0)
    wanted = csr_matrix((generator.random((60, 40)) < 0.1).astype(np.float32))
    right = wanted.toarray() + generator.normal(0, 0.3, wanted.shape).astype(np.float32)
    noise = generator.normal(0, 1, wanted.shape).astype(np.float32)
    weights = find_weights([noise, right.astype(np.float32)], wanted, 5, 3)
    assert weights[1] > 0.9
    assert sum(weights) == pytest.approx(1)


def test_given_weights_are_used_as_they_are() -> None:
    config = WeightedConfig(weights={"popularity": 2.0})
    model = WeightedHybrid({"popularity": Popularity}, config).fit(matrix())
    assert model.config.weights == {"popularity": 2.0}
    plain = Popularity().fit(matrix()).scores(np.zeros(0, np.int64), np.zeros(0, np.float32))
    expected = 2.0 * standardised(plain[None, :])[0]
    scores = model.scores(np.array([1]), np.ones(1, np.float32))
    np.testing.assert_allclose(scores, expected, rtol=1e-5)
    assert scores.shape == (N_FILMS,)
