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


def hit_rate(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """1 where at least one relevant film is in the first k places, else 0."""
    hits = _hits(recommended, relevant, k)
    return float(any(hits)) if relevant else UNDEFINED


def average_precision(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """Precision at the place of each hit, over the hits that k places could hold; its mean is MAP@k.

    Who has more relevant films than places can reach 1 (as in Kaggle's MAP@k and `implicit`).
    """
    total = _precision_at_hits(recommended, relevant, k)
    return total / min(len(set(relevant)), k) if relevant else UNDEFINED


def average_precision_over_relevant(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    """The same sum over all relevant films, found or not (TREC; `ranx`; Microsoft recommenders).

    Who has more relevant films than places cannot reach 1, so the two variants differ most for
    people who rated much: tables that quote one must not be read beside the other.
    """
    total = _precision_at_hits(recommended, relevant, k)
    return total / len(set(relevant)) if relevant else UNDEFINED


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


def serendipity(
    recommended: Sequence[int], relevant: Collection[int], expected: Collection[int], k: int
) -> float:
    """Share of the first k places that hold a relevant film no simple method would have shown.

    `expected` are the films of the simple lists (popularity, content), as in Ge, Delgado-Battenfeld and
    Jannach (2010), "Beyond Accuracy".
    """
    hits = _hits(recommended, relevant, k)
    if not relevant:
        return UNDEFINED
    obvious = set(expected)
    return sum(hit and item not in obvious for item, hit in zip(recommended, hits, strict=False)) / k


def gini(lists: Iterable[Iterable[int]], n_items: int) -> float:
    """How unequally places fall to the catalogue's films: 0 for all alike, near 1 for always the same few.

    The Gini index over how often each of `n_items` films is shown, films never shown included.
    Undefined where nothing is shown.
    """
    counts = np.zeros(n_items, np.int64)
    for items in lists:
        np.add.at(counts, np.fromiter(items, np.int64), 1)
    if not counts.sum():
        return UNDEFINED
    counts.sort()
    ranks = np.arange(1, n_items + 1)
    return float((2 * ranks - n_items - 1) @ counts / (n_items * counts.sum()))


def popularity_percentiles(people_by_item: NDArray[np.integer]) -> NDArray[np.float64]:
    """Of each film, the share of films known by fewer people, ties counted half; shape as given, 0 to 1."""
    ordered = np.sort(people_by_item)
    below = np.searchsorted(ordered, people_by_item, "left")
    up_to = np.searchsorted(ordered, people_by_item, "right")
    percentiles: NDArray[np.float64] = (below + up_to) / (2 * max(len(ordered), 1))
    return percentiles


def average_popularity(recommended: Sequence[int], percentiles: NDArray[np.floating]) -> float:
    """Mean popularity percentile of a list's films; one half is no bias towards the popular."""
    return float(np.mean(percentiles[np.asarray(recommended)])) if len(recommended) else UNDEFINED


def _precision_at_hits(recommended: Sequence[int], relevant: Collection[int], k: int) -> float:
    total, found = 0.0, 0
    for place, hit in enumerate(_hits(recommended, relevant, k), start=1):
        if hit:
            found += 1
            total += found / place
    return total


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
