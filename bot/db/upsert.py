"""INSERT ... ON CONFLICT in the dialect of the session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.db.models import Base

T = TypeVar("T")


def insert_ignore(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, skipping those whose primary key exists."""
    if rows:
        session.connection().execute(_insert(session, table).on_conflict_do_nothing(), list(rows))


def upsert(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`; where the primary key exists, overwrite the other columns."""
    if not rows:
        return
    statement = _insert(session, table)
    keys = [column.name for column in table.__table__.primary_key]
    values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=keys, set_=values), list(rows)
    )


def _insert(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items, in order."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
