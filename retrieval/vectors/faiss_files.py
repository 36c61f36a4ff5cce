"""FAISS structures on disk: written whole, mapped into memory when read, copied before they are changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import faiss


@contextmanager
def one_thread() -> Iterator[None]:
    """FAISS uses one thread in this block.

    One query has no work for several, and waking them costs milliseconds on a busy machine. The setting
    is the calling thread's own, so it is made, and taken back, around every search.
    """
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def write(structure: faiss.Index, path: Path) -> None:
    """Write to `path` in one step, so that processes that have the former file mapped keep it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        faiss.write_index(structure, str(draft))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read(path: Path, *, dimension: int, count: int, mapped: bool = True) -> faiss.Index:
    """The structure in `path`; its large arrays stay in the file while `mapped`.

    Raises ValueError naming the file where it is missing, broken, or holds something else.
    """
    if not path.is_file():
        raise ValueError(f"{path} is missing: build the index again")
    try:
        structure = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC if mapped else 0)
    except RuntimeError as error:
        raise ValueError(f"{path} cannot be read: build the index again") from error
    if (structure.d, structure.ntotal) != (dimension, count):
        raise ValueError(
            f"{path} holds {structure.ntotal} vectors of {structure.d} values, expected {count} of {dimension}:"
            " build the index again"
        )
    return structure


def in_memory(structure: faiss.Index) -> faiss.Index:
    """A copy of a mapped structure that may be changed: FAISS ends the process on a change of a mapped one."""
    return faiss.deserialize_index(faiss.serialize_index(structure))
