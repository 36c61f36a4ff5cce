"""From ratings and marks to the signed people x films matrix that models learn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix


def strength(stars: float) -> float:
    """How strongly a rating of 0.5 to 5 stars speaks for (+) or against (-) a film.

    4 stars, the middle of what people give films they enjoyed, counts 1; 3 counts a little; below
    2.5 is dislike: 5 -> 1.5, 4 -> 1, 3 -> 0.5, 2.5 -> 0.25, 2 -> -0.5, 1 -> -1.
    """
    return stars / 2 - 1.0 if stars >= 2.5 else (stars - 3.0) / 2


class IdMap:
    """The boundary between film or person ids and the rows and columns models see."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids: NDArray[np.int64] = np.unique(np.fromiter(ids, np.int64))

    def __len__(self) -> int:
        return len(self.ids)

    def columns(self, ids: Iterable[int]) -> NDArray[np.int64]:
        """Columns of those `ids` that are known, in the same order; unknown ones are left out."""
        wanted = np.fromiter(ids, np.int64)
        if len(self.ids) == 0:
            return np.zeros(0, np.int64)
        places = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        columns: NDArray[np.int64] = places[self.ids[places] == wanted].astype(np.int64)
        return columns

    def known(self, ids: Iterable[int]) -> list[int]:
        """Those of `ids` that have a column, in the same order."""
        return [int(self.ids[column]) for column in self.columns(ids)]


@dataclass(frozen=True, slots=True)
class Interactions:
    """A signed matrix with the ids of its rows (people) and columns (films)."""

    matrix: csr_matrix
    people: IdMap
    films: IdMap

    @classmethod
    def build(cls, triples: Iterable[tuple[int, int, float]], films: Iterable[int]) -> Interactions:
        """Make the matrix from (person, film, strength).

        Films outside `films` are left out, and so are people who have none but such.
        """
        film_map = IdMap(films)
        known = set(film_map.ids.tolist())
        rows = [row for row in triples if row[1] in known]
        person_map = IdMap(person for person, _, _ in rows)
        matrix = coo_matrix(
            (
                np.fromiter((value for _, _, value in rows), np.float32),
                (
                    person_map.columns(person for person, _, _ in rows),
                    film_map.columns(film for _, film, _ in rows),
                ),
            ),
            shape=(len(person_map), len(film_map)),
        )
        return cls(matrix.tocsr(), person_map, film_map)
