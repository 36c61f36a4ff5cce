"""Nearest vectors under a constraint, behind one protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol, Self, runtime_checkable

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.encoder import Vectors

Ids = NDArray[np.int64]
_FILE: Final = "vectors.faiss"


@runtime_checkable
class VectorIndex(Protocol):
    """Vectors under integer ids; nearness is the inner product."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def __len__(self) -> int:
        """How many vectors are held."""
        ...

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors; raises ValueError on an id held already, a wrong shape or a non-finite value."""
        ...

    def remove(self, ids: Ids) -> int:
        """Remove vectors by id, unknown ids are ignored; returns how many went."""
        ...

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest ids and their inner products, best first.

        Only ids in `allowed` are ranked, so min(k, fitting vectors) come back; None allows all.
        """
        ...

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of `ids`, one row each in their order; raises KeyError on an unknown id."""
        ...

    def save(self, folder: Path) -> None:
        """Write the index to `folder`."""
        ...

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote; raises ValueError naming the file where it is missing or broken."""
        ...


class FlatIndex:
    """Exact search with FAISS: compares every allowed vector. Fits up to some hundred thousand films."""

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors under new ids; raises ValueError."""
        if vectors.shape != (len(ids), self.dimension):
            raise ValueError(f"Expected vectors of shape {(len(ids), self.dimension)}, got {vectors.shape}")
        if not np.isfinite(vectors).all():
            raise ValueError("Some vectors hold values that are not finite")
        if len(np.unique(ids)) != len(ids) or np.isin(ids, self._held()).any():
            raise ValueError("An id is given twice or is held already: remove it first")
        if len(ids):
            self._index.add_with_ids(_contiguous(vectors), np.ascontiguousarray(ids, dtype=np.int64))

    def remove(self, ids: Ids) -> int:
        """Remove vectors by id; returns how many went."""
        return int(self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids, dtype=np.int64))))

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest of the allowed ids, best first."""
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        row = _contiguous(query).reshape(1, self.dimension)
        # One query has no work for several threads, and waking them costs milliseconds on a busy machine.
        # The setting is the calling thread's own, so it is made here.
        faiss.omp_set_num_threads(1)
        if allowed is None:
            products, found = self._index.search(row, k)
        else:
            selector = faiss.IDSelectorBatch(np.ascontiguousarray(allowed, dtype=np.int64))
            products, found = self._index.search(row, k, params=_only(selector))
        real = found[0] >= 0  # FAISS pads with -1 where `allowed` names ids that are not held
        return found[0][real], products[0][real]

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of `ids`; raises KeyError."""
        if not len(ids):
            return np.empty((0, self.dimension), dtype=np.float32)
        faiss.omp_set_num_threads(1)
        try:
            found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(ids, dtype=np.int64))
        except RuntimeError as error:
            raise KeyError(f"No vector under one of the {len(ids)} ids asked for") from error
        return found

    def save(self, folder: Path) -> None:
        """Write `vectors.faiss` to `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._index, str(folder / _FILE))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `vectors.faiss`; raises ValueError."""
        path = folder / _FILE
        if not path.is_file():
            raise ValueError(f"{path} is missing: build the index again")
        try:
            stored = faiss.read_index(str(path))
        except RuntimeError as error:
            raise ValueError(f"{path} cannot be read: build the index again") from error
        if not isinstance(stored, faiss.IndexIDMap2):
            raise ValueError(f"{path} holds another kind of index: build the index again")
        loaded = cls(int(stored.d))
        loaded._index = stored
        return loaded

    def _held(self) -> Ids:
        held: Ids = faiss.vector_to_array(self._index.id_map)
        return held


def _contiguous(vectors: Vectors) -> Vectors:
    return np.ascontiguousarray(vectors, dtype=np.float32)


def _only(selector: faiss.IDSelector) -> faiss.SearchParameters:
    parameters = faiss.SearchParameters()
    parameters.sel = selector
    return parameters
