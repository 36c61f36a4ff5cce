"""Which film to ask a newcomer about next, so that the answer tells most.

Rashid et al. (2002), "Getting to Know You": what many have seen and disagree about tells most
(popularity times entropy). Golbandi, Koren and Lempel (2011), "Adaptive Bootstrapping of Recommender
Systems Using Decision Trees": the next question should depend on the answers so far. Here every known
person is weighed by how well they agree with the answers, and popularity and entropy are theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

Array = NDArray[np.float32]

LIKED, FAIR = 4.0, 3.0
"""Stars from which an answer counts as liking, and as neither."""
_AGREEMENT = np.array(
    [
        [1.0, 0.4, 0.5, 0.6],  # not seen
        [0.4, 1.0, 0.5, 0.2],  # disliked
        [0.5, 0.5, 1.0, 0.5],  # fair
        [0.5, 0.2, 0.5, 1.0],  # liked
    ]
)
"""How well an answer (row) agrees with what a known person thinks of the film (column)."""
_DOUBT = 2.0
"""People's worth of opinions added to each film, so that a handful of ratings proves nothing."""


class InterviewConfig(BaseModel):
    """How questions are weighed; found on people who are not among those measured."""

    popularity: float = Field(2.0, ge=0, description="Power of the share of people who have seen the film")
    distance: float = Field(0.0, ge=0, description="Power of the distance from films already asked about")
    adaptivity: float = Field(2.0, ge=0, description="Power of the agreement; 0 asks everybody the same")


class Interview:
    """Chooses among films from what known people think of them."""

    def __init__(
        self, stars: Array, fame: Array, likeness: Array, config: InterviewConfig | None = None
    ) -> None:
        """`stars` (people x films, 0 not seen), `fame` (films, 0 to 1), `likeness` (films x films, cosines).

        `fame` stands in for people where there are few. Raises ValueError where shapes do not fit.
        """
        n = len(fame)
        if stars.ndim != 2 or stars.shape[1] != n or likeness.shape != (n, n):
            raise ValueError(
                f"stars {stars.shape}, fame {fame.shape} and likeness {likeness.shape} are not of the same films"
            )
        self.config = config or InterviewConfig()
        self._opinions = _opinions(stars)
        self._fame = fame.astype(np.float64)
        self._distance = np.clip(1.0 - likeness, 0.0, 1.0)

    def values(self, answers: Mapping[int, float | None]) -> NDArray[np.float64]:
        """How much an answer on each film is expected to tell, given `answers` (film to stars or None)."""
        weights = self._weights(answers)
        counts = np.stack([weights @ (self._opinions == opinion) for opinion in (1, 2, 3)])
        seen = (counts.sum(axis=0) + _DOUBT * self._fame) / (weights.sum() + _DOUBT)
        shares = (counts + _DOUBT / 3) / (counts.sum(axis=0) + _DOUBT)
        entropy = -(shares * np.log(shares)).sum(axis=0)
        values = seen**self.config.popularity * entropy
        if answers:
            values = values * self._distance[list(answers)].min(axis=0) ** self.config.distance
        return np.asarray(values)

    def choose(self, answers: Mapping[int, float | None], allowed: NDArray[np.bool_]) -> int | None:
        """The film among `allowed` that tells most and was not asked about; None where there is none."""
        values = np.where(allowed, self.values(answers), -np.inf)
        values[list(answers)] = -np.inf
        best = int(np.argmax(values)) if len(values) else -1
        return best if best >= 0 and np.isfinite(values[best]) else None

    def _weights(self, answers: Mapping[int, float | None]) -> NDArray[np.float64]:
        weights = np.ones(len(self._opinions))
        if not len(weights):
            return weights
        for film, given in answers.items():
            opinion = _opinion(given)
            weights *= _AGREEMENT[opinion][self._opinions[:, film]] ** self.config.adaptivity
        # However odd the answers, the same number of people is asked: only who they are changes.
        return np.asarray(weights * (len(weights) / weights.sum()))


def _opinions(stars: Array) -> NDArray[np.int8]:
    """0 not seen, 1 disliked, 2 fair, 3 liked."""
    return ((stars > 0).astype(np.int8) + (stars >= FAIR) + (stars >= LIKED)).astype(np.int8)


def _opinion(stars: float | None) -> int:
    return 0 if stars is None else 1 + (stars >= FAIR) + (stars >= LIKED)
