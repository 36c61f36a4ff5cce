"""A person's row as the lock that puts their changes in order."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.types import is_id, utcnow
from bot.errors import UnknownPerson


def touch(session: Session, person_id: int) -> None:
    """Note that the person is here now; until the transaction ends, other changes of theirs wait.

    Raises UnknownPerson.
    """
    if is_id(person_id):
        statement = update(models.Person).where(models.Person.id == person_id).values(last_seen_at=utcnow())
        found = session.scalar(
            statement.returning(models.Person.id), execution_options={"synchronize_session": False}
        )
        if found is not None:
            return
    raise UnknownPerson(person_id)
