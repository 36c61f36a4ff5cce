"""The migrations make exactly the tables that the models describe."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.db.engine import make_engine
from bot.db.migrate import is_current, migrate
from bot.db.models import Base
from bot.errors import DataError


def schema(engine: Engine) -> list[object]:
    inspector = inspect(engine)
    return [
        (table, inspector.get_columns(table), inspector.get_indexes(table), inspector.get_foreign_keys(table))
        for table in sorted(inspector.get_table_names())
    ]


def test_models_and_migrations_agree(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert is_current(connection)
    engine.dispose()


def test_check_constraints_are_in_the_database(database_url: str) -> None:
    engine = make_engine(database_url)
    inspector = inspect(engine)
    for table in Base.metadata.tables.values():
        modelled = {str(c.name) for c in table.constraints if c.__class__.__name__ == "CheckConstraint"}
        assert {c["name"] for c in inspector.get_check_constraints(table.name)} == modelled
    engine.dispose()


def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = make_engine(empty_database_url)
    once = repr(schema(engine))
    migrate(empty_database_url)
    assert repr(schema(engine)) == once
    assert "movies" in once
    engine.dispose()


def test_an_empty_database_is_not_current(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    with engine.connect() as connection:
        assert not is_current(connection)
    engine.dispose()


def test_many_may_migrate_at_once(empty_database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate, empty_database_url) for _ in range(4)]:
            done.result()
    engine = make_engine(empty_database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    engine.dispose()


def test_a_percent_sign_in_the_path_is_no_trouble(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path}/100%/movies.db")
    assert (tmp_path / "100%" / "movies.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no database URL"),
        ("mysql://localhost/movies", "'mysql' are not supported"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("postgresql://someone:hidden@127.0.0.1:1/movies", "cannot be used"),
    ],
)
def test_an_unusable_url_is_named(url: str, said: str) -> None:
    with pytest.raises(DataError, match=said) as caught:
        migrate(url)
    assert "hidden" not in str(caught.value)
