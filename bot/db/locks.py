"""One job at a time, over all processes that share a database."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def serialise(session: Session, job: str) -> None:
    """Wait until no other transaction runs `job`; the turn ends with the transaction.

    On SQLite there is nothing to do: a writing transaction excludes all others already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(job))))
