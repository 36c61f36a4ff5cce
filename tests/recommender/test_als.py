"""What is true of alternating least squares alone."""

from __future__ import annotations

import numpy as np
import pytest
from implicit.cpu.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from recommender.als import ALSConfig, ImplicitALS
from tests.recommender.checkerboard import EVEN, N_FILMS, ODD, matrix

CONFIG = ALSConfig(factors=6, regularization=0.5, alpha=5, iterations=10)


@pytest.fixture
def model() -> ImplicitALS:
    return ImplicitALS(CONFIG).fit(matrix(), seed=1)


@pytest.mark.parametrize(
    "history",
    [{3: 1.0}, {0: 1.5, 2: 0.25, 7: -0.5}, {5: -1.0}, dict.fromkeys(range(N_FILMS), 1.0)],
    ids=["one film", "mixed", "only dislike", "all films"],
)
def test_fold_in_is_what_implicit_computes(history: dict[int, float]) -> None:
    with threadpool_limits(1, "blas"):
        reference = AlternatingLeastSquares(
            factors=6, regularization=0.5, alpha=5, iterations=10, random_state=1, dtype=np.float32
        )
        reference.fit(matrix(), show_progress=False)
    model = ImplicitALS(CONFIG).fit(matrix(), seed=1)
    row = np.zeros((1, N_FILMS), np.float32)
    for film, strength in history.items():
        row[0, film] = strength
    expected = reference.recalculate_user(0, csr_matrix(row))
    items, strengths = np.array(list(history)), np.array(list(history.values()), np.float32)
    np.testing.assert_allclose(model.fold_in(items, strengths), expected, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(
        model.scores(items, strengths), reference.item_factors @ expected, rtol=1e-3, atol=1e-4
    )


def test_fold_in_solves_the_equations_of_the_paper(model: ImplicitALS) -> None:
    """x = (Y'CY + lambda I)^-1 Y'Cp over all films, written out without the shortcut."""
    films = np.array([model.scores(np.array([i]), np.ones(1, np.float32)) for i in range(N_FILMS)])
    assert np.linalg.matrix_rank(films) <= CONFIG.factors  # all that follows lives in the factors
    factors = np.asarray(model._items, np.float64)
    confidence, preference = np.ones(N_FILMS), np.zeros(N_FILMS)
    for film, strength in {0: 1.5, 9: -1.0}.items():
        confidence[film] = CONFIG.alpha * abs(strength)
        preference[film] = float(strength > 0)
    system = factors.T @ np.diag(confidence) @ factors + CONFIG.regularization * np.eye(CONFIG.factors)
    expected = np.linalg.solve(system, factors.T @ (confidence * preference))
    folded = model.fold_in(np.array([0, 9]), np.array([1.5, -1.0], np.float32))
    np.testing.assert_allclose(folded, expected, rtol=1e-4, atol=1e-5)


def test_contributions_sum_to_the_score(model: ImplicitALS) -> None:
    items, strengths = np.array([0, 2, 7, 11]), np.array([1.5, 0.5, 0.25, -1.0], np.float32)
    scores = model.scores(items, strengths)
    for target in range(N_FILMS):
        shares = model.contributions(items, strengths, target)
        assert shares.sum() == pytest.approx(scores[target], abs=1e-5)
        assert shares[3] == 0  # a dislike adds nothing by itself


def test_the_liked_film_of_the_same_half_speaks_most(model: ImplicitALS) -> None:
    shares = model.contributions(np.array([0, 7]), np.ones(2, np.float32), 4)
    assert shares[0] > shares[1]


@pytest.mark.parametrize(("disliked", "neighbours"), [(EVEN[0], EVEN[1:]), (ODD[0], ODD[1:])])
def test_dislike_pushes_neighbours_down(
    model: ImplicitALS, disliked: np.int64, neighbours: np.ndarray
) -> None:
    liked = np.array([EVEN[-1], ODD[-1]])
    before = model.scores(liked, np.ones(2, np.float32))
    after = model.scores(np.append(liked, disliked), np.array([1, 1, -1], np.float32))
    rest = np.setdiff1d(neighbours, liked)
    assert (after[rest] < before[rest]).all()


def test_stronger_liking_lifts_neighbours_more(model: ImplicitALS) -> None:
    items = np.array([0])
    weak, strong = (model.scores(items, np.array([value], np.float32)) for value in (0.5, 1.5))
    assert (strong[EVEN] > weak[EVEN]).all()


def test_an_empty_history_scores_zero_everywhere(model: ImplicitALS) -> None:
    scores = model.scores(np.zeros(0, np.int64), np.zeros(0, np.float32))
    assert scores.tolist() == [0.0] * N_FILMS


def test_seeds_differ() -> None:
    first, second = (ImplicitALS(CONFIG).fit(matrix(), seed=seed)._items for seed in (1, 2))
    assert not np.array_equal(first, second)


def test_a_film_nobody_knows_is_similar_to_none() -> None:
    wider = csr_matrix(np.hstack([matrix().toarray(), np.zeros((matrix().shape[0], 1), np.float32)]))
    model = ImplicitALS(CONFIG).fit(wider, seed=1)
    films, _ = model.similar(0, N_FILMS + 1)
    assert N_FILMS not in films
    assert len(model.similar(N_FILMS, 5)[0]) == 0
