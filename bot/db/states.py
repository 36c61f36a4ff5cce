"""One person's state towards one film, read and written alike for stars, watchlist and marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bot.db import models
from bot.domain import ChangeKind, Mark


class State(NamedTuple):
    """Since when something holds (None: it does not hold), with the stars where it is a rating."""

    since: datetime | None
    stars: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The row that holds a state."""

    table: type[models.Base]
    key: dict[str, Any]
    time: str
    stars: str | None = None


def place(kind: ChangeKind, person_id: int, movie_id: int, mark: Mark | None = None) -> Place:
    """The row that changes of this kind are about."""
    key: dict[str, Any] = {"person_id": person_id, "movie_id": movie_id}
    match kind:
        case ChangeKind.RATE | ChangeKind.UNRATE:
            return Place(models.Rating, key, time="rated_at", stars="stars")
        case ChangeKind.WATCHLIST_ADD | ChangeKind.WATCHLIST_REMOVE:
            return Place(models.WatchlistEntry, key, time="added_at")
        case ChangeKind.MARK | ChangeKind.UNMARK:
            return Place(models.MarkEntry, {**key, "mark": mark}, time="marked_at")


def read_state(session: Session, where: Place) -> State:
    """The state now, from the database even where the session has read the row before."""
    row = session.get(where.table, where.key, populate_existing=True)
    if row is None:
        return State(None)
    return State(getattr(row, where.time), getattr(row, where.stars) if where.stars else None)


def write_state(session: Session, where: Place, state: State) -> None:
    """Make the state so, deleting the row where nothing holds."""
    row = session.get(where.table, where.key)
    if state.since is None:
        if row is not None:
            session.delete(row)
    else:
        if row is None:
            row = where.table(**where.key)
            session.add(row)
        setattr(row, where.time, state.since)
        if where.stars:
            setattr(row, where.stars, state.stars)
    session.flush()
