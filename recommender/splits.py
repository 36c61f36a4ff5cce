"""Split interactions into a part to learn from and a part to be tested on.

Interactions are rows of equally long arrays: who, and when (any number that grows with time). A
split names rows. Rows at the same moment count in the order given. The splits by person leave each
person at least one row to learn from, since nobody's taste can be tested without a history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Times = NDArray[np.float64] | NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Split:
    """Row numbers, rising; together they are all rows, and no row is in both."""

    train: Rows
    test: Rows


def leave_last_out(people: Rows, times: Times, n: int = 1) -> Split:
    """Test on each person's n latest rows: what will they do next?"""
    if n < 1:
        raise ValueError(f"n is {n}: leave out at least one")
    _check_lengths(people, times)
    held = np.zeros(len(people), bool)
    for rows in _by_person(people, np.lexsort((np.arange(len(people)), times))):
        held[rows[1:][-n:]] = True
    return _split(held)


def by_time(people: Rows, times: Times, share: float) -> Split:
    """Test on about the latest `share` of all rows, at one cut in time: what will the next weeks bring?

    Rows at the moment of the cut all go to the test part. People who only appear after the cut are
    tested without a history: the caller decides what that means.
    """
    _check_share(share)
    _check_lengths(people, times)
    if not len(times):
        return _split(np.zeros(0, bool))
    cut = np.sort(times)[min(round(len(times) * (1 - share)), len(times) - 1)]
    return _split(times >= cut)


def random_per_person(people: Rows, share: float, seed: int) -> Split:
    """Test on a random `share` of each person's rows, to the nearest whole row; same seed, same split."""
    _check_share(share)
    generator = np.random.default_rng(seed)
    held = np.zeros(len(people), bool)
    for rows in _by_person(people, np.arange(len(people))):
        n = min(round(len(rows) * share), len(rows) - 1)
        held[generator.choice(rows, n, replace=False)] = True
    return _split(held)


def _by_person(people: Rows, order: Rows) -> Iterator[Rows]:
    """Rows of each person, in the given order; people by rising id."""
    grouped = order[np.argsort(people[order], kind="stable")]
    borders = np.flatnonzero(np.diff(people[grouped])) + 1
    return iter(np.split(grouped, borders) if len(grouped) else [])


def _split(held: NDArray[np.bool_]) -> Split:
    return Split(np.flatnonzero(~held), np.flatnonzero(held))


def _check_lengths(people: Rows, times: Times) -> None:
    if people.shape != times.shape:
        raise ValueError(f"{people.shape} people but {times.shape} times: give one time a row")


def _check_share(share: float) -> None:
    if not 0 < share < 1:
        raise ValueError(f"share is {share}: give a number between 0 and 1")
