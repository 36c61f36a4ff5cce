"""What an interview needs to know of everybody's ratings: a sample of people, on the best known films."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db import models

_SPREAD = 9973
"""A prime: ids modulo it mix early and late people."""


def most_rated(session: Session, limit: int) -> list[int]:
    """The films that most people have rated, most first."""
    table = models.Rating
    query = (
        select(table.movie_id)
        .group_by(table.movie_id)
        .order_by(func.count().desc(), table.movie_id)
        .limit(limit)
    )
    return list(session.scalars(query))


def sampled_ratings(
    session: Session, films: Sequence[int], people: int, at_least: int
) -> list[tuple[int, int, float]]:
    """Ratings of `films` as (person, film, stars) by at most `people` who rated `at_least` films or more."""
    table = models.Rating
    chosen = (
        select(table.person_id)
        .group_by(table.person_id)
        .having(func.count() >= at_least)
        .order_by(table.person_id % _SPREAD * 7919 % _SPREAD, table.person_id)
        .limit(people)
        .subquery()
    )
    query = select(table.person_id, table.movie_id, table.stars).where(
        table.movie_id.in_(films), table.person_id.in_(select(chosen.c.person_id))
    )
    return [(person, film, float(stars)) for person, film, stars in session.execute(query)]
