"""Lists for many people at once: scores by matrix product, then a partial sort of every row."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from recommender.base import Ids, Recommender, Scores

BLOCK = 1024
"""Rows scored at once: large enough for BLAS, small enough that scores of 100,000 films fit in memory."""


def recommend_all(
    model: Recommender, histories: csr_matrix, k: int, *, exclude: csr_matrix | None = None
) -> Ids:
    """The k best films of every row outside its history; shape (rows, min(k, films)).

    `exclude` (same shape) leaves out more. A place for which no film is left holds -1.
    """
    k = min(k, model.n_items)
    lists = np.full((histories.shape[0], k), -1, np.int64)
    for start in range(0, histories.shape[0], BLOCK):
        rows = histories[start : start + BLOCK]
        scores = model.batch_scores(rows)
        _leave_out(scores, rows)
        if exclude is not None:
            _leave_out(scores, exclude[start : start + BLOCK])
        lists[start : start + BLOCK] = best_columns(scores, k)
    return lists


def best_columns(scores: Scores, k: int) -> Ids:
    """The k columns with the highest score of every row, in falling order; -1 where a score is -inf."""
    if k < scores.shape[1]:
        columns = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    else:
        columns = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    columns = np.sort(columns, axis=1)  # equal scores then fall by column
    values = np.take_along_axis(scores, columns, axis=1)
    order = np.argsort(-values, axis=1, kind="stable")
    best = np.take_along_axis(columns, order, axis=1).astype(np.int64)
    best[np.isneginf(np.take_along_axis(values, order, axis=1))] = -1
    return best


def _leave_out(scores: Scores, rows: csr_matrix) -> None:
    people = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    scores[people, rows.indices] = -np.inf
