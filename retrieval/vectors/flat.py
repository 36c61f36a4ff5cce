"""Exact search: compares every vector. For thousands."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final, Self

import faiss
import numpy as np

from retrieval.index import Ids, Vectors, checked
from retrieval.vectors import faiss_files
from retrieval.vectors.descriptor import Descriptor

_FILE: Final = "vectors.faiss"


class FlatIndex:
    """Exact search with FAISS in single precision: the yardstick of every other index."""

    KIND: ClassVar = "flat"

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._mapped = False

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors under new ids; raises ValueError."""
        ids, vectors = checked(ids, vectors, self.dimension)
        if np.isin(ids, faiss.vector_to_array(self._index.id_map)).any():
            raise ValueError("An id is held already: remove it first")
        if len(ids):
            self._own()
            self._index.add_with_ids(vectors, ids)

    def remove(self, ids: Ids) -> int:
        """Remove vectors by id; returns how many went."""
        self._own()
        return int(self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids, dtype=np.int64))))

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest of the allowed ids, best first."""
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        row = np.ascontiguousarray(query, dtype=np.float32).reshape(1, self.dimension)
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.ascontiguousarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)
        with faiss_files.one_thread():
            products, found = self._index.search(row, k, params=parameters)
        real = found[0] >= 0  # FAISS pads with -1 where `allowed` names ids that are not held
        return found[0][real], products[0][real]

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of `ids`; raises KeyError."""
        if not len(ids):
            return np.empty((0, self.dimension), dtype=np.float32)
        try:
            with faiss_files.one_thread():
                found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(ids, dtype=np.int64))
        except RuntimeError as error:
            raise KeyError(f"No vector under one of the {len(ids)} ids asked for") from error
        return found

    def save(self, folder: Path) -> None:
        """Write `vectors.faiss` and the descriptor to `folder`."""
        Descriptor(self.KIND, self.dimension, len(self)).write(folder)
        faiss_files.write(self._index, folder / _FILE)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map `vectors.faiss` into memory; raises ValueError."""
        saved = Descriptor.read(folder, cls.KIND)
        stored = faiss_files.read(folder / _FILE, dimension=saved.dimension, count=saved.count)
        if not isinstance(stored, faiss.IndexIDMap2):
            raise ValueError(f"{folder / _FILE} holds another kind of index: build the index again")
        loaded = cls(saved.dimension)
        loaded._index, loaded._mapped = stored, True
        return loaded

    def _own(self) -> None:
        if self._mapped:
            self._index, self._mapped = faiss_files.in_memory(self._index), False
