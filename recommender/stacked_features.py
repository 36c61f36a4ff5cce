"""What the stacked ranker reads of a person and a film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.base import Ids, Scores


@dataclass(frozen=True, slots=True)
class Candidates:
    """Films to rank anew: one entry of `rows`, `films` and `features` a person and film."""

    rows: Ids
    films: Ids
    features: Scores
    first: Scores
    """The weighted sum of the models for every film; shape (people, films), -inf in the history."""

    def only(self, keep: NDArray[np.bool_]) -> Candidates:
        """Those entries that are to be kept."""
        return Candidates(self.rows[keep], self.films[keep], self.features[keep], self.first)


def film_table(matrix: csr_matrix, extra: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """A row a film: log of people who have it, their mean strength, then `extra`."""
    people = np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.float64)
    total = np.asarray(matrix.sum(axis=0), np.float64).ravel()
    columns: list[NDArray[Any]] = [np.log1p(people), total / np.maximum(people, 1.0)]
    table = np.column_stack(columns if extra is None else [*columns, extra])
    return table.astype(np.float32)


def candidates_of(
    scores: Sequence[Scores], first: Scores, best: Ids, histories: csr_matrix, films: NDArray[np.float32]
) -> Candidates:
    """Features of the films in `best` (-1: none): what each model thinks, the film, the person, and both.

    For each model its scaled score and how far that is below its best one for this person; of the film
    its row of `films`; of the person log history length and the history's means of `films`; and the
    film's distance from those means.
    """
    rows, places = np.nonzero(best >= 0)
    columns = best[rows, places]
    parts: list[NDArray[Any]] = [first[rows, columns][:, None], places[:, None]]
    for score in scores:
        value = score[rows, columns]
        top = np.max(np.where(best >= 0, np.take_along_axis(score, np.maximum(best, 0), 1), -np.inf), axis=1)
        parts += [value[:, None], (top[rows] - value)[:, None]]
    counts = np.diff(histories.indptr).astype(np.float32)
    present = csr_matrix((np.ones_like(histories.data), histories.indices, histories.indptr), histories.shape)
    taste = (present @ films) / np.maximum(counts, 1.0)[:, None]
    parts += [
        films[columns],
        np.log1p(counts)[rows][:, None],
        taste[rows][:, :2],
        films[columns] - taste[rows],
    ]
    return Candidates(rows, columns, np.hstack(parts).astype(np.float32), first)
