"""A graph of neighbours: the quickest search among millions, at the price of building the graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.index import Ids, Vectors
from retrieval.vectors import faiss_files
from retrieval.vectors.approximate import ApproximateIndex
from retrieval.vectors.slots import selector

_FILE: Final = "graph.faiss"
_VISIT: Final = 10.0  # a step in the graph costs as much as comparing so many rows one after the other


class HNSWIndex(ApproximateIndex):
    """Hierarchical navigable small world graph (Malkov and Yashunin, 2018) over vectors in half precision.

    `links` is the number of neighbours a vector keeps (twice as many on the lowest level), `breadth` how
    many candidates are held while a place is sought for a new one, and `effort` how many while searching.
    """

    KIND: ClassVar = "hnsw"

    def __init__(self, dimension: int, *, links: int = 32, breadth: int = 100, effort: int = 400) -> None:
        super().__init__(dimension)
        self.effort, self._links, self._breadth = effort, links, breadth
        self._graph = self._empty()

    def _empty(self) -> faiss.IndexHNSWSQ:
        graph = faiss.IndexHNSWSQ(
            self.dimension, faiss.ScalarQuantizer.QT_fp16, self._links, faiss.METRIC_INNER_PRODUCT
        )
        graph.hnsw.efConstruction = self._breadth
        return graph

    @property
    def _rows(self) -> faiss.IndexScalarQuantizer:
        return faiss.downcast_index(self._graph.storage)

    def _held(self, k: int, share: float) -> int:
        """How many candidates are held: what is not allowed takes places too."""
        return int(max(self.effort, 2 * k) / share)

    def _cost(self, k: int, share: float) -> float:
        return _VISIT * self._held(k, share)

    def _nearest(
        self, row: Vectors, k: int, mask: NDArray[np.bool_] | None, share: float
    ) -> tuple[Ids, Vectors]:
        parameters = faiss.SearchParametersHNSW(
            efSearch=self._held(k, share), sel=None if mask is None else selector(mask)
        )
        products, slots = self._graph.search(row, k, params=parameters)
        real = slots[0] >= 0
        return slots[0][real], products[0][real]

    def _append(self, vectors: Vectors) -> None:
        self._graph.add(vectors)

    def _rebuild(self, vectors: Iterator[Vectors]) -> None:
        graph = self._empty()
        for block in vectors:
            graph.add(block)
        self._graph = graph

    def _write(self, folder: Path) -> None:
        faiss_files.write(self._graph, folder / _FILE)

    def _read(self, folder: Path, count: int) -> None:
        graph = faiss_files.read(folder / _FILE, dimension=self.dimension, count=count)
        if not isinstance(graph, faiss.IndexHNSWSQ):
            raise ValueError(f"{folder / _FILE} holds another kind of index: build the index again")
        self._graph = graph

    def _copy(self) -> None:
        self._graph = faiss_files.in_memory(self._graph)
