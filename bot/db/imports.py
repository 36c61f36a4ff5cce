"""Ratings of people of published data sets, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.locks import serialise
from bot.db.models import PersonKind
from bot.db.types import utcnow
from bot.db.upsert import chunks, upsert

BATCH = 10_000
"""Ratings looked up and written together."""


class ImportedRating(NamedTuple):
    """One rating as a data set gives it: `subject` is what it calls the person, stars are 0.5 to 5."""

    subject: str
    movie_id: int
    stars: float
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class RatingImport:
    """What an import did, in people and in ratings."""

    people_added: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0


def import_ratings(session: Session, source: str, ratings: Iterable[ImportedRating]) -> RatingImport:
    """Store the ratings of the people of `source`, making those who are new.

    Give at most one rating a person and film; the same import again changes nothing. Fastest where
    the ratings of one person stand together.
    """
    serialise(session, "ingest")
    report = RatingImport()
    for chunk in chunks(ratings, BATCH):
        people, people_added = _people(session, source, {rating.subject for rating in chunk})
        rows = {(people[rating.subject], rating.movie_id): rating for rating in chunk}
        stored = _stored(session, sorted(people.values()))
        changed = [
            {"person_id": person_id, "movie_id": movie_id, "stars": rating.stars, "rated_at": rating.rated_at}
            for (person_id, movie_id), rating in sorted(rows.items())
            if stored.get((person_id, movie_id)) != (rating.stars, rating.rated_at)
        ]
        updated = sum((row["person_id"], row["movie_id"]) in stored for row in changed)
        upsert(session, models.Rating, changed)
        report = RatingImport(
            people_added=report.people_added + people_added,
            added=report.added + len(changed) - updated,
            updated=report.updated + updated,
            unchanged=report.unchanged + len(chunk) - len(changed),
        )
    session.expire_all()
    return report


def _people(session: Session, source: str, subjects: set[str]) -> tuple[dict[str, int], int]:
    """The person ids of `subjects`, and how many had to be made."""
    table = models.Identity
    people: dict[str, int] = {}
    for chunk in chunks(sorted(subjects), 1000):
        rows = session.execute(
            select(table.subject, table.person_id).where(table.provider == source, table.subject.in_(chunk))
        )
        people.update((subject, person_id) for subject, person_id in rows)
    new = sorted(subjects - people.keys())
    if new:
        now = utcnow()
        persons = [{"kind": PersonKind.IMPORTED, "created_at": now, "last_seen_at": now} for _ in new]
        ids = session.scalars(insert(models.Person).returning(models.Person.id), persons).all()
        people.update(zip(new, sorted(ids), strict=True))
        identities = [{"provider": source, "subject": name, "person_id": people[name]} for name in new]
        session.execute(insert(models.Identity), identities)
    return people, len(new)


def _stored(session: Session, people: Sequence[int]) -> dict[tuple[int, int], tuple[float, datetime]]:
    table = models.Rating
    stored: dict[tuple[int, int], tuple[float, datetime]] = {}
    for chunk in chunks(people, 1000):
        rows = session.execute(
            select(table.person_id, table.movie_id, table.stars, table.rated_at).where(
                table.person_id.in_(chunk)
            )
        )
        stored.update(((person, movie), (stars, rated_at)) for person, movie, stars, rated_at in rows)
    return stored
