"""Re-rankers against written-out definitions, and the trade they make."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from recommender.diversity import DPP, MMR, Reranker, calibrate_popularity
from recommender.metrics import intra_list_diversity

TWINS = np.array([[1.0, 0.0], [1.0, 0.01], [0.0, 1.0], [0.6, 0.8]])
SCORES = np.array([4.0, 3.9, 3.0, 2.0])
MAKERS: dict[str, Callable[[float], Reranker]] = {"mmr": MMR, "dpp": DPP}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Callable[[float], Reranker]:
    return MAKERS[request.param]


def test_weight_zero_is_the_order_of_scores(make: Callable[[float], Reranker]) -> None:
    assert make(0).order(SCORES, TWINS, 4).tolist() == [0, 1, 2, 3]


def test_a_twin_gives_way_to_something_else(make: Callable[[float], Reranker]) -> None:
    assert make(0.6).order(SCORES, TWINS, 4).tolist()[:2] == [0, 2]


def test_every_film_comes_once_and_k_cuts(make: Callable[[float], Reranker]) -> None:
    generator = np.random.default_rng(0)
    scores, vectors = generator.normal(size=30), generator.normal(size=(30, 4))  # fewer dimensions than films
    whole = make(0.5).order(scores, vectors, 50)
    assert sorted(whole.tolist()) == list(range(30))
    assert make(0.5).order(scores, vectors, 7).tolist() == whole[:7].tolist()
    assert make(0.5).order(scores[:0], vectors[:0], 5).tolist() == []


def test_more_weight_is_more_diversity_and_less_score(make: Callable[[float], Reranker]) -> None:
    diversity, score = [], []
    for weight in (0.0, 0.3, 0.6, 1.0):
        generator, lists = np.random.default_rng(1), []
        for _ in range(40):
            scores, vectors = generator.normal(size=60), generator.normal(size=(60, 5)) + 0.7
            order = make(weight).order(scores, vectors, 10)
            lists.append((intra_list_diversity(vectors[order]), scores[order].mean()))
        means = np.mean(lists, axis=0)
        diversity.append(means[0])
        score.append(means[1])
    assert (np.diff(diversity) > 0).all()
    assert (np.diff(score) < 0).all()


def test_mmr_is_the_definition() -> None:
    generator = np.random.default_rng(2)
    scores, vectors = generator.random(12), generator.normal(size=(12, 3))
    scaled = (scores - scores.min()) / np.ptp(scores)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    chosen: list[int] = []
    for _ in range(6):
        rest = [n for n in range(12) if n not in chosen]
        worst = {n: max((float(unit[n] @ unit[c]) for c in chosen), default=0.0) for n in rest}
        chosen.append(max(rest, key=lambda n: 0.7 * scaled[n] - 0.3 * worst[n]))
    assert MMR(0.3).order(scores, vectors, 6).tolist() == chosen


def test_dpp_is_greedy_in_the_determinant() -> None:
    generator = np.random.default_rng(3)
    scores, vectors = generator.random(12), generator.normal(size=(12, 8))
    scaled = (scores - scores.min()) / np.ptp(scores)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    quality = np.exp(3 * (1 - 0.7) / 0.7 * scaled / 2)
    kernel = quality[:, None] * (1 + unit @ unit.T) / 2 * quality
    chosen: list[int] = []
    for _ in range(6):
        rest = [n for n in range(12) if n not in chosen]
        chosen.append(max(rest, key=lambda n: np.linalg.det(kernel[np.ix_([*chosen, n], [*chosen, n])])))
    assert DPP(0.7).order(scores, vectors, 6).tolist() == chosen


def test_calibration_prefers_films_as_well_known_as_those_liked() -> None:
    scores, percentiles = np.array([2.0, 1.0, 0.0]), np.array([0.9, 0.5, 0.1])
    assert calibrate_popularity(scores, percentiles, 0.1, 0).tolist() == scores.tolist()
    np.testing.assert_allclose(calibrate_popularity(scores, percentiles, 0.1, 1), [2 - 1.6, 1 - 0.8, 0])
    assert np.argmax(calibrate_popularity(scores, percentiles, 0.9, 1)) == 0


def test_senseless_arguments_are_refused(make: Callable[[float], Reranker]) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        make(1.5)
    with pytest.raises(ValueError, match="one vector a film"):
        make(0.5).order(SCORES, TWINS[:2], 2)
    with pytest.raises(ValueError, match="0 to 1"):
        calibrate_popularity(SCORES, SCORES, 0.5, -1)
