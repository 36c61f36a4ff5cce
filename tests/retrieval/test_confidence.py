"""How sure an answer sounds, and how that is fitted."""

from __future__ import annotations

import random

import numpy as np
import pytest

from retrieval.calibration import Sample, descriptions, fit
from retrieval.confidence import CALIBRATED, Confidence, assess, chance, features, shares
from tests.retrieval.corpus import CORPUS

FAR_AHEAD = [2.0, 0.9, 0.85, 0.8, 0.8, 0.7, 0.7, 0.7, 0.7, 0.7]
ALL_ALIKE = [1.0, 0.99, 0.98, 0.98, 0.97, 0.97, 0.96, 0.96, 0.96, 0.95]


def test_a_film_far_ahead_is_it_and_films_all_alike_are_not() -> None:
    assert assess(FAR_AHEAD, facts=4, length=9).confidence is Confidence.SURE
    assert assess(ALL_ALIKE, facts=0, length=9).confidence is Confidence.UNSURE


def test_no_films_are_never_sure() -> None:
    nothing = assess([], facts=0, length=5)
    assert nothing.confidence is Confidence.UNSURE
    assert len(nothing.shares) == 0


def test_the_further_ahead_the_surer() -> None:
    chances = [assess([1.0, *[1.0 - gap] * 9], facts=2, length=10).first for gap in (0.0, 0.1, 0.3, 0.6)]
    assert chances == sorted(chances)
    assert chances[-1] > chances[0] + 0.3


def test_the_unit_of_the_scores_does_not_matter() -> None:
    ours, theirs = (assess([scale * score for score in FAR_AHEAD], 2, 9) for scale in (1.0, 40.0))
    assert ours.first == pytest.approx(theirs.first)
    assert ours.shares == pytest.approx(theirs.shares)


def test_shares_sum_to_one_and_follow_the_scores() -> None:
    found = shares([3.0, 2.0, 2.0, 1.0], sharpness=4.0)
    assert found.sum() == pytest.approx(1)
    assert found[1] == pytest.approx(found[2])
    assert found[0] > found[1] > found[3]
    # exp(4 (s/3 - 1)) by hand: 1, e^(-4/3), e^(-4/3), e^(-8/3)
    assert found[0] == pytest.approx(1 / (1 + 2 * np.exp(-4 / 3) + np.exp(-8 / 3)))


def made(count: int, seed: int) -> list[Sample]:
    """Searches whose outcome follows the gap by a known law."""
    draw = random.Random(seed)
    samples = []
    for _ in range(count):
        gap = draw.random()
        scores = (1.0, *(1.0 - gap - 0.01 * place for place in range(9)))
        right = draw.random() < 1 / (1 + np.exp(-(8 * gap - 3)))
        samples.append(Sample(scores, 2, 10, 0 if right else draw.choice([3, 9, None])))
    return samples


def test_a_fit_is_calibrated_on_searches_it_has_not_seen() -> None:
    calibration = fit(made(1500, seed=1))
    told = [
        (assess(sample.scores, sample.facts, sample.length, calibration).first, sample.place == 0)
        for sample in made(1500, seed=2)
    ]
    for low, high in ((0.0, 0.3), (0.3, 0.7), (0.7, 1.0)):
        within = [(claimed, right) for claimed, right in told if low <= claimed < high]
        claimed, right = np.mean(within, axis=0)
        assert claimed == pytest.approx(right, abs=0.06)


def test_a_fit_needs_failures_and_successes() -> None:
    with pytest.raises(ValueError, match="failed as well"):
        fit([Sample((1.0, 0.5), 1, 5, 0)] * 10)


def test_the_calibration_shipped_has_a_coefficient_a_feature() -> None:
    assert len(CALIBRATED.first) == len(CALIBRATED.shown) == len(features([1.0], 0, 3))
    assert 0 < chance(features([1.0], 0, 3), CALIBRATED.first) < 1


def test_descriptions_name_nobody_and_repeat_by_seed() -> None:
    told = list(descriptions(CORPUS, 20, seed=3))
    assert told == list(descriptions(CORPUS, 20, seed=3))
    assert told != list(descriptions(CORPUS, 20, seed=4))
    assert all(len(text.split()) >= 3 for _, text in told)
