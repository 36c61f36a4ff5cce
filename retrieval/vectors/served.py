"""What indexes kept by a server share: how their tables are named, and how one is told from another."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np

from retrieval.index import Ids, VectorIndex
from retrieval.vectors.descriptor import Descriptor

_PREFIX: Final = re.compile(r"[a-z][a-z0-9_]{0,20}")
_GENERATION: Final = "[0-9a-f]{14}"
_SAMPLE: Final = 16


def new_place(prefix: str, name: str) -> str:
    """A table or collection that nobody has: later ones sort behind. Raises ValueError on a bad prefix."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(
            f"{prefix!r} cannot begin the name of a table: use up to 21 of a-z, 0-9 and _, a letter first"
        )
    return f"{prefix}_{name}_{int(time.time()):010x}{secrets.token_hex(2)}"


def outdated(places: Iterable[str], prefix: str, name: str, keep: int) -> list[str]:
    """Of all tables there are, those of `prefix` and `name` but for the newest `keep`."""
    pattern = re.compile(f"{re.escape(prefix)}_{re.escape(name)}_{_GENERATION}")
    generations = sorted(place for place in places if pattern.fullmatch(place))
    return generations[: max(len(generations) - keep, 0)]


def write_descriptor(folder: Path, kind: str, place: str, index: VectorIndex) -> None:
    """Write where the index is and how to see that it is the one: some of its vectors, as a hash."""
    ids, _ = index.search(np.ones(index.dimension, dtype=np.float32), _SAMPLE)
    print_ = f"{','.join(str(held) for held in ids.tolist())}:{_digest(index, ids)}"
    Descriptor(kind, index.dimension, len(index), place, print_).write(folder)


def verify(saved: Descriptor, index: VectorIndex, server: str) -> None:
    """Raises ValueError where the server holds something else than was saved."""
    advice = "build the index again, or restore the server's data"
    if len(index) != saved.count:
        raise ValueError(
            f"{saved.place} on {server} holds {len(index)} vectors, {saved.count} were saved: {advice}"
        )
    listed, _, digest = saved.fingerprint.partition(":")
    try:
        ids = np.array([int(held) for held in listed.split(",") if held], dtype=np.int64)
        same = _digest(index, ids) == digest
    except (KeyError, ValueError):
        same = False
    if not same:
        raise ValueError(f"{saved.place} on {server} holds other vectors than were saved: {advice}")


def _digest(index: VectorIndex, ids: Ids) -> str:
    # In half precision, the least that a server keeps.
    return hashlib.sha256(index.vectors(ids).astype("<f2").tobytes()).hexdigest()
