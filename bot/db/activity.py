"""What everybody did: for training, and for what is trending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlalchemy.orm import Session

from bot.db import models
from bot.domain import Mark

WATCHLIST_WEIGHT = 0.5
SEEN_WEIGHT = 0.3


class Signal(NamedTuple):
    """A sign of interest weaker than stars."""

    person_id: int
    movie_id: int
    kind: Literal["watchlist", "seen", "not_interested"]
    at: datetime


def ratings_for_training(session: Session) -> Iterator[tuple[int, int, float, datetime]]:
    """Every rating as (person, film, stars, time), by person and film, streamed."""
    table = models.Rating
    rows = session.execute(
        select(table.person_id, table.movie_id, table.stars, table.rated_at)
        .order_by(table.person_id, table.movie_id)
        .execution_options(yield_per=10_000)
    )
    return ((person, movie, stars, rated_at) for person, movie, stars, rated_at in rows)


def signals_for_training(session: Session) -> Iterator[Signal]:
    """Every watchlist entry and mark, by person and film, streamed."""
    listed, marked = models.WatchlistEntry, models.MarkEntry
    query = union_all(
        select(
            listed.person_id, listed.movie_id, literal("watchlist").label("kind"), listed.added_at.label("at")
        ),
        select(marked.person_id, marked.movie_id, marked.mark.label("kind"), marked.marked_at.label("at")),
    ).subquery()
    rows = session.execute(
        select(query.c.person_id, query.c.movie_id, query.c.kind, query.c.at)
        .order_by(query.c.person_id, query.c.movie_id, query.c.kind)
        .execution_options(yield_per=10_000)
    )
    return (Signal(*row) for row in rows)


def rating_fingerprint(session: Session) -> str:
    """A hash that changes when any rating, watchlist entry or mark that training reads does."""
    hasher = blake2b(digest_size=16)
    for rating in ratings_for_training(session):
        hasher.update(repr(rating[:3]).encode())
    for signal in signals_for_training(session):
        hasher.update(repr(signal[:3]).encode())
    return hasher.hexdigest()


def latest_change(session: Session) -> int:
    """A number that rises with every change anybody makes; 0 before the first."""
    return session.scalar(select(func.max(models.ChangeEntry.id))) or 0


def recent_activity(session: Session, since: datetime, limit: int) -> list[tuple[int, float]]:
    """The films people were busy with since then, with a weight, most first.

    The weight sums stars / 5 for each rating, 0.5 for each watchlist entry and 0.3 for each "seen".
    """
    rating, listed, marked = models.Rating, models.WatchlistEntry, models.MarkEntry
    seen: ColumnElement[bool] = marked.mark == Mark.SEEN
    deeds = union_all(
        select(rating.movie_id, (rating.stars / 5).label("weight")).where(rating.rated_at >= since),
        select(listed.movie_id, literal(WATCHLIST_WEIGHT).label("weight")).where(listed.added_at >= since),
        select(marked.movie_id, literal(SEEN_WEIGHT).label("weight")).where(marked.marked_at >= since, seen),
    ).subquery()
    weight = func.sum(deeds.c.weight)
    rows = session.execute(
        select(deeds.c.movie_id, weight)
        .group_by(deeds.c.movie_id)
        .order_by(weight.desc(), deeds.c.movie_id)
        .limit(limit)
    )
    return [(movie_id, float(total)) for movie_id, total in rows]
