"""From scores to the best ids: shared by all algorithms."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from recommender.base import Ids, Scores, check_columns


def top_k(
    scores: Scores,
    k: int,
    *,
    candidates: Ids | None = None,
    exclude: Iterable[Ids | None] = (),
) -> tuple[Ids, Scores]:
    """The k highest scores in falling order, ties by id; fewer come back where fewer are allowed.

    Raises ValueError for an id that has no score.
    """
    left_out = [ids for ids in exclude if ids is not None]
    for ids in left_out if candidates is None else [candidates, *left_out]:
        check_columns(ids, len(scores))
    allowed = np.ones(len(scores), bool)
    if candidates is not None:
        allowed[:] = False
        allowed[candidates] = True
    for ids in left_out:
        allowed[ids] = False
    ids = np.flatnonzero(allowed)
    values = scores[ids]
    if 0 < k < len(ids):
        kth = -np.partition(-values, k - 1)[k - 1]
        keep = values >= kth  # all that tie with the k-th, so that ties fall by id
        ids, values = ids[keep], values[keep]
    order = np.lexsort((ids, -values))[: max(k, 0)]
    return ids[order].astype(np.int64), values[order].astype(np.float32)


def neighbours(vectors: NDArray[np.float32], item: int, k: int) -> tuple[Ids, Scores]:
    """The k rows nearest to row `item` by cosine, without itself; a zero row has none."""
    check_columns(np.array([item]), len(vectors))
    lengths = np.linalg.norm(vectors, axis=1)
    if lengths[item] == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    cosine = vectors @ vectors[item] / (np.maximum(lengths, 1e-12) * lengths[item])
    return top_k(cosine, k, candidates=np.flatnonzero(lengths > 0), exclude=(np.array([item]),))
