"""Bandits: exact chances, beliefs that are ridge regression, and less regret than greed."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.bandits import First, Greedy, LinearRewards, LinUCB, Policy, Thompson, Uniform

GENERATOR = np.random.default_rng


def learnt() -> LinearRewards:
    rewards = LinearRewards(3, ridge=2.0)
    features = GENERATOR(1).normal(size=(50, 3))
    rewards.update(features[:20], features[:20] @ np.array([1.0, 0.0, -1.0]))
    rewards.update(features[20:], features[20:] @ np.array([1.0, 0.0, -1.0]))
    return rewards


@pytest.mark.parametrize(
    "policy",
    [LinUCB(learnt()), Thompson(learnt()), Greedy(learnt()), Uniform(), First()],
    ids=lambda policy: type(policy).__name__,
)
def test_chances_add_up_and_exploring_policies_leave_nobody_out(policy: Policy) -> None:
    chances = policy.probabilities(GENERATOR(2).normal(size=(10, 3)), GENERATOR(0))
    assert chances.shape == (10,)
    assert chances.sum() == pytest.approx(1)
    if isinstance(policy, LinUCB | Thompson | Uniform):
        assert (chances > 0).all()


def test_the_belief_is_ridge_regression() -> None:
    features = GENERATOR(1).normal(size=(50, 3))
    target = features @ np.array([1.0, 0.0, -1.0])
    covariance = np.linalg.inv(2.0 * np.eye(3) + features.T @ features)
    new = GENERATOR(5).normal(size=(4, 3))
    np.testing.assert_allclose(learnt().predict(new), new @ covariance @ features.T @ target)
    np.testing.assert_allclose(learnt().doubt(new), np.sqrt(np.diag(new @ covariance @ new.T)))
    drawn = learnt().sample(new, 200_000, 0.5, GENERATOR(3))
    np.testing.assert_allclose(drawn.mean(axis=0), learnt().predict(new), atol=0.002)
    np.testing.assert_allclose(drawn.std(axis=0), 0.5 * learnt().doubt(new), rtol=0.02)


def test_hope_prefers_what_is_little_known() -> None:
    rewards = LinearRewards(2)
    rewards.update(np.tile([1.0, 0.0], (100, 1)), np.full(100, 0.3))
    films = np.eye(2)  # the first is known to bring 0.3, the second has never been tried
    assert np.argmax(Greedy(rewards).probabilities(films, GENERATOR(0))) == 0
    assert np.argmax(LinUCB(rewards, alpha=1).probabilities(films, GENERATOR(0))) == 1
    chances = Thompson(rewards, scale=1).probabilities(films, GENERATOR(0))
    # The second wins where a standard normal exceeds about 0.3.
    assert chances[1] == pytest.approx(0.98 * 0.38 + 0.01, abs=0.1)


def test_epsilon_is_the_least_chance_together() -> None:
    chances = LinUCB(learnt(), epsilon=0.2).probabilities(GENERATOR(2).normal(size=(10, 3)), GENERATOR(0))
    assert sorted(chances)[:9] == pytest.approx([0.02] * 9)
    assert max(chances) == pytest.approx(0.82)


def test_senseless_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="ridge"):
        LinearRewards(2, ridge=0)
    with pytest.raises(ValueError, match="do not fit"):
        LinearRewards(2).update(np.ones((3, 2)), np.ones(2))
    with pytest.raises(ValueError, match="epsilon"):
        Thompson(learnt(), epsilon=2)
