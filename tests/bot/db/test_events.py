"""Impressions are kept, and tell what was shown lately."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.db import events, models, people
from bot.db.events import Shown
from bot.db.session import Database
from bot.db.types import utcnow


def test_what_was_shown_is_kept(database: Database, person: int, films: list[int]) -> None:
    with database.session() as session:
        events.log_impressions(session, person, "r1", "chat", [Shown(films[0], 1, 0.75, "search")])
        events.log_impressions(session, None, "r2", "api", [Shown(films[1], 1, 0.5, "popular")])
        events.log_impressions(session, person, "r3", "chat", [])
        session.commit()
    with database.session(read_only=True) as session:
        rows = session.scalars(select(models.Impression).order_by(models.Impression.id)).all()
    kept = [(r.person_id, r.request_id, r.surface, r.movie_id, r.position, r.score, r.source) for r in rows]
    assert kept == [
        (person, "r1", "chat", films[0], 1, 0.75, "search"),
        (None, "r2", "api", films[1], 1, 0.5, "popular"),
    ]


def test_seen_recently_is_of_one_person_and_last_first(
    database: Database, person: int, films: list[int]
) -> None:
    a, b, c = films
    with database.session() as session:
        other = people.new_guest(session)
        events.log_impressions(session, person, "r1", "chat", [Shown(a, 1, 1.0, "x"), Shown(b, 2, 0.9, "x")])
        events.log_impressions(session, other, "r2", "chat", [Shown(c, 1, 1.0, "x")])
        events.log_impressions(session, person, "r3", "chat", [Shown(b, 1, 1.0, "x")])
        session.commit()
    with database.session(read_only=True) as session:
        hour_ago = utcnow() - timedelta(hours=1)
        assert events.seen_recently(session, person, hour_ago) == [b, a]
        assert events.seen_recently(session, person, hour_ago, limit=1) == [b]
        assert events.seen_recently(session, person, utcnow()) == []


def test_an_impression_of_no_film_is_refused(database: Database, person: int, films: list[int]) -> None:
    with database.session() as session, pytest.raises(IntegrityError):
        events.log_impressions(session, person, "r1", "chat", [Shown(films[-1] + 1, 1, 1.0, "x")])
