"""What indexes for millions share: rows in half precision, dead slots, and exact search where it is cheaper."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.index import Ids, Vectors, checked
from retrieval.vectors import faiss_files
from retrieval.vectors.descriptor import Descriptor
from retrieval.vectors.slots import Slots, selector

_SLOTS_FILE: Final = "slots.npz"
_BLOCK: Final = 50_000  # rows decoded at once
DEAD_SHARE: Final = 0.25  # of all slots; with more an index is built anew without them


class ApproximateIndex(ABC):
    """Finds nearly all of the nearest vectors by looking at few of them.

    Every vector is kept as a row in half precision, against which products are exact. Removing marks a
    slot as dead; when a quarter is, the structure is built anew from the living rows (`compact`). A
    search compares the allowed rows themselves where that costs less than the structure would, and
    where the structure finds fewer than there are.

    `effort` says how much a query looks at: more finds more and takes longer.
    """

    KIND: ClassVar[str]

    effort: int

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._slots = Slots()
        self._mapped = False

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors under new ids, on all cores; raises ValueError."""
        ids, vectors = checked(ids, vectors, self.dimension)
        if (self._slots.of(ids) >= 0).any():
            raise ValueError("An id is held already: remove it first")
        if len(ids):
            self._own()
            self._append(vectors)
            self._slots.append(ids)

    def remove(self, ids: Ids) -> int:
        """Remove vectors by id; returns how many went."""
        slots = np.unique(self._slots.of(np.asarray(ids, dtype=np.int64)))
        slots = slots[slots >= 0]
        self._slots.kill(slots)
        if self._slots.total - len(self) > DEAD_SHARE * self._slots.total:
            self.compact()
        return len(slots)

    def compact(self) -> None:
        """Build the structure anew without dead slots; takes as long as building it did."""
        living = self._slots.living
        ids = self._slots.ids(living)
        self._rebuild(blocks(self._rows, living))
        self._slots, self._mapped = Slots(ids), False

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest of the allowed ids, best first."""
        mask = self._slots.mask(allowed)
        fitting = self._slots.total if mask is None else int(np.count_nonzero(mask))
        k = min(k, fitting)
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        row = np.ascontiguousarray(query, dtype=np.float32).reshape(1, self.dimension)
        share = fitting / self._slots.total
        with faiss_files.one_thread():
            if fitting <= self._cost(k, share):
                slots, products = self._compare(row, k, mask)
            else:
                slots, products = self._nearest(row, k, mask, share)
                if len(slots) < k:
                    slots, products = self._compare(row, k, mask)
        return self._slots.ids(slots), products

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of `ids`, in half precision; raises KeyError."""
        slots = self._slots.of(np.asarray(ids, dtype=np.int64))
        if (slots < 0).any():
            raise KeyError(f"No vector under one of the {len(ids)} ids asked for")
        with faiss_files.one_thread():
            found: Vectors = self._rows.reconstruct_batch(slots)
        return found

    def save(self, folder: Path) -> None:
        """Write the structure, the table of ids and the descriptor to `folder`."""
        Descriptor(self.KIND, self.dimension, len(self)).write(folder)
        self._slots.save(folder / _SLOTS_FILE)
        self._write(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Map what `save` wrote into memory; raises ValueError."""
        saved = Descriptor.read(folder, cls.KIND)
        loaded = cls(saved.dimension)
        loaded._slots = Slots.load(folder / _SLOTS_FILE)
        if len(loaded) != saved.count:
            raise ValueError(
                f"{folder / _SLOTS_FILE} holds {len(loaded)} ids, not {saved.count}: build again"
            )
        loaded._read(folder, loaded._slots.total)
        loaded._mapped = True
        return loaded

    def _compare(self, row: Vectors, k: int, mask: NDArray[np.bool_] | None) -> tuple[Ids, Vectors]:
        """The nearest rows, by comparing all that are allowed."""
        parameters = None if mask is None else faiss.SearchParameters(sel=selector(mask))
        products, slots = self._rows.search(row, k, params=parameters)
        return slots[0], products[0]

    def _own(self) -> None:
        if self._mapped:
            self._copy()
            self._mapped = False

    @property
    @abstractmethod
    def _rows(self) -> faiss.IndexScalarQuantizer:
        """All vectors by slot."""

    @abstractmethod
    def _cost(self, k: int, share: float) -> float:
        """What the structure costs to search where `share` of the slots is allowed, in rows compared."""

    @abstractmethod
    def _nearest(
        self, row: Vectors, k: int, mask: NDArray[np.bool_] | None, share: float
    ) -> tuple[Ids, Vectors]:
        """Up to k slots near `row` among those marked, with their products, best first."""

    @abstractmethod
    def _append(self, vectors: Vectors) -> None:
        """Put vectors into the next slots."""

    @abstractmethod
    def _rebuild(self, vectors: Iterator[Vectors]) -> None:
        """Start anew with these vectors."""

    @abstractmethod
    def _write(self, folder: Path) -> None:
        """Write the structure."""

    @abstractmethod
    def _read(self, folder: Path, count: int) -> None:
        """Map the structure, which has `count` slots."""

    @abstractmethod
    def _copy(self) -> None:
        """Take the mapped structure into memory, so that it may be changed."""


def blocks(rows: faiss.IndexScalarQuantizer, slots: Ids) -> Iterator[Vectors]:
    """The vectors in `slots`, some at a time."""
    for start in range(0, len(slots), _BLOCK):
        yield rows.reconstruct_batch(slots[start : start + _BLOCK])


def half_precision_rows(dimension: int) -> faiss.IndexScalarQuantizer:
    """An empty table of vectors at two bytes a value; nothing has to be trained."""
    return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
