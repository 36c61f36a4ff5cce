"""What is true of iALS, and of the map from content to its factors."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.cold import FeatureIALS, FeatureIALSConfig, ridge_map
from recommender.ials import IALS, IALSConfig
from tests.recommender.checkerboard import N_FILMS, matrix

CONFIG = IALSConfig(factors=4, regularization=0.02, unobserved_weight=0.3, iterations=20)


@pytest.fixture(scope="module")
def model() -> IALS:
    return IALS(CONFIG).fit(matrix(), seed=1)


@pytest.mark.parametrize("history", [{3: 1.0}, {0: 1.5, 2: 0.5, 7: -0.5}, dict.fromkeys(range(9), 1.0)])
def test_fold_in_minimises_the_loss_of_the_paper(model: IALS, history: dict[int, float]) -> None:
    items, strengths = np.array(list(history)), np.array(list(history.values()), np.float32)
    films = model.item_factors.astype(np.float64)

    def loss(person: np.ndarray) -> float:
        scores = films @ person
        wanted = (strengths > 0).astype(np.float64)
        penalty = CONFIG.regularization * (len(items) + CONFIG.unobserved_weight * N_FILMS)
        return float(
            (np.abs(strengths) * (scores[items] - wanted) ** 2).sum()
            + CONFIG.unobserved_weight * (scores**2).sum()
            + penalty * (person**2).sum()
        )

    best = model.fold_in(items, strengths).astype(np.float64)
    for direction in np.random.default_rng(0).standard_normal((20, CONFIG.factors)):
        assert loss(best) <= loss(best + 1e-2 * direction)


def test_contributions_sum_to_the_score(model: IALS) -> None:
    items, strengths = np.array([0, 2, 7, 11]), np.array([1.5, 0.5, 0.25, -1.0], np.float32)
    for target in range(N_FILMS):
        total = model.contributions(items, strengths, target).sum()
        assert total == pytest.approx(model.scores(items, strengths)[target], abs=1e-5)


def test_frequency_decides_the_penalty() -> None:
    flat = IALS(CONFIG.model_copy(update={"frequency_exponent": 0.0})).fit(matrix(), seed=1)
    assert flat._ridge(1) == flat._ridge(50)
    scaled = IALS(CONFIG).fit(matrix(), seed=1)
    assert scaled._ridge(50) - scaled._ridge(10) == pytest.approx(40 * CONFIG.regularization, rel=1e-4)


def test_a_film_nobody_knows_gets_the_factors_of_its_kind() -> None:
    wider = csr_matrix(np.hstack([matrix().toarray(), np.zeros((matrix().shape[0], 2), np.float32)]))
    halves = csr_matrix(np.eye(2, dtype=np.float32)[np.arange(N_FILMS + 2) % 2])
    config = FeatureIALSConfig(**CONFIG.model_dump(), ridge=0.1, trust=1)
    model = FeatureIALS(halves, config).fit(wider, seed=1)
    for kind in (0, 1):
        liked = np.array([kind, kind + 2, kind + 4])
        scores = model.scores(liked, np.ones(3, np.float32))
        assert scores[N_FILMS + kind] > scores[N_FILMS + 1 - kind] + 0.1


def test_the_ridge_map_recovers_a_linear_one() -> None:
    generator = np.random.default_rng(0)
    features = generator.standard_normal((200, 5))
    truth = generator.standard_normal((5, 3))
    features -= features.mean(axis=0)
    factors = (features @ truth + 2.0).astype(np.float32)
    known = np.ones(200)
    known[150:] = 0  # not learnt from
    foretold = ridge_map(csr_matrix(features), factors, known, 1e-6)
    np.testing.assert_allclose(foretold[150:], factors[150:], atol=0.1)
