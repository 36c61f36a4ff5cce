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
from retrieval.vectors.approximate import ApproximateIndex, blocks, half_precision_rows
from retrieval.vectors.slots import selector

_ROWS_FILE: Final = "rows.faiss"
_LISTS_FILE: Final = "lists.faiss"
LEARNT_FROM: Final = 20_000
"""From so many vectors on there are lists."""
_SAMPLE: Final = 64  # vectors a list that k-means learns from; more changed no recall that could be measured
_ROUNDS: Final = 10  # of k-means
_OUTGROWN: Final = 3  # times as many lists as there are: they are learnt anew
_CODE: Final = 0.25  # comparing a code costs this part of comparing a row
_ROW: Final = 5.0  # fetching a row to compare it costs so many times comparing one in passing
_SPARE: Final = 100  # candidates above twice as many as are wanted
_WIDER: Final = 1000  # results for which one more `effort` is looked at: far ones are in other lists


class IVFIndex(ApproximateIndex):
    """Inverted lists of product-quantized residuals (Jégou, Douze and Schmid, 2011), ranked again by rows.

    The lists are searched for more than twice as many candidates as are wanted, and these are compared
    by their rows. The codes (a byte for four values) are held in memory, the rows stay in their file.
    With fewer than `LEARNT_FROM` vectors there are no lists, and all are compared one by one.
    `effort` is the number of lists a query for a few results looks at.
    """

    KIND: ClassVar = "ivf"

    def __init__(self, dimension: int, *, effort: int = 320) -> None:
        super().__init__(dimension)
        self.effort = effort
        self._table = half_precision_rows(dimension)
        self._lists: faiss.IndexIVFPQ | None = None

    @property
    def list_count(self) -> int:
        """How many lists there are; none before there is enough to learn them from."""
        return 0 if self._lists is None else int(self._lists.nlist)

    @property
    def _rows(self) -> faiss.IndexScalarQuantizer:
        return self._table

    def _looked_at(self, lists: faiss.IndexIVFPQ, k: int, share: float) -> int:
        """How many lists are looked at: the fewer are allowed, the more lists they are sought in."""
        return min(int(self.effort * (1 + k / _WIDER) / share), int(lists.nlist))

    def _cost(self, k: int, share: float) -> float:
        if self._lists is None:
            return float("inf")
        part = self._looked_at(self._lists, k, share) / int(self._lists.nlist)
        return _CODE * part * self._slots.total + _ROW * _candidates(k)

    def _nearest(
        self, row: Vectors, k: int, mask: NDArray[np.bool_] | None, share: float
    ) -> tuple[Ids, Vectors]:
        assert self._lists is not None  # without lists no search costs more than comparing every row
        parameters = faiss.SearchParametersIVF(
            nprobe=self._looked_at(self._lists, k, share), sel=None if mask is None else selector(mask)
        )
        _, slots = self._lists.search(row, _candidates(k), params=parameters)
        found = slots[0][slots[0] >= 0]
        products = np.einsum("ij,j->i", self._table.reconstruct_batch(found), row[0])
        best = np.argsort(-products, kind="stable")[:k]
        return found[best], products[best]

    def _append(self, vectors: Vectors) -> None:
        self._table.add(vectors)
        total = int(self._table.ntotal)
        if self._lists is not None and _lists_for(total) <= _OUTGROWN * int(self._lists.nlist):
            self._lists.add(vectors)
        elif total >= LEARNT_FROM:
            everything = np.arange(total, dtype=np.int64)
            self._lists = self._learnt(everything)
            for block in blocks(self._table, everything):
                self._lists.add(block)

    def _learnt(self, slots: Ids) -> faiss.IndexIVFPQ:
        """Empty lists, with centres and codes learnt from a sample of `slots`."""
        count = _lists_for(len(slots))
        lists = faiss.index_factory(
            self.dimension, f"IVF{count},PQ{_parts(self.dimension)}x8", faiss.METRIC_INNER_PRODUCT
        )
        lists.cp.niter = lists.pq.cp.niter = _ROUNDS
        lists.cp.max_points_per_centroid = lists.pq.cp.max_points_per_centroid = _SAMPLE
        lists.cp.min_points_per_centroid = LEARNT_FROM // _lists_for(LEARNT_FROM)  # with fewer FAISS warns
        lists.do_polysemous_training = False  # for searching by Hamming distance, which is not done here
        size = min(_SAMPLE * count, len(slots))
        sample = np.random.default_rng(0).choice(slots, size, replace=False)
        lists.train(self._table.reconstruct_batch(np.sort(sample)))
        return lists

    def _rebuild(self, vectors: Iterator[Vectors]) -> None:
        living = self._slots.living
        lists = self._learnt(living) if len(living) >= LEARNT_FROM else None
        table = half_precision_rows(self.dimension)
        for block in vectors:
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


def _candidates(k: int) -> int:
    return 2 * k + _SPARE


def _lists_for(count: int) -> int:
    """How many lists suit `count` vectors: as many as make both choosing lists and reading them short."""
    return int(4 * np.sqrt(count))


def _parts(dimension: int) -> int:
    """Into how many pieces of at least four values a vector is cut, all alike."""
    return next(parts for parts in range(max(dimension // 4, 1), 0, -1) if dimension % parts == 0)
