"""Vectors in a PostgreSQL table, found by pgvector: for many machines that share one index."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Final, Self

import numpy as np
import psycopg
from pgvector import HalfVector
from psycopg.sql import SQL, Composed, Identifier, Literal

from retrieval.index import Ids, Vectors, checked
from retrieval.vectors import served
from retrieval.vectors.descriptor import Descriptor
from retrieval.vectors.postgres_connections import Connections

_COMPARED: Final = 5_000  # up to so many allowed ids are compared one by one, as exactly as they are few
_LINKS: Final = 16
_BREADTH: Final = 100


class PostgresIndex:
    """A table of ids and half-precision vectors with pgvector's HNSW graph (`halfvec_ip_ops`).

    The graph is built after the first vectors are in, by the server, with the server's
    `maintenance_work_mem`: raise that for millions.
    """

    KIND: ClassVar = "pgvector"

    def __init__(self, connections: Connections, table: str, dimension: int) -> None:
        self._connections = connections
        self._name, self._dimension = table, dimension

    @classmethod
    def create(cls, url: str, table: str, dimension: int) -> Self:
        """Make an empty table; raises ValueError where there is one, ConnectionError without a server."""
        index = cls(Connections(url), table, dimension)
        with index._connections.take() as connection:
            try:
                connection.execute(
                    SQL("CREATE TABLE {} (id bigint PRIMARY KEY, embedding halfvec({}) NOT NULL)").format(
                        Identifier(table), Literal(dimension)
                    )
                )
            except psycopg.errors.DuplicateTable as error:
                raise ValueError(f"There is a table {table!r} already: choose another name") from error
        return index

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM {table}")[0][0])

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors under new ids, all or none; raises ValueError."""
        ids, vectors = checked(ids, vectors, self.dimension)
        if not len(ids):
            return
        with self._connections.take() as connection, connection.transaction():
            try:
                with connection.cursor().copy(
                    self._sql("COPY {table} (id, embedding) FROM STDIN (FORMAT BINARY)")
                ) as copy:
                    copy.set_types(["bigint", "halfvec"])
                    for held, vector in zip(ids.tolist(), vectors, strict=True):
                        copy.write_row((held, HalfVector(vector)))
            except psycopg.errors.UniqueViolation as error:
                raise ValueError("An id is held already: remove it first") from error
            connection.execute(
                SQL(
                    "CREATE INDEX IF NOT EXISTS {} ON {} USING hnsw (embedding halfvec_ip_ops)"
                    " WITH (m = {}, ef_construction = {})"
                ).format(
                    Identifier(f"{self._name}_hnsw"),
                    Identifier(self._name),
                    Literal(_LINKS),
                    Literal(_BREADTH),
                )
            )
            connection.execute(self._sql("ANALYZE {table}"))

    def remove(self, ids: Ids) -> int:
        """Remove vectors by id; returns how many went."""
        with self._connections.take() as connection:
            cursor = connection.execute(
                self._sql("DELETE FROM {table} WHERE id = ANY(%s)"), [_listed(ids)], binary=True
            )
            return cursor.rowcount

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> tuple[Ids, Vectors]:
        """The k nearest of the allowed ids, best first."""
        if k <= 0 or (allowed is not None and not len(allowed)):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        vector = HalfVector(np.asarray(query, dtype=np.float32).reshape(self.dimension))
        values: dict[str, Any] = {"query": vector, "k": k}
        fits = SQL("TRUE")
        if allowed is not None:
            values["allowed"], fits = _listed(allowed), SQL("id = ANY(%(allowed)s)")
        rows: list[Any] = []
        if allowed is None or len(allowed) > _COMPARED:
            rows = self._rows(
                "SELECT id, -(embedding <#> %(query)s) FROM {table} WHERE {fits}"
                " ORDER BY embedding <#> %(query)s LIMIT %(k)s", values, fits=fits,
            )  # fmt: skip
        if len(rows) < k:  # few are allowed, or the graph search gave up: compare all that are
            rows = self._rows(
                "WITH compared AS MATERIALIZED (SELECT id, embedding <#> %(query)s AS away FROM {table}"
                " WHERE {fits}) SELECT id, -away FROM compared ORDER BY away LIMIT %(k)s", values, fits=fits,
            )  # fmt: skip
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        return ids, np.array([row[1] for row in rows], dtype=np.float32)

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of `ids`, in half precision; raises KeyError."""
        found = dict(self._rows("SELECT id, embedding FROM {table} WHERE id = ANY(%s)", [_listed(ids)]))
        result = np.empty((len(ids), self.dimension), dtype=np.float32)
        for place, held in enumerate(ids.tolist()):
            if held not in found:
                raise KeyError(f"No vector under {held}")
            result[place] = found[held].to_numpy()
        return result

    def save(self, folder: Path) -> None:
        """Write to `folder` which table it is and what it holds; the vectors are where they are."""
        served.write_descriptor(folder, self.KIND, self._name, self)

    @classmethod
    def load(cls, folder: Path, url: str | None = None) -> Self:
        """Open the table that was saved; raises ValueError, ConnectionError without a server."""
        saved = Descriptor.read(folder, cls.KIND)
        if url is None:
            raise ValueError(f"{folder} names a table of PostgreSQL: give the server's URL")
        index = cls(Connections(url), saved.place, saved.dimension)
        try:
            served.verify(saved, index, index._connections.server)
        except psycopg.errors.UndefinedTable as error:
            raise ValueError(
                f"{index._connections.server} has no table {saved.place}: build the index again"
            ) from error
        return index

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def _sql(self, statement: str, **parts: SQL) -> Composed:
        return SQL(statement).format(table=Identifier(self._name), **parts)

    def _rows(self, statement: str, values: Any = None, **parts: SQL) -> list[Any]:  # noqa: ANN401
        with self._connections.take() as connection:
            return connection.execute(self._sql(statement, **parts), values, binary=True).fetchall()


def drop_outdated(url: str, prefix: str, name: str, keep: int) -> list[str]:
    """Drop the tables of `prefix` and `name` but for the newest `keep`; returns them."""
    connections = Connections(url)
    try:
        with connections.take() as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            dropped = served.outdated([row[0] for row in rows.fetchall()], prefix, name, keep)
            for table in dropped:
                connection.execute(SQL("DROP TABLE {}").format(Identifier(table)))
    finally:
        connections.close()
    return dropped


def _listed(ids: Ids) -> list[int]:
    listed: list[int] = np.asarray(ids, dtype=np.int64).tolist()
    return listed
