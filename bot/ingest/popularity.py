"""Rating and popularity for films whose data set has no votes, from the ratings people gave."""

from __future__ import annotations

from datetime import datetime
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.locks import serialise
from bot.db.models import PersonKind

DAMPING = 10
"""Ratings of average height that every film is given on top of its own."""


class Figures(NamedTuple):
    """What is derived for one film: `rating` from 0 to 10, None where nobody rated it."""

    rating: float | None
    rating_count: int
    popularity: float


def damped_rating(total: float, count: int, mean: float) -> float:
    """The Bayesian-damped mean on the 0-10 scale: 2 * (total + m * mean) / (count + m), with m = 10.

    `total` sums the film's `count` ratings in stars, `mean` is that of all ratings: a film with few
    ratings stays near the average, and three fives do not beat two hundred fours.
    """
    return round(2 * (total + DAMPING * mean) / (count + DAMPING), 2)


def derive_figures(session: Session) -> int:
    """Give films without votes figures from imported people's ratings; returns how many films changed.

    `rating` is the damped mean, `rating_count` and `popularity` are the number of ratings. A film of
    the newest ratings' year or later can have no ratings yet, famous or not: its rating stays unknown
    and it gets the median popularity of the rated films. Ratings of people who chat do not count
    here, so that the catalogue, and the index made from it, stay the same while they rate.
    """
    serialise(session, "ingest")
    totals, newest = _totals(session)
    mean = sum(total for total, _ in totals.values()) / max(1, sum(count for _, count in totals.values()))
    typical = float(median([count for _, count in totals.values()] or [0]))
    table = models.Movie
    films = session.execute(
        select(table.id, table.year, table.rating, table.rating_count, table.popularity).where(
            or_(table.figures_derived, (table.rating_count == 0) & (table.popularity == 0))
        )
    )
    changed: list[dict[str, object]] = []
    for film_id, year, *now in films:
        total, count = totals.get(film_id, (0.0, 0))
        too_new = newest is not None and year is not None and year >= newest.year
        figures = Figures(
            rating=damped_rating(total, count, mean) if count else None,
            rating_count=count,
            popularity=float(count) if count else typical if too_new else 0.0,
        )
        if figures != tuple(now):
            changed.append({"film_id": film_id, **figures._asdict()})
    if changed:
        values: dict[str, Any] = {name: bindparam(name) for name in Figures._fields}
        statement = (
            update(table).where(table.id == bindparam("film_id")).values(values | {"figures_derived": True})
        )
        session.connection().execute(statement, changed)
        session.expire_all()
    return len(changed)


def _totals(session: Session) -> tuple[dict[int, tuple[float, int]], datetime | None]:
    """Sum and number of imported people's stars by film, and when the newest was given."""
    rating, person = models.Rating, models.Person
    imported = person.kind == PersonKind.IMPORTED
    rows = session.execute(
        select(rating.movie_id, func.sum(rating.stars), func.count())
        .join(person, person.id == rating.person_id)
        .where(imported)
        .group_by(rating.movie_id)
        .order_by(rating.movie_id)
    )
    totals = {movie_id: (float(total), int(count)) for movie_id, total, count in rows}
    newest = session.scalar(
        select(func.max(rating.rated_at)).join(person, person.id == rating.person_id).where(imported)
    )
    return totals, newest
