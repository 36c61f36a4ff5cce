"""Alembic's entry: runs migrations on the connection that `bot.db.migrate` hands over."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.db.models import Base
from bot.db.types import UtcDateTime


def render_item(kind: str, item: object, _autogen: AutogenContext) -> str | Literal[False]:
    """Write our column type as the plain type it stores, so that migrations never import the models."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Run the migrations. New ones are written in batch mode, since SQLite alters a table by copying it."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
