"""The sequential statistics against written-out formulas, and their promise under peeking."""

from __future__ import annotations

import math

import numpy as np
import pytest

from bot.experiments.sequential import (
    FIRST_LOOK,
    confidence_sequence,
    pseudo_outcomes,
    sample_ratio_p_value,
)


def test_interval_is_that_of_the_paper() -> None:
    values = np.random.default_rng(0).normal(1, 2, 400)
    known = confidence_sequence(values, alpha=0.05, tightest_at=300)
    rho2 = (-2 * math.log(0.05) + math.log(-2 * math.log(0.05)) + 1) / 300
    for n in (FIRST_LOOK, 250, 400):
        mean, spread = values[:n].mean(), values[:n].std()
        width = spread * math.sqrt(
            2 * (n * rho2 + 1) / (n**2 * rho2) * math.log(math.sqrt(n * rho2 + 1) / 0.05)
        )
        assert known.low[n - 1] == pytest.approx(mean - width)
        assert known.high[n - 1] == pytest.approx(mean + width)


def test_p_value_crosses_alpha_exactly_when_the_interval_leaves_zero() -> None:
    values = np.random.default_rng(3).normal(0.15, 1, 3000)
    known = confidence_sequence(values, alpha=0.01, tightest_at=1000)
    apart = (known.low > 0) | (known.high < 0)
    assert apart.any()
    assert not apart[0]
    first = int(np.argmax(apart))
    assert known.p_value[first] <= 0.01 < known.p_value[first - 1]
    assert (np.diff(known.p_value) <= 0).all()


def test_nothing_is_decided_before_the_first_look() -> None:
    known = confidence_sequence(np.ones(FIRST_LOOK + 1), alpha=0.05, tightest_at=100)
    assert np.isinf(known.low[: FIRST_LOOK - 1]).all()
    assert (known.p_value[: FIRST_LOOK - 1] == 1).all()
    assert known.low[-1] > 0


def test_pseudo_outcomes_by_hand() -> None:
    outcomes, treated = np.array([1.0, 0.0, 1.0, 1.0]), np.array([True, False, True, False])
    # Means of earlier people: treated 0, 1, 1, 1; control 0, 0, 0, 0.
    expected = [0 + (1 - 0) / 0.5, 1 - 0 - (0 - 0) / 0.5, 1 - 0 + (1 - 1) / 0.5, 1 - 0 - (1 - 0) / 0.5]
    np.testing.assert_allclose(pseudo_outcomes(outcomes, treated, 0.5), expected)


def test_pseudo_outcomes_have_the_effect_as_mean_with_unequal_arms() -> None:
    generator = np.random.default_rng(1)
    treated = generator.random(200_000) < 0.2
    outcomes = generator.normal(5.0 + 0.3 * treated, 1.0)
    values = pseudo_outcomes(outcomes, treated, 0.2)
    assert values.mean() == pytest.approx(0.3, abs=4 * values.std() / math.sqrt(len(values)))
    assert values.var() < 1.1 * (1 / 0.2 + 1 / 0.8)  # the level of 5 has left the variance


def test_an_empty_stream_has_no_looks() -> None:
    assert len(confidence_sequence(np.zeros(0), alpha=0.05, tightest_at=10).estimate) == 0


@pytest.mark.parametrize(("actual", "suspicious"), [((0.5, 0.5), False), ((0.54, 0.46), True)])
def test_a_broken_split_is_noticed(actual: tuple[float, float], suspicious: bool) -> None:
    arms = np.random.default_rng(2).choice(2, 20_000, p=actual)
    p_value = sample_ratio_p_value(arms, np.array([0.5, 0.5]))
    assert (p_value < 0.001) == suspicious


def test_a_good_split_is_rarely_suspected_however_often_one_looks() -> None:
    generator, shares = np.random.default_rng(4), np.array([0.6, 0.3, 0.1])
    p_values = [sample_ratio_p_value(generator.choice(3, 2000, p=shares), shares) for _ in range(300)]
    assert np.mean(np.array(p_values) < 0.05) <= 0.05
