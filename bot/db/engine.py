"""Database engines: SQLite and PostgreSQL made to behave alike under many threads."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import DataError

READ_ONLY = "movies_read_only"
BUSY_TIMEOUT_MS = 10_000


def make_engine(url: str) -> Engine:
    """An engine for `url`, with the folder of a SQLite file made.

    Raises DataError for a URL that is none, for other databases, and for SQLite in memory, where
    every connection would see a database of its own.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DataError(f"{url!r} is no database URL. Example: sqlite:///var/movies.db") from error
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite_engine(parsed)
        case "postgresql":
            return _postgresql_engine(parsed)
        case other:
            raise DataError(f"Databases of kind {other!r} are not supported: use sqlite or postgresql.")


def _postgresql_engine(url: URL) -> Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, pool_size=10, max_overflow=30, pool_pre_ping=True)


def _sqlite_engine(url: URL) -> Engine:
    if url.database in (None, "", ":memory:") or "mode=memory" in (url.database or ""):
        raise DataError("SQLite needs a file, for example sqlite:///var/movies.db.")
    Path(str(url.database)).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=10, max_overflow=30)

    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # The driver's own implicit BEGIN comes too late and is never IMMEDIATE; `begin` below replaces it.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged rating survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when another wrote in between,
        # whatever the timeout. Taking the write lock at the start makes writers wait in turn instead.
        read_only = bool(connection.get_execution_options().get(READ_ONLY))
        connection.exec_driver_sql(f"PRAGMA query_only = {int(read_only)}")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
