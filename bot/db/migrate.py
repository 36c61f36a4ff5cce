"""Bring a database to the newest schema; alembic without an ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from bot.db.engine import make_engine
from bot.errors import DataError

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Run all migrations the database at `url` lacks, in one transaction; none is fine too.

    Several processes may call it at once: one migrates, the others wait and find nothing to do.
    Raises DataError where the database cannot be reached.
    """
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("movies migrate"))))
            command.upgrade(_config(connection), "head")
    except OperationalError as error:
        shown = engine.url.render_as_string(hide_password=True)
        raise DataError(f"The database {shown} cannot be used: {error.orig}") from error
    finally:
        engine.dispose()


def revise(url: str, message: str) -> Path:
    """Write the migration that takes the database at `url` to the present models; for developers."""
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            script = command.revision(_config(connection), message, autogenerate=True)
    finally:
        engine.dispose()
    if script is None or isinstance(script, list):
        raise DataError("The migration could not be written: there is more than one branch.")
    return Path(script.path)


def is_current(connection: Connection) -> bool:
    """Whether the database has the newest schema."""
    heads = ScriptDirectory.from_config(_config(connection)).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _config(connection: Connection) -> Config:
    config = Config()
    # ConfigParser reads % as interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
