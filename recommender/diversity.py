"""Order a list so that it is good as a whole: films that please, and are not all alike.

A re-ranker takes candidates with their scores and vectors and gives an order. Each has one weight from
0 (by score alone) to 1 (as unlike each other as can be).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Order = NDArray[np.int64]

_SPENT = 1e-9
"""Below this part of its first value, what a film still adds to the set is rounding error."""
_SHARPEST = 3.0


class Reranker(Protocol):
    """Chooses k of n candidates, one after the other."""

    def order(self, scores: Array, vectors: Array, k: int) -> Order:
        """Places of the chosen in `scores` (n,) and `vectors` (n, dimensions), best first; min(k, n) of them.

        Raises ValueError where scores and vectors are not equally many.
        """
        ...


class MMR:
    """Maximal marginal relevance (Carbonell and Goldstein, 1998).

    Each place goes to the film with the highest (1 - weight) * score - weight * its greatest cosine with
    a film already chosen; scores are scaled to 0..1 first.
    """

    def __init__(self, weight: float) -> None:
        self.weight = _checked(weight)

    def order(self, scores: Array, vectors: Array, k: int) -> Order:
        """See Reranker."""
        relevance, unit = _scaled(scores), _unit(scores, vectors)
        nearest = np.zeros(len(scores))
        free = np.ones(len(scores), bool)
        chosen: list[int] = []
        while len(chosen) < min(k, len(scores)):
            gain = np.where(free, (1 - self.weight) * relevance - self.weight * nearest, -np.inf)
            best = int(np.argmax(gain))
            chosen.append(best)
            free[best] = False
            similarity = unit @ unit[best]
            nearest = similarity if len(chosen) == 1 else np.maximum(nearest, similarity)
        return np.array(chosen, np.int64)


class DPP:
    """The most likely set under a determinantal point process, greedily, in O(n k^2).

    Chen, Zhang and Zhou, "Fast Greedy MAP Inference for Determinantal Point Process to Improve
    Recommendation Diversity" (NeurIPS 2018), algorithm 1. The kernel is L = diag(q) S diag(q): S are
    cosines, brought to 0..1, and q = exp(a * score / 2) with scores scaled to 0..1 and
    a = 3 (1 - weight) / weight, so that weight 1 forgets scores and weight 0 forgets likeness.
    """

    def __init__(self, weight: float) -> None:
        self.weight = _checked(weight)

    def order(self, scores: Array, vectors: Array, k: int) -> Order:
        """See Reranker. When nothing more adds to the set, the rest follow by score."""
        relevance, unit = _scaled(scores), _unit(scores, vectors)
        n = len(scores)
        by_score = np.argsort(-relevance, kind="stable").astype(np.int64)
        if self.weight == 0 or n == 0:
            return by_score[:k]
        # In logarithms: quality only shifts each film's gain, and its powers would overflow.
        quality = _SHARPEST * (1 - self.weight) / self.weight * relevance
        similarity = (1 + unit @ unit.T) / 2
        left = np.diag(similarity).astype(np.float64).copy()
        limit = _SPENT * left
        rows = np.zeros((min(k, n), n))
        chosen: list[int] = []
        free = np.ones(n, bool)
        while len(chosen) < min(k, n):
            adds = free & (left > limit)
            if not adds.any():
                break
            gain = np.full(n, -np.inf)
            gain[adds] = quality[adds] + np.log(left[adds])
            best = int(np.argmax(gain))
            step = len(chosen)
            rows[step] = (similarity[best] - rows[:step, best] @ rows[:step]) / np.sqrt(left[best])
            left = left - rows[step] ** 2
            free[best] = False
            chosen.append(best)
        rest = by_score[free[by_score]][: min(k, n) - len(chosen)]
        return np.concatenate([np.array(chosen, np.int64), rest])


def calibrate_popularity(scores: Array, percentiles: Array, target: float, weight: float) -> Array:
    """Scores with a penalty for films far from the popularity a person likes; shape as `scores`.

    `percentiles` (0 to 1) say how well known each film is and `target` how well known the person's
    films are on average: who likes the obscure gets the obscure, who likes blockbusters gets those
    (calibrated popularity: Abdollahpouri et al., "User-centered Evaluation of Popularity Bias in
    Recommender Systems", 2021). `weight` 1 takes as much off a film at the other end of popularity as lies
    between the best and the worst score.
    """
    spread = float(np.ptp(scores)) if len(scores) else 0.0
    return np.asarray(scores - _checked(weight) * spread * np.abs(percentiles - target))


def _checked(weight: float) -> float:
    if not 0 <= weight <= 1:
        raise ValueError(f"weight is {weight}: give a number from 0 to 1")
    return weight


def _scaled(scores: Array) -> NDArray[np.float64]:
    """Scores from 0 to 1; all 0 where they are equal."""
    spread = float(np.ptp(scores)) if len(scores) else 0.0
    values = np.asarray(scores, np.float64)
    return (values - values.min()) / spread if spread > 0 else np.zeros(len(values))


def _unit(scores: Array, vectors: Array) -> NDArray[np.float64]:
    """Vectors of length 1; a row of zeros is like nothing."""
    if len(scores) != len(vectors):
        raise ValueError(f"{len(scores)} scores but {len(vectors)} vectors: give one vector a film")
    values = np.asarray(vectors, np.float64)
    return np.asarray(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-12))
