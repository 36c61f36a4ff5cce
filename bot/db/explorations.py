"""Places given to films by a random draw, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.types import utcnow
from bot.db.upsert import insert_ignore
from bot.domain import ChangeKind

TAKEN_UP_STARS = 4.0


class Choice(NamedTuple):
    """A film drawn for one place, with what it was drawn from; `features` has one row a candidate."""

    draw: str
    position: int
    policy: str
    movie_id: int
    propensity: float
    candidates: list[int]
    features: list[list[float]]


class Tried(NamedTuple):
    """A past choice: the row of the chosen film, the chance it had, and whether it was taken up."""

    policy: str
    chosen: int
    propensity: float
    features: list[list[float]]
    reward: float


def log_choices(session: Session, person_id: int, choices: Iterable[Choice]) -> None:
    """Keep the draws of one answer; showing the same answer again adds nothing."""
    now = utcnow()
    rows = [{**choice._asdict(), "person_id": person_id, "drawn_at": now} for choice in choices]
    insert_ignore(session, models.Exploration, rows)


def tried(session: Session, window: timedelta, now: datetime, limit: int) -> Iterator[Tried]:
    """The latest choices whose window is over, oldest first.

    The reward is 1 where the person gave the film 4 stars or more, or put it on the watchlist, within
    `window` of the draw and did not take it back; else 0.
    """
    table, change = models.Exploration, models.ChangeEntry
    taken_up = or_(
        change.kind == ChangeKind.WATCHLIST_ADD,
        and_(change.kind == ChangeKind.RATE, change.after >= TAKEN_UP_STARS),
    )
    first = func.min(change.created_at)
    latest = (
        select(table.draw, table.position)
        .where(table.drawn_at <= now - window)
        .order_by(table.drawn_at.desc(), table.draw, table.position)
        .limit(limit)
        .subquery()
    )
    deeds = (
        select(table.draw, table.position, first.label("at"))
        .join(
            change,
            and_(
                change.person_id == table.person_id,
                change.movie_id == table.movie_id,
                change.created_at >= table.drawn_at,
                change.undone_at.is_(None),
                taken_up,
            ),
        )
        .group_by(table.draw, table.position)
        .subquery()
    )
    rows = session.execute(
        select(
            table.policy, table.movie_id, table.propensity, table.candidates, table.features, table.drawn_at,
            deeds.c.at,
        )
        .join(latest, and_(latest.c.draw == table.draw, latest.c.position == table.position))
        .outerjoin(deeds, and_(deeds.c.draw == table.draw, deeds.c.position == table.position))
        .order_by(table.drawn_at, table.draw, table.position)
    )  # fmt: skip
    for policy, film, propensity, candidates, features, drawn_at, at in rows:
        reward = float(at is not None and at <= drawn_at + window)
        yield Tried(policy, candidates.index(film), propensity, features, reward)
