"""Which id is where in a structure that only grows."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Self
from zipfile import BadZipFile

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.index import Ids

_NONE: Final = -1


class Slots:
    """Ids by slot. A slot is the place of a vector in FAISS; it dies when its id is removed."""

    def __init__(self, ids: Ids | None = None, alive: NDArray[np.bool_] | None = None) -> None:
        self._ids = np.empty(0, dtype=np.int64) if ids is None else ids
        self._alive = np.ones(len(self._ids), dtype=np.bool_) if alive is None else alive
        self._sort()

    def __len__(self) -> int:
        """How many ids are held."""
        return len(self._sorted)

    @property
    def total(self) -> int:
        """How many slots there are, dead ones among them."""
        return len(self._ids)

    @property
    def living(self) -> Ids:
        """The slots that are not dead, in order."""
        slots: Ids = np.flatnonzero(self._alive)
        return slots

    def ids(self, slots: Ids) -> Ids:
        """The id of each slot."""
        found: Ids = self._ids[slots]
        return found

    def of(self, ids: Ids) -> Ids:
        """The slot of each id, -1 for one that is not held."""
        if not len(self):
            return np.full(len(ids), _NONE, dtype=np.int64)
        first, last = int(self._sorted[0]), int(self._sorted[-1])
        if last - first + 1 == len(self):  # no gaps: a place is a difference, nothing has to be looked up
            places = ids - first
            known = (places >= 0) & (places < len(self))
        else:
            places = np.searchsorted(self._sorted, ids)
            known = places < len(self)
            known[known] = self._sorted[places[known]] == ids[known]
        slots = np.full(len(ids), _NONE, dtype=np.int64)
        slots[known] = self._slots[places[known]]
        return slots

    def append(self, ids: Ids) -> None:
        """New slots at the end, one for each id."""
        self._ids = np.concatenate([self._ids, ids])
        self._alive = np.concatenate([self._alive, np.ones(len(ids), dtype=np.bool_)])
        self._sort()

    def kill(self, slots: Ids) -> None:
        """These slots are dead from now on."""
        self._alive[slots] = False
        self._sort()

    def mask(self, allowed: Ids | None) -> NDArray[np.bool_] | None:
        """By slot, whether it lives and its id is allowed; None where that is so of every slot."""
        if allowed is None:
            return None if len(self) == self.total else self._alive
        slots = self.of(allowed)
        mask = np.zeros(self.total, dtype=np.bool_)
        mask[slots[slots >= 0]] = True
        return mask

    def save(self, path: Path) -> None:
        """Write the table to `path`."""
        with path.open("wb") as file:
            np.savez(file, ids=self._ids, alive=self._alive)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote; raises ValueError naming the file."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                ids, alive = stored["ids"], stored["alive"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise ValueError(f"{path} cannot be read: build the index again") from error
        if ids.dtype != np.int64 or alive.dtype != np.bool_ or ids.shape != alive.shape or ids.ndim != 1:
            raise ValueError(f"{path} holds no table of ids: build the index again")
        return cls(ids, alive)

    def _sort(self) -> None:
        living = self.living
        order = np.argsort(self._ids[living], kind="stable")
        self._slots: Ids = living[order]
        self._sorted: Ids = self._ids[self._slots]


def selector(mask: NDArray[np.bool_]) -> faiss.IDSelector:
    """The slots that `mask` marks, as FAISS takes them."""
    return faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
