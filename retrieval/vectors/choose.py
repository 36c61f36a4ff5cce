"""Which kind of index holds the vectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from retrieval.index import VectorIndex
from retrieval.vectors import served
from retrieval.vectors.descriptor import Descriptor
from retrieval.vectors.flat import FlatIndex
from retrieval.vectors.hnsw import HNSWIndex
from retrieval.vectors.ivf import IVFIndex

LocalKind = Literal["flat", "hnsw", "ivf"]
Kind = Literal["auto", "flat", "hnsw", "ivf", "pgvector", "milvus"]

FLAT_UP_TO: Final = 50_000
"""Vectors that are compared one by one in no more time than a graph takes to find 500 candidates."""
HNSW_UP_TO: Final = 300_000
"""Vectors up to which a graph finds nine of ten at an effort that does not grow; beyond, lists are quicker."""
KEPT: Final = 2
"""Builds a server keeps: the newest, and the one that services may still be reading."""

_LOCAL: Final[Mapping[str, type[FlatIndex | HNSWIndex | IVFIndex]]] = {
    index.KIND: index for index in (FlatIndex, HNSWIndex, IVFIndex)
}


def index_for(count: int) -> LocalKind:
    """The kind that suits `count` vectors; see docs/retrieval.md for what was measured."""
    if count <= FLAT_UP_TO:
        return "flat"
    return "hnsw" if count <= HNSW_UP_TO else "ivf"


@dataclass(frozen=True, slots=True)
class VectorIndexes:
    """Makes and opens the vector indexes of one installation.

    `kind` "auto" chooses by the number of vectors. "pgvector" needs the `url` of a PostgreSQL database,
    "milvus" that of a Milvus server or the path of its file. Tables on a server begin with `prefix`,
    which must differ between installations that share one. Raises ValueError where a setting is missing.
    """

    kind: Kind = "auto"
    url: str | None = None
    prefix: str = "movies"

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is no kind of vector index: choose from {get_args(Kind)}")
        if self.served and not self.url:
            raise ValueError(f"The vector index {self.kind!r} is kept by a server: give its URL")

    @property
    def served(self) -> bool:
        """Whether a server keeps the vectors."""
        return self.kind in ("pgvector", "milvus")

    @property
    def signature(self) -> str:
        """Changes where indexes have to be built anew: it belongs into their fingerprint."""
        return f"{self.kind}:{self.prefix}" if self.served else self.kind

    def create(self, name: str, dimension: int, count: int) -> VectorIndex:
        """An empty index called `name` for about `count` vectors; raises ConnectionError, ValueError."""
        if not self.served:
            kind = index_for(count) if self.kind == "auto" else self.kind
            return _LOCAL[kind](dimension)
        assert self.url
        place = served.new_place(self.prefix, name)
        # Only here: the clients of servers take seconds to import, and most installations need none.
        if self.kind == "pgvector":
            from retrieval.vectors.postgres import PostgresIndex

            return PostgresIndex.create(self.url, place, dimension)
        from retrieval.vectors.milvus import MilvusIndex

        return MilvusIndex.create(self.url, place, dimension)

    def load(self, folder: Path) -> VectorIndex:
        """Open the index saved in `folder`, of whatever kind; raises ConnectionError, ValueError."""
        kind = Descriptor.read(folder).kind
        if kind in _LOCAL:
            return _LOCAL[kind].load(folder)
        if kind == "pgvector":
            from retrieval.vectors.postgres import PostgresIndex

            return PostgresIndex.load(folder, self.url)
        if kind == "milvus":
            from retrieval.vectors.milvus import MilvusIndex

            return MilvusIndex.load(folder, self.url)
        raise ValueError(f"{folder} holds an index of unknown kind {kind!r}: build the index again")

    def drop_outdated(self, name: str, keep: int = KEPT) -> list[str]:
        """Drop what a server keeps of indexes called `name` but for the newest `keep`; returns its names."""
        if self.kind == "pgvector" and self.url:
            from retrieval.vectors import postgres

            return postgres.drop_outdated(self.url, self.prefix, name, keep)
        if self.kind == "milvus" and self.url:
            from retrieval.vectors import milvus

            return milvus.drop_outdated(self.url, self.prefix, name, keep)
        return []


LOCAL: Final = VectorIndexes()
"""Indexes in files, chosen by the number of vectors."""
