"""Open a database and work in transactions that roll back unless committed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot.db.engine import READ_ONLY, make_engine
from bot.db.migrate import migrate

__all__ = ["Database", "migrate", "open_database"]


class Database:
    """A pool of connections to one database, safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = sessionmaker(engine, expire_on_commit=False)
        reading = engine.execution_options(**{READ_ONLY: True})
        if engine.dialect.name == "postgresql":
            reading = reading.execution_options(postgresql_readonly=True)
        self._reading = sessionmaker(reading, expire_on_commit=False)

    @contextmanager
    def session(self, *, read_only: bool = False) -> Iterator[Session]:
        """A transaction; leaving without `commit()` rolls back.

        On SQLite a writing session holds the one write lock from its first statement, so that
        writers queue: keep it short, and pass `read_only` where nothing is written. Readers never
        wait for writers, and a write in a read-only session fails.
        """
        with (self._reading if read_only else self._writing)() as session:
            yield session

    def close(self) -> None:
        """Close all pooled connections."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Open the database at `url` (`sqlite:///path` or `postgresql://...`); `migrate` makes its tables.

    Raises DataError for a URL that cannot be used. Nothing is connected yet.
    """
    return Database(make_engine(url))
