"""Split interactions into a part to learn from and a part to be tested on.

Interactions are rows of equally long arrays: who, and when (any number that grows with time). A
split names rows. Rows at the same moment count in the order given. Ours
by person leave each at least one row to learn from, since nobody's taste can be tested without a
history; published ones are as published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Times = NDArray[np.float64] | NDArray[np.int64]
FOLDS = ("u1", "u2", "u3", "u4", "u5")


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


def stratified_per_person(people: Rows, share: float, seed: int) -> Split:
    """Test on `share` of each person's rows, as `python_stratified_split` of Microsoft recommenders does.

    Each person's rows, in the order given, are shuffled by a generator seeded anew with `seed`, and the
    first round(n (1 - share)) are learnt from. Published tables on MovieLens 100K (75/25, seed 42) use
    it; a person with few rows may have none in one part.
    """
    _check_share(share)
    held = np.zeros(len(people), bool)
    for rows in _by_person(people, np.arange(len(people))):
        shuffled = rows[np.random.RandomState(seed).permutation(len(rows))]
        held[shuffled[round(len(rows) * (1 - share)) :]] = True
    return _split(held)


def published(people: Rows, films: Rows, test: NDArray[np.int64]) -> Split:
    """Test on exactly the (person, film) pairs a data set's authors chose; `test` has shape (n, 2).

    Raises ValueError where a pair is not among the rows, or is twice: then the files do not belong
    together.
    """
    if people.shape != films.shape:
        raise ValueError(f"{people.shape} people but {films.shape} films: give one film a row")
    wanted = set(map(tuple, test.tolist()))
    held = np.fromiter((pair in wanted for pair in zip(people.tolist(), films.tolist(), strict=True)), bool)
    if held.sum() != len(test):
        raise ValueError(f"{len(test)} published test rows, but {held.sum()} of them are among the ratings")
    return _split(held)


def published_folds(folder: Path, folds: Iterable[str] = FOLDS) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Name and test pairs, shape (n, 2), of each published fold of MovieLens 100K (`u1.test` to `u5.test`).

    Raises ValueError naming the file that is missing or cannot be read.
    """
    for name in folds:
        path = folder / f"{name}.test"
        try:
            pairs = np.loadtxt(path, dtype=np.int64, delimiter="\t", usecols=(0, 1), ndmin=2)
        except (OSError, ValueError) as error:
            raise ValueError(f"{path}: no readable published fold ({error})") from error
        yield name, pairs


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
