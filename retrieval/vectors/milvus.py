"""Vectors in a Milvus collection: for many machines that share one index, or more than one holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Final, Self

import numpy as np
from pymilvus import DataType, MilvusClient
from pymilvus.exceptions import MilvusException

from retrieval.index import Ids, Vectors, checked
from retrieval.vectors import served
from retrieval.vectors.descriptor import Descriptor

_BATCH: Final = 5_000  # vectors a message
_MOST: Final = 16_384  # results Milvus gives at most
_COMPARED: Final = 2_000  # up to so many allowed ids are compared one by one, as exactly as they are few
_LINKS: Final = 32
_BREADTH: Final = 100
_HELD: Final = 400
_PATIENCE: Final = 10.0  # seconds for a connection


class MilvusIndex:
    """A collection of ids and vectors with Milvus's HNSW graph.

    The URL is that of a server, or the path of a file that Milvus Lite keeps.
    """

    KIND: ClassVar = "milvus"

    def __init__(self, client: MilvusClient, collection: str, dimension: int) -> None:
        self._client = client
        self._name, self._dimension = collection, dimension

    @classmethod
    def create(cls, url: str, collection: str, dimension: int) -> Self:
        """Make an empty collection; raises ValueError where there is one, ConnectionError without a server."""
        client = _connect(url)
        if client.has_collection(collection):
            raise ValueError(f"There is a collection {collection!r} already: choose another name")
        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
        graph = MilvusClient.prepare_index_params()
        graph.add_index(
            "vector",
            index_type="HNSW",
            metric_type="IP",
            params={"M": _LINKS, "efConstruction": _BREADTH},
        )
        # Strong: a search sees every vector that was added before it, whichever machine added it.
        client.create_collection(collection, schema=schema, index_params=graph, consistency_level="Strong")
        return cls(client, collection, dimension)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def __len__(self) -> int:
        rows = self._asked("query", filter="", output_fields=["count(*)"])
        return int(rows[0]["count(*)"])

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors under new ids; raises ValueError."""
        ids, vectors = checked(ids, vectors, self.dimension)
        if len(self._held(ids)):
            raise ValueError("An id is held already: remove it first")
        for start in range(0, len(ids), _BATCH):
            batch = zip(ids[start : start + _BATCH].tolist(), vectors[start : start + _BATCH], strict=True)
            self._asked("insert", data=[{"id": held, "vector": vector} for held, vector in batch])

    def remove(self, ids: Ids) -> int:
        """Remove vectors by id; returns how many went."""
        held = self._held(ids)
        if held:
            self._asked("delete", ids=held)
        return len(held)

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest of the allowed ids, best first; of unlimited ids, no more than 16,384."""
        row = np.ascontiguousarray(query, dtype=np.float32).reshape(self.dimension)
        k = min(k, _MOST if allowed is None else len(allowed))
        if k <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if allowed is not None and (len(allowed) <= _COMPARED or k > _MOST):
            return self._compare(row, k, allowed)
        hits = self._asked(
            "search",
            data=[row],
            limit=k,
            filter="" if allowed is None else _among(allowed),
            search_params={"metric_type": "IP", "params": {"ef": max(_HELD, k)}},
            output_fields=["id"],
        )[0]
        if allowed is not None and len(hits) < k:  # the graph search gave up, or not all ids are held
            return self._compare(row, k, allowed)
        ids = np.array([hit["id"] for hit in hits], dtype=np.int64)
        return ids, np.array([hit["distance"] for hit in hits], dtype=np.float32)

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of `ids`; raises KeyError."""
        found = self._fetched(ids)
        result = np.empty((len(ids), self.dimension), dtype=np.float32)
        for place, held in enumerate(np.asarray(ids).tolist()):
            if held not in found:
                raise KeyError(f"No vector under {held}")
            result[place] = found[held]
        return result

    def save(self, folder: Path) -> None:
        """Write to `folder` which collection it is and what it holds; the vectors are where they are."""
        served.write_descriptor(folder, self.KIND, self._name, self)

    @classmethod
    def load(cls, folder: Path, url: str | None = None) -> Self:
        """Open the collection that was saved; raises ValueError, ConnectionError without a server."""
        saved = Descriptor.read(folder, cls.KIND)
        if url is None:
            raise ValueError(f"{folder} names a collection of Milvus: give the server's URL, or its file")
        client = _connect(url)
        if not client.has_collection(saved.place):
            raise ValueError(f"Milvus at {url} has no collection {saved.place}: build the index again")
        client.load_collection(saved.place)
        index = cls(client, saved.place, saved.dimension)
        served.verify(saved, index, f"Milvus at {url}")
        return index

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _compare(self, row: Vectors, k: int, allowed: Ids) -> tuple[Ids, Vectors]:
        found = self._fetched(allowed)
        if not found:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        ids = np.array(list(found), dtype=np.int64)
        products = np.einsum("ij,j->i", np.array(list(found.values()), dtype=np.float32), row)
        best = np.argsort(-products, kind="stable")[:k]
        return ids[best], products[best]

    def _fetched(self, ids: Ids) -> dict[int, list[float]]:
        found: dict[int, list[float]] = {}
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            rows = self._asked("query", filter=_among(batch), output_fields=["id", "vector"])
            found.update((row["id"], row["vector"]) for row in rows)
        return found

    def _held(self, ids: Ids) -> list[int]:
        held: list[int] = []
        ids = np.unique(ids)
        for start in range(0, len(ids), _BATCH):
            rows = self._asked("query", filter=_among(ids[start : start + _BATCH]), output_fields=["id"])
            held.extend(row["id"] for row in rows)
        return held

    def _asked(self, what: str, **arguments: Any) -> Any:  # noqa: ANN401
        try:
            return getattr(self._client, what)(self._name, **arguments)
        except MilvusException as error:
            raise ConnectionError(
                f"Milvus did not answer ({what} of {self._name}): see that it runs ({error.message})"
            ) from error


def drop_outdated(url: str, prefix: str, name: str, keep: int) -> list[str]:
    """Drop the collections of `prefix` and `name` but for the newest `keep`; returns them."""
    client = _connect(url)
    dropped = served.outdated(client.list_collections(), prefix, name, keep)
    for collection in dropped:
        client.drop_collection(collection)
    client.close()
    return dropped


def _connect(url: str) -> MilvusClient:
    try:
        return MilvusClient(url, timeout=_PATIENCE)
    except MilvusException as error:
        raise ConnectionError(
            f"Milvus at {url} does not answer: start it, or mend its URL ({error.message})"
        ) from error


def _among(ids: Ids) -> str:
    return f"id in {np.asarray(ids, dtype=np.int64).tolist()}"
