"""Which arm of an experiment people met, and what they did afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.types import utcnow
from bot.db.upsert import insert_ignore
from bot.domain import Change, ChangeKind, Mark


class Exposed(NamedTuple):
    """A person who met an arm, and when first."""

    person_id: int
    arm: str
    propensity: float
    at: datetime


def log_exposure(session: Session, experiment: str, person_id: int, arm: str, propensity: float) -> None:
    """Note that a person met an arm; only the first time counts."""
    row = {
        "experiment": experiment,
        "person_id": person_id,
        "arm": arm,
        "propensity": propensity,
        "exposed_at": utcnow(),
    }
    insert_ignore(session, models.Exposure, [row])


def exposures(session: Session, experiment: str) -> list[Exposed]:
    """Everybody who met an arm, in the order they did."""
    table = models.Exposure
    rows = session.execute(
        select(table.person_id, table.arm, table.propensity, table.exposed_at)
        .where(table.experiment == experiment)
        .order_by(table.exposed_at, table.person_id)
    )
    return [Exposed(*row) for row in rows]


def changes_after(session: Session, experiment: str, window: timedelta) -> Iterator[tuple[int, Change]]:
    """(person, change) of all that exposed people did, and did not undo, within `window` of exposure."""
    exposed, change = models.Exposure, models.ChangeEntry
    rows = session.execute(
        select(
            change.person_id, change.kind, change.movie_id, change.before, change.after, change.mark,
            change.created_at, exposed.exposed_at,
        )
        .join(exposed, exposed.person_id == change.person_id)
        .where(
            exposed.experiment == experiment,
            change.created_at >= exposed.exposed_at,
            change.undone_at.is_(None),
        )
        .order_by(change.id)
    )  # fmt: skip
    for person, kind, film, before, after, mark, at, since in rows:
        if at <= since + window:
            yield person, Change(ChangeKind(kind), film, before, after, Mark(mark) if mark else None)
