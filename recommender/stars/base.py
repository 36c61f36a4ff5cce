"""The protocol of models that foretell stars, and the ratings they learn from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.base import Ids, check_columns

Stars = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratings:
    """Equally long arrays of person rows, film columns and stars, of `n_people` x `n_items` in all.

    Raises ValueError where there are none, where lengths differ, or where an id or a number is not one.
    """

    people: Ids
    items: Ids
    stars: Stars
    n_people: int
    n_items: int

    def __post_init__(self) -> None:
        if not len(self.stars):
            raise ValueError("there are no ratings: nothing to learn from")
        if not self.people.shape == self.items.shape == self.stars.shape or self.stars.ndim != 1:
            raise ValueError(
                f"{self.people.shape} people, {self.items.shape} films, {self.stars.shape} stars: give one each a rating"
            )
        if not np.isfinite(self.stars).all():
            raise ValueError("a rating is not a finite number")
        check_pairs(self.people, self.items, self.n_people, self.n_items)

    @property
    def scale(self) -> tuple[float, float]:
        """The fewest and the most stars given."""
        return float(self.stars.min()), float(self.stars.max())

    def matrix(self) -> csr_matrix:
        """Stars as a people x films matrix, with every rating an entry."""
        return csr_matrix((self.stars, (self.people, self.items)), shape=(self.n_people, self.n_items))

    def only(self, rows: Ids) -> Ratings:
        """Some of the ratings, of the same people and films."""
        return Ratings(self.people[rows], self.items[rows], self.stars[rows], self.n_people, self.n_items)


@runtime_checkable
class RatingPredictor(Protocol):
    """Learns from ratings and foretells the stars of pairs, within the scale it has seen.

    A person or film without ratings in the fit is answered from what is known of the other, at worst
    by the mean of all stars.
    """

    def fit(self, ratings: Ratings, *, seed: int = 42) -> Self:
        """Learn; the same seed gives the same model."""
        ...

    def predict(self, people: Ids, items: Ids) -> Stars:
        """Stars of each pair, one number a pair. Raises ValueError for ids outside the fit's sizes."""
        ...

    def save(self, folder: Path) -> None:
        """Write arrays and parameters to `folder`; nothing is pickled."""
        ...

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote; raises ValueError naming the file where it is missing or does not fit."""
        ...


def check_pairs(people: Ids, items: Ids, n_people: int, n_items: int) -> None:
    """Raise ValueError where pairs are not of the people and films of the fit."""
    if people.shape != items.shape:
        raise ValueError(f"{people.shape} people but {items.shape} films: give one film a person")
    if len(people) and (int(people.min()) < 0 or int(people.max()) >= n_people):
        raise ValueError(f"people {people.min()} to {people.max()} do not fit a model of {n_people} people")
    check_columns(items, n_items)
