"""Off-policy estimates: by hand, without bias, and with intervals that hold."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recommender.offpolicy import doubly_robust, effective_size, ips, self_normalised_ips

LOGGED = np.array([0.5, 0.25, 0.25])
JUDGED = np.array([0.2, 0.2, 0.6])
REWARD = np.array([0.1, 0.3, 0.6])
TRUE = float(JUDGED @ REWARD)


def log(seed: int, n: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """Arms shown by the logging policy, and the rewards."""
    generator = np.random.default_rng(seed)
    arms = generator.choice(3, n, p=LOGGED)
    return arms, (generator.random(n) < REWARD[arms]).astype(float)


def test_by_hand() -> None:
    rewards, propensities, chances = (
        np.array([1.0, 0.0, 1.0]),
        np.array([0.5, 0.5, 0.25]),
        np.array([1, 0, 0.5]),
    )
    assert ips(rewards, propensities, chances).value == (2 + 0 + 2) / 3
    assert self_normalised_ips(rewards, propensities, chances).value == 1
    predicted, expected = np.array([0.5, 0.5, 0.5]), np.array([0.5, 0.5, 0.4])
    robust = doubly_robust(rewards, propensities, chances, predicted, expected)
    assert robust.value == pytest.approx((0.5 + 2 * 0.5 + 0.5 + 0 + 0.4 + 2 * 0.5) / 3)
    assert effective_size(propensities, chances) == (2 + 0 + 2) ** 2 / (4 + 4)


@pytest.mark.parametrize("model", [REWARD, np.full(3, 0.9)], ids=["right model", "wrong model"])
def test_estimates_are_right_on_average_and_intervals_hold(model: np.ndarray) -> None:
    found: dict[str, list[tuple[float, bool]]] = {"ips": [], "snips": [], "dr": []}
    for seed in range(300):
        arms, rewards = log(seed)
        propensities, chances = LOGGED[arms], JUDGED[arms]
        expected = np.full(len(arms), JUDGED @ model)
        for name, estimate in (
            ("ips", ips(rewards, propensities, chances)),
            ("snips", self_normalised_ips(rewards, propensities, chances)),
            ("dr", doubly_robust(rewards, propensities, chances, model[arms], expected)),
        ):
            found[name].append((estimate.value, estimate.low <= TRUE <= estimate.high))
    for name, rows in found.items():
        values, held = np.array([row[0] for row in rows]), np.mean([row[1] for row in rows])
        assert values.mean() == pytest.approx(TRUE, abs=4 * values.std() / math.sqrt(300)), name
        assert 0.91 <= held <= 0.985, name


def test_a_good_model_narrows_the_interval() -> None:
    arms, rewards = log(1)
    plain = ips(rewards, LOGGED[arms], JUDGED[arms])
    robust = doubly_robust(
        rewards, LOGGED[arms], JUDGED[arms], REWARD[arms], np.full(len(arms), JUDGED @ REWARD)
    )
    assert robust.high - robust.low < 0.8 * (plain.high - plain.low)


def test_a_policy_that_shows_nothing_of_the_log_cannot_be_judged() -> None:
    nothing = self_normalised_ips(np.ones(3), np.full(3, 0.5), np.zeros(3))
    assert math.isnan(nothing.value)
    assert effective_size(np.full(3, 0.5), np.zeros(3)) == 0


def test_senseless_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="no exposures"):
        ips(np.zeros(0), np.zeros(0), np.zeros(0))
    with pytest.raises(ValueError, match="not positive"):
        ips(np.ones(1), np.zeros(1), np.ones(1))
