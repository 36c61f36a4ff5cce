"""People: who they are and what is known of their taste.

The changes they make, imports and what training reads have modules of their own and are offered
here too, so that callers need one name: `people`.
"""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.activity import (
    Signal,
    latest_change,
    rating_fingerprint,
    ratings_for_training,
    recent_activity,
    signals_for_training,
)
from bot.db.changes import add_to_watchlist, mark, rate, remove_from_watchlist, undo, unmark, unrate
from bot.db.imports import ImportedRating, RatingImport, import_ratings
from bot.db.models import PersonKind
from bot.db.presence import touch
from bot.db.types import is_id, utcnow
from bot.db.upsert import insert_ignore
from bot.domain import Mark, Rating, Taste

__all__ = [
    "ImportedRating",
    "RatingImport",
    "Signal",
    "add_to_watchlist",
    "exists",
    "import_ratings",
    "latest_change",
    "mark",
    "new_guest",
    "person_for",
    "rate",
    "rating_fingerprint",
    "ratings_for_training",
    "recent_activity",
    "remove_from_watchlist",
    "signals_for_training",
    "taste",
    "touch",
    "undo",
    "unmark",
    "unrate",
]


def new_guest(session: Session) -> int:
    """Make a person nobody has introduced yet; returns the id."""
    now = utcnow()
    person = models.Person(kind=PersonKind.GUEST, created_at=now, last_seen_at=now)
    session.add(person)
    session.flush()
    return person.id


def exists(session: Session, person_id: int) -> bool:
    """Whether there is such a person."""
    return is_id(person_id) and session.get(models.Person, person_id) is not None


def person_for(session: Session, provider: str, subject: str, *, create: bool = True) -> int | None:
    """The person whom `provider` calls `subject`; made when new, or None where `create` is False.

    Two callers who meet a new person at the same moment get the same id.
    """
    query = select(models.Identity.person_id).where(
        models.Identity.provider == provider, models.Identity.subject == subject
    )
    known = session.scalar(query)
    if known is not None or not create:
        return known
    person_id = new_guest(session)
    row = {"provider": provider, "subject": subject, "person_id": person_id}
    insert_ignore(session, models.Identity, [row])  # waits for a rival and then does nothing
    winner = session.scalar(query)
    if winner != person_id:
        session.execute(delete(models.Person).where(models.Person.id == person_id))
    return winner


def taste(session: Session, person_id: int) -> Taste:
    """All that ranking may know of a person, newest first; empty for someone unknown."""
    ratings = session.execute(
        select(models.Rating.movie_id, models.Rating.stars, models.Rating.rated_at)
        .where(models.Rating.person_id == person_id)
        .order_by(models.Rating.rated_at.desc(), models.Rating.movie_id)
    )
    watchlist = session.scalars(
        select(models.WatchlistEntry.movie_id)
        .where(models.WatchlistEntry.person_id == person_id)
        .order_by(models.WatchlistEntry.added_at.desc(), models.WatchlistEntry.movie_id)
    )
    marks = session.execute(
        select(models.MarkEntry.mark, models.MarkEntry.movie_id).where(
            models.MarkEntry.person_id == person_id
        )
    ).all()
    return Taste(
        person_id=person_id,
        ratings=tuple(Rating(*row) for row in ratings),
        watchlist=tuple(watchlist),
        seen=frozenset(movie_id for kind, movie_id in marks if kind == Mark.SEEN),
        not_interested=frozenset(movie_id for kind, movie_id in marks if kind == Mark.NOT_INTERESTED),
    )
