"""Ranking quality, one list at a time: take the mean over people.

A metric that is not defined for a list (nothing to find, nothing shown) is NaN, never 0, so that a
mean taken with `numpy.nanmean` leaves it out instead of being pulled down by it. `recommended` is in
falling order and holds no film twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

UNDEFINED = float("nan")


def precision(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """Share of the first k places that hold a relevant film; an empty place counts against it."""
    hits = _hits(recommended, relevant, k)
    return sum(hits) / k if relevant else UNDEFINED


def recall(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """Share of the relevant films found in the first k places."""
    hits = _hits(recommended, relevant, k)
    return sum(hits) / len(set(relevant)) if relevant else UNDEFINED


def reciprocal_rank(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """1 over the place of the first relevant film, 0 where none is in the first k places."""
    hits = _hits(recommended, relevant, k)
    if not relevant:
        return UNDEFINED
    return next((1 / place for place, hit in enumerate(hits, start=1) if hit), 0.0)


def average_precision(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """Precision at the place of each hit, over the hits that k places could hold; its mean is MAP@k."""
    hits = _hits(recommended, relevant, k)
    if not relevant:
        return UNDEFINED
    total, found = 0.0, 0
    for place, hit in enumerate(hits, start=1):
        if hit:
            found += 1
            total += found / place
    return total / min(len(set(relevant)), k)


def ndcg(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """Discounted gain over that of the best order (Järvelin and Kekäläinen, 2002), gains 0 and 1.

    A relevant film at place p gains 1 / log2(p + 1).
    """
    hits = _hits(recommended, relevant, k)
    if not relevant:
        return UNDEFINED
    discount = 1 / np.log2(np.arange(2, k + 2))
    best = discount[: min(len(set(relevant)), k)].sum()
    return float(discount[: len(hits)][np.array(hits, bool)].sum() / best)


def rmse(predicted: ArrayLike, actual: ArrayLike) -> float:
    """Root of the mean squared error. Raises ValueError for arrays of unlike shape."""
    errors = _errors(predicted, actual)
    return float(np.sqrt(np.mean(errors**2))) if errors.size else UNDEFINED


def mae(predicted: ArrayLike, actual: ArrayLike) -> float:
    """Mean absolute error. Raises ValueError for arrays of unlike shape."""
    errors = _errors(predicted, actual)
    return float(np.mean(np.abs(errors))) if errors.size else UNDEFINED


def catalogue_coverage(lists: Iterable[Iterable[int]], n_items: int) -> float:
    """Share of the catalogue's films that are in at least one of the lists."""
    return len({item for items in lists for item in items}) / n_items if n_items else UNDEFINED


def intra_list_diversity(vectors: NDArray[np.floating]) -> float:
    """Mean cosine distance over all pairs of a list's films (Ziegler et al., 2005), 0 to 2.

    One row of `vectors` a film; undefined for fewer than two, and for a row of zeros.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    n = len(vectors)
    if n < 2 or not lengths.all():
        return UNDEFINED
    unit = vectors / lengths
    # The sum over all ordered pairs, each film with itself included, is the squared length of the sum.
    similarity = (float(np.sum(unit.sum(axis=0) ** 2)) - n) / (n * (n - 1))
    return 1.0 - similarity


def novelty(recommended: Sequence[int], people_by_item: Mapping[int, int], n_people: int) -> float:
    """Mean surprise in bits, -log2 of the share of people who know a film (Zhou et al., 2010).

    A film nobody knows counts as if one person did: the surprise would be infinite.
    """
    if not len(recommended) or n_people <= 0:
        return UNDEFINED
    known = np.array([max(people_by_item.get(item, 0), 1) for item in recommended])
    return float(np.mean(np.log2(n_people / known)))


def _hits(recommended: Sequence[int], relevant: Collection[int], k: int) -> list[bool]:
    if k < 1:
        raise ValueError(f"k is {k}: a list has at least one place")
    wanted = set(relevant)
    return [item in wanted for item in recommended[:k]]


def _errors(predicted: ArrayLike, actual: ArrayLike) -> NDArray[np.float64]:
    first, second = np.asarray(predicted, np.float64), np.asarray(actual, np.float64)
    if first.shape != second.shape:
        raise ValueError(f"{first.shape} predictions for {second.shape} ratings: give one a rating")
    return first - second
