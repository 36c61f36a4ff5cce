"""The films with the largest inner products, out of very many, without scoring all of them in full."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from recommender.base import Ids, Scores

MARGIN = 100
"""Films fetched beyond those asked for, so that rounding to half precision loses none."""


class FactorIndex:
    """Half-precision copies of film factors: half the memory to read is half the time.

    What the scan finds is scored again from the full factors, so scores are exact.
    """

    def __init__(self, items: NDArray[np.float32]) -> None:
        """`items` has one row a film."""
        self._items = items
        width = items.shape[1]
        self._index: Any = faiss.IndexScalarQuantizer(
            width, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        full = np.ascontiguousarray(items, np.float32)
        self._index.train(full)
        self._index.add(full)

    def search(self, person: Scores, k: int, exclude: Ids) -> tuple[Ids, Scores]:
        """The k films outside `exclude` with the largest inner product with `person`, best first."""
        wanted = min(k + len(exclude) + MARGIN, len(self._items))
        _, found = self._index.search(np.ascontiguousarray(person[None, :], np.float32), wanted)
        films = np.sort(np.setdiff1d(found[0], exclude))
        scores = self._items[films] @ person
        order = np.argsort(-scores, kind="stable")[: max(k, 0)]
        return films[order].astype(np.int64), scores[order].astype(np.float32)
