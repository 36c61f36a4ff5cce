"""Connections to PostgreSQL that are kept open for the next search."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from pgvector.psycopg import register_vector

_PATIENCE: Final = 10  # seconds for a connection
_MIN_VERSION: Final = (0, 8)  # the first pgvector that goes on searching behind a filter
_HELD: Final = 400  # candidates the graph search holds (`hnsw.ef_search`), as HNSWIndex does


class Connections:
    """Hands a connection to one thread at a time; there are as many as threads that search at once.

    Raises ConnectionError where the server is away, ValueError where it has no usable pgvector.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: queue.LifoQueue[psycopg.Connection] = queue.LifoQueue()
        with self.take():  # fails here rather than at the first search
            pass

    @property
    def server(self) -> str:
        """Where the server is, without its password."""
        parts = psycopg.conninfo.conninfo_to_dict(self._url)
        return (
            f"PostgreSQL at {parts.get('host') or 'localhost'} (database {parts.get('dbname') or 'default'})"
        )

    @contextmanager
    def take(self) -> Iterator[psycopg.Connection]:
        """A connection, each statement of which is a transaction of its own."""
        connection = self._open_one()
        try:
            yield connection
        except psycopg.OperationalError as error:
            connection.close()
            raise self._away(error) from error
        except BaseException:
            connection.close()
            raise
        self._idle.put(connection)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    def _open_one(self) -> psycopg.Connection:
        while True:
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                return self._connect()
            try:
                connection.execute("")  # the server may have been restarted since
            except psycopg.OperationalError:
                connection.close()
            else:
                return connection

    def _connect(self) -> psycopg.Connection:
        try:
            connection = psycopg.connect(self._url, autocommit=True, connect_timeout=_PATIENCE)
        except psycopg.OperationalError as error:
            raise self._away(error) from error
        try:
            _require_pgvector(connection)
            register_vector(connection)
            connection.execute(f"SET hnsw.ef_search = {_HELD}")
            connection.execute("SET hnsw.iterative_scan = strict_order")
        except BaseException:
            connection.close()
            raise
        return connection

    def _away(self, error: Exception) -> ConnectionError:
        return ConnectionError(f"{self.server} does not answer: start it, or mend its URL ({error})")


def _require_pgvector(connection: psycopg.Connection) -> None:
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.Error as error:
        raise ValueError(
            f"The database has no pgvector: let its owner run CREATE EXTENSION vector ({error})"
        ) from error
    row = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    assert row is not None
    if tuple(int(part) for part in row[0].split(".")[:2]) < _MIN_VERSION:
        raise ValueError(f"The database has pgvector {row[0]}: 0.8 is needed (ALTER EXTENSION vector UPDATE)")
