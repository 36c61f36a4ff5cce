"""Searching many films finds what scoring all of them would."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.candidates import FactorIndex
from recommender.factors import MANY_FILMS
from recommender.ials import IALS, IALSConfig
from recommender.ranking import top_k


@pytest.fixture(scope="module")
def model() -> IALS:
    table = np.random.default_rng(3).standard_normal((MANY_FILMS, 8), dtype=np.float32)
    return IALS.of(table, IALSConfig(factors=8))


def test_a_large_catalogue_is_searched_with_the_same_answer(model: IALS) -> None:
    generator = np.random.default_rng(4)
    for _ in range(20):
        items = np.unique(generator.integers(0, MANY_FILMS, 30))
        strengths = np.ones(len(items), np.float32)
        banned = generator.integers(0, MANY_FILMS, 5)
        films, scores = model.recommend(items, strengths, 10, exclude=banned)
        expected, best = top_k(model.scores(items, strengths), 10, exclude=(items, banned))
        assert films.tolist() == expected.tolist()
        np.testing.assert_allclose(scores, best, rtol=1e-5)


def test_what_is_excluded_never_comes_back_even_when_it_is_the_best() -> None:
    table = np.linspace(1, 2, 50, dtype=np.float32)[:, None].repeat(2, axis=1)
    best = np.arange(40, 50)
    films, _ = FactorIndex(table).search(np.ones(2, np.float32), 3, best)
    assert films.tolist() == [39, 38, 37]


def test_candidates_and_ids_that_do_not_fit_are_treated_as_in_a_small_catalogue(model: IALS) -> None:
    one = np.array([5]), np.ones(1, np.float32)
    films, _ = model.recommend(*one, 3, candidates=np.array([7, 5, 9]))
    assert set(films) == {7, 9}
    with pytest.raises(ValueError, match="do not fit"):
        model.recommend(*one, 3, exclude=np.array([MANY_FILMS]))


def test_factors_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit 8 factors"):
        IALS.of(np.zeros((4, 3), np.float32), IALSConfig(factors=8))
