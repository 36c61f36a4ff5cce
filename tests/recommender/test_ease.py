"""What is true of EASE alone."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.ease import EASE, EASEConfig
from tests.recommender.checkerboard import N_FILMS, history, matrix


def test_weights_are_those_of_the_paper() -> None:
    """B minimises |X - XB|^2 + lambda |B|^2 under a zero diagonal; solved column by column here."""
    interactions = matrix().toarray().astype(np.float64)
    model = EASE(EASEConfig(regularization=3)).fit(matrix())
    for film in (0, 7, 19):
        others = np.arange(N_FILMS) != film
        left = interactions[:, others]
        expected = np.linalg.solve(left.T @ left + 3 * np.eye(N_FILMS - 1), left.T @ interactions[:, film])
        scores = np.array([model.scores(np.array([j]), np.ones(1, np.float32))[film] for j in range(N_FILMS)])
        assert scores[film] == 0
        np.testing.assert_allclose(scores[others], expected, atol=1e-5)


def test_contributions_sum_to_the_score() -> None:
    model = EASE(EASEConfig(regularization=3)).fit(matrix())
    items, strengths = history(4)
    for target in (4, 9):
        total = model.contributions(items, strengths, target).sum()
        assert total == pytest.approx(model.scores(items, strengths)[target], abs=1e-5)


def test_features_speak_for_a_film_nobody_has_rated() -> None:
    wider = csr_matrix(np.hstack([matrix().toarray(), np.zeros((matrix().shape[0], 2), np.float32)]))
    halves = csr_matrix(np.eye(2, dtype=np.float32)[np.arange(N_FILMS + 2) % 2])
    plain = EASE(EASEConfig(regularization=3)).fit(wider)
    informed = EASE(EASEConfig(regularization=3, feature_weight=2), halves).fit(wider)
    even = np.array([0, 2, 4]), np.ones(3, np.float32)
    assert plain.scores(*even)[N_FILMS] == 0
    assert informed.scores(*even)[N_FILMS] > informed.scores(*even)[N_FILMS + 1] + 0.01


def test_features_of_other_films_are_refused() -> None:
    with pytest.raises(ValueError, match="do not describe"):
        EASE(EASEConfig(feature_weight=1), csr_matrix(np.ones((3, 2), np.float32))).fit(matrix())


def test_famous_films_are_held_back_by_the_exponent() -> None:
    """Film 0 is in every history, film 1 in half of those that have film 2."""
    rows = np.zeros((40, 4), np.float32)
    rows[:, 0] = 1
    rows[:20, 2] = 1
    rows[:14, 1] = 1
    plain, held = (
        EASE(EASEConfig(regularization=5, popularity_exponent=power)).fit(csr_matrix(rows))
        for power in (0, 1)
    )
    one = np.array([2]), np.ones(1, np.float32)
    assert held.scores(*one)[1] / held.scores(*one)[0] > plain.scores(*one)[1] / plain.scores(*one)[0]
