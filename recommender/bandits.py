"""Contextual bandits: learn what people take up by trying, and know the chance of every try.

A bandit sees candidates as rows of features and gives each a probability; the caller draws from those.
So the propensity of what was shown is exact, whatever the algorithm, and every candidate keeps a small
chance: without it, logs could not tell how another policy would have done.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

DRAWS = 200
"""Samples of the posterior from which Thompson sampling's probabilities are counted."""


class Policy(Protocol):
    """Turns candidates into probabilities."""

    def probabilities(self, features: Array, generator: np.random.Generator) -> Array:
        """The chance of each row of `features` (n, d); shape (n,), adding up to 1."""
        ...


class LinearRewards:
    """Ridge regression of rewards on features: the belief that both algorithms share.

    The posterior of the weights is normal with mean A^-1 b and covariance A^-1, where A = ridge I + X'X
    and b = X'r (Li, Chu, Langford and Schapire, "A Contextual-Bandit Approach to Personalized News
    Article Recommendation", WWW 2010, equation 2).
    """

    def __init__(self, dimensions: int, ridge: float = 1.0) -> None:
        if ridge <= 0:
            raise ValueError(f"ridge is {ridge}: give a positive number")
        self._precision: Array = ridge * np.eye(dimensions)
        self._target: Array = np.zeros(dimensions)

    def update(self, features: Array, rewards: Array) -> None:
        """Learn what showing the films of `features` (n, d) brought (n,). Raises ValueError."""
        if features.ndim != 2 or features.shape != (len(rewards), len(self._target)):
            raise ValueError(
                f"features {features.shape} do not fit {len(rewards)} rewards of {len(self._target)} dimensions"
            )
        self._precision += features.T @ features
        self._target += features.T @ rewards

    def predict(self, features: Array) -> Array:
        """Expected rewards; shape (n,)."""
        return np.asarray(features @ np.linalg.solve(self._precision, self._target))

    def doubt(self, features: Array) -> Array:
        """Standard deviation of each expectation, sqrt(x' A^-1 x); shape (n,)."""
        solved = np.linalg.solve(self._precision, features.T)
        return np.asarray(np.sqrt(np.maximum(np.einsum("nd,dn->n", features, solved), 0.0)))

    def sample(self, features: Array, n: int, scale: float, generator: np.random.Generator) -> Array:
        """Rewards under n weights drawn from the posterior widened by `scale`; shape (n, films)."""
        lower = np.linalg.cholesky(np.linalg.inv(self._precision))
        mean = np.linalg.solve(self._precision, self._target)
        weights = mean + scale * generator.standard_normal((n, len(mean))) @ lower.T
        return np.asarray(weights @ features.T)


class LinUCB:
    """The film with the highest upper confidence bound (Li et al., 2010), others with `epsilon` together."""

    def __init__(self, rewards: LinearRewards, *, alpha: float = 0.5, epsilon: float = 0.02) -> None:
        """`alpha` is how many standard deviations of hope are added."""
        self._rewards, self._alpha, self._epsilon = rewards, alpha, _share(epsilon)

    def probabilities(self, features: Array, generator: np.random.Generator) -> Array:  # noqa: ARG002
        """See Policy."""
        bound = self._rewards.predict(features) + self._alpha * self._rewards.doubt(features)
        return _mixed(_one(int(np.argmax(bound)), len(features)), self._epsilon)


class Thompson:
    """Each film as often as it is the best under a draw from the posterior.

    Agrawal and Goyal, "Thompson Sampling for Contextual Bandits with Linear Payoffs" (ICML 2013).
    """

    def __init__(self, rewards: LinearRewards, *, scale: float = 0.2, epsilon: float = 0.02) -> None:
        """`scale` widens the posterior: the standard deviation of the noise in a reward."""
        self._rewards, self._scale, self._epsilon = rewards, scale, _share(epsilon)

    def probabilities(self, features: Array, generator: np.random.Generator) -> Array:
        """See Policy."""
        drawn = self._rewards.sample(features, DRAWS, self._scale, generator)
        wins = np.bincount(drawn.argmax(axis=1), minlength=len(features))
        return _mixed(wins / DRAWS, self._epsilon)


class Greedy:
    """The film with the highest expected reward, always: what exploring is compared with."""

    def __init__(self, rewards: LinearRewards) -> None:
        self._rewards = rewards

    def probabilities(self, features: Array, generator: np.random.Generator) -> Array:  # noqa: ARG002
        """See Policy."""
        return _one(int(np.argmax(self._rewards.predict(features))), len(features))


class Uniform:
    """Every film alike."""

    def probabilities(self, features: Array, generator: np.random.Generator) -> Array:  # noqa: ARG002
        """See Policy."""
        return np.full(len(features), 1.0 / len(features))


class First:
    """The first candidate: what the ranking alone would show."""

    def probabilities(self, features: Array, generator: np.random.Generator) -> Array:  # noqa: ARG002
        """See Policy."""
        return _one(0, len(features))


def _one(place: int, n: int) -> Array:
    values = np.zeros(n)
    values[place] = 1.0
    return values


def _mixed(probabilities: Array, epsilon: float) -> Array:
    return np.asarray((1 - epsilon) * probabilities + epsilon / len(probabilities))


def _share(epsilon: float) -> float:
    if not 0 <= epsilon <= 1:
        raise ValueError(f"epsilon is {epsilon}: give a share from 0 to 1")
    return epsilon
