"""What was shown to whom: the ground for feedback and for not repeating oneself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.types import utcnow


class Shown(NamedTuple):
    """One film of an answer: its place from 1, the score it was ranked by, and what proposed it."""

    movie_id: int
    position: int
    score: float
    source: str


def log_impressions(
    session: Session, person_id: int | None, request_id: str, surface: str, rows: Iterable[Shown]
) -> None:
    """Note the films of one answer; `person_id` is None where nobody is known, `surface` says where."""
    now = utcnow()
    values = [
        {
            "request_id": request_id,
            "person_id": person_id,
            "surface": surface,
            "shown_at": now,
            **row._asdict(),
        }
        for row in rows
    ]
    if values:
        session.execute(insert(models.Impression), values)


def seen_recently(session: Session, person_id: int, since: datetime, limit: int = 200) -> list[int]:
    """The films shown to a person since then, last shown first."""
    table = models.Impression
    rows = session.execute(
        select(table.movie_id, func.max(table.shown_at).label("shown"))
        .where(table.person_id == person_id, table.shown_at >= since)
        .group_by(table.movie_id)
        .order_by(func.max(table.shown_at).desc(), func.min(table.position))
        .limit(limit)
    )
    return [movie_id for movie_id, _ in rows]
