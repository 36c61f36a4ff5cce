"""What a vector index is: nearest vectors under a constraint. The kinds of it are in `retrieval/vectors/`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]  # as in retrieval/encoder.py, which takes seconds to import


@runtime_checkable
class VectorIndex(Protocol):
    """Vectors under integer ids; nearness is the inner product.

    Any number of threads may search at the same time; while one adds or removes, no other may do anything.
    A vector is changed by removing its id and adding it again.
    """

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
        """The vectors of `ids`, one row each in their order; raises KeyError on an unknown id.

        Indexes for millions keep half precision: values come back within a two-thousandth of themselves.
        """
        ...

    def save(self, folder: Path) -> None:
        """Write the index to `folder`, or where to find it."""
        ...

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote; raises ValueError naming the file where it is missing or broken."""
        ...


def checked(ids: Ids, vectors: Vectors, dimension: int) -> tuple[Ids, Vectors]:
    """New ids and vectors, in one piece of memory each; raises ValueError where no index could hold them."""
    if vectors.shape != (len(ids), dimension):
        raise ValueError(f"Expected vectors of shape {(len(ids), dimension)}, got {vectors.shape}")
    if not np.isfinite(vectors).all():
        raise ValueError("Some vectors hold values that are not finite")
    if len(np.unique(ids)) != len(ids):
        raise ValueError("An id is given twice: an index holds one vector under an id")
    return np.ascontiguousarray(ids, dtype=np.int64), np.ascontiguousarray(vectors, dtype=np.float32)
