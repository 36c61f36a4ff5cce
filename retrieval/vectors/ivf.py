"""Lists of alike vectors in a few bytes each: little memory and a quick build, for many millions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.index import Ids, Vectors
from retrieval.vectors import faiss_files
from retrieval.vectors.approximate import ApproximateIndex, half_precision_rows
from retrieval.vectors.slots import selector

_ROWS_FILE: Final = "rows.faiss"
_LISTS_FILE: Final = "lists.faiss"
LEARNT_FROM: Final = 20_000
"""From so many vectors on there are lists."""
_SAMPLE: Final = 64  # vectors a list that k-means learns from; more changed no recall that could be measured
_ROUNDS: Final = 10  # of k-means
_CODE: Final = 0.25  # comparing a code costs this part of comparing a row


class IVFIndex(ApproximateIndex):
    """Inverted lists of product-quantized residuals (Jégou, Douze and Schmid, 2011), ranked again by rows.

    The lists are searched for `refine` times as many candidates as are wanted, and these are compared by
    their rows. The codes (a byte for four values) are held in memory, the rows stay in their file.
    With fewer than `LEARNT_FROM` vectors there are no lists, and all are compared one by one.
    `effort` is the number of lists a query looks at.
    """

    KIND: ClassVar = "ivf"

    def __init__(self, dimension: int, *, effort: int = 128, refine: int = 10) -> None:
        super().__init__(dimension)
        self.effort, self._refine = effort, refine
        self._table = half_precision_rows(dimension)
        self._lists: faiss.IndexIVFPQ | None = None

    @property
    def _rows(self) -> faiss.IndexScalarQuantizer:
        return self._table

    def _looked_at(self, lists: faiss.IndexIVFPQ, share: float) -> int:
        """How many lists are looked at: the fewer are allowed, the more lists they are sought in."""
        return min(int(self.effort / share), int(lists.nlist))

    def _cost(self, k: int, share: float) -> float:
        if self._lists is None:
            return float("inf")
        part = self._looked_at(self._lists, share) / int(self._lists.nlist)
        return _CODE * part * self._slots.total + self._refine * k

    def _nearest(
        self, row: Vectors, k: int, mask: NDArray[np.bool_] | None, share: float
    ) -> tuple[Ids, Vectors]:
        assert self._lists is not None  # without lists no search costs more than comparing every row
        parameters = faiss.SearchParametersIVF(
            nprobe=self._looked_at(self._lists, share), sel=None if mask is None else selector(mask)
        )
        _, slots = self._lists.search(row, self._refine * k, params=parameters)
        found = slots[0][slots[0] >= 0]
        products = np.einsum("ij,j->i", self._table.reconstruct_batch(found), row[0])
        best = np.argsort(-products, kind="stable")[:k]
        return found[best], products[best]

    def _append(self, vectors: Vectors) -> None:
        self._table.add(vectors)
        if self._lists is not None:
            self._lists.add(vectors)
        elif self._table.ntotal >= LEARNT_FROM:
            everything = np.arange(self._table.ntotal, dtype=np.int64)
            self._lists = self._learnt(everything)
            self._lists.add(self._table.reconstruct_batch(everything))

    def _learnt(self, slots: Ids) -> faiss.IndexIVFPQ:
        """Empty lists, with centres and codes learnt from a sample of `slots`."""
        count = max(int(4 * np.sqrt(len(slots))), 1)
        lists = faiss.index_factory(
            self.dimension, f"IVF{count},PQ{_parts(self.dimension)}x8", faiss.METRIC_INNER_PRODUCT
        )
        lists.cp.niter = lists.pq.cp.niter = _ROUNDS
        lists.cp.max_points_per_centroid = lists.pq.cp.max_points_per_centroid = _SAMPLE
        lists.do_polysemous_training = False  # for searching by Hamming distance, which is not done here
        size = min(_SAMPLE * max(count, 256), len(slots))
        sample = np.random.default_rng(0).choice(slots, size, replace=False)
        lists.train(self._table.reconstruct_batch(np.sort(sample)))
        return lists

    def _rebuild(self, blocks: Iterator[Vectors]) -> None:
        living = self._slots.living
        lists = self._learnt(living) if len(living) >= LEARNT_FROM else None
        table = half_precision_rows(self.dimension)
        for block in blocks:
            table.add(block)
            if lists is not None:
                lists.add(block)
        self._table, self._lists = table, lists

    def _write(self, folder: Path) -> None:
        faiss_files.write(self._table, folder / _ROWS_FILE)
        if self._lists is not None:
            faiss_files.write(self._lists, folder / _LISTS_FILE)

    def _read(self, folder: Path, count: int) -> None:
        table = faiss_files.read(folder / _ROWS_FILE, dimension=self.dimension, count=count)
        lists = None
        if count >= LEARNT_FROM:
            lists = faiss_files.read(
                folder / _LISTS_FILE, dimension=self.dimension, count=count, mapped=False
            )
        if not isinstance(table, faiss.IndexScalarQuantizer) or not isinstance(
            lists, faiss.IndexIVFPQ | None
        ):
            raise ValueError(f"{folder} holds another kind of index: build the index again")
        self._table, self._lists = table, lists

    def _copy(self) -> None:
        self._table = faiss_files.in_memory(self._table)


def _parts(dimension: int) -> int:
    """Into how many pieces of at least four values a vector is cut, all alike."""
    return next(parts for parts in range(max(dimension // 4, 1), 0, -1) if dimension % parts == 0)
