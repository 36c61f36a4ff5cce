"""What people do with films, each change logged so that it can be taken back exactly."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.movies import require
from bot.db.presence import touch
from bot.db.states import State, place, read_state, write_state
from bot.db.types import utcnow
from bot.domain import Change, ChangeKind, Mark
from bot.errors import InvalidRating, NothingToUndo

NOTHING = State(None)


def rate(session: Session, person_id: int, movie_id: int, stars: float) -> Change:
    """Give a film stars, or other stars than before.

    Raises InvalidRating (1 to 5, halves allowed), UnknownPerson, UnknownMovie.
    """
    if not 1 <= stars <= 5 or not float(stars * 2).is_integer():
        raise InvalidRating(stars)
    change = _apply(session, ChangeKind.RATE, person_id, movie_id, State(utcnow(), float(stars)))
    assert change is not None  # rating again is a change too: the time is new
    return change


def unrate(session: Session, person_id: int, movie_id: int) -> bool:
    """Take a rating away; False, and nothing to undo, if there was none. Raises as `rate` does."""
    return _apply(session, ChangeKind.UNRATE, person_id, movie_id, NOTHING) is not None


def add_to_watchlist(session: Session, person_id: int, movie_id: int) -> bool:
    """Put a film on the list; False, and nothing to undo, if it was there. Raises as `rate` does."""
    return _apply(session, ChangeKind.WATCHLIST_ADD, person_id, movie_id, State(utcnow())) is not None


def remove_from_watchlist(session: Session, person_id: int, movie_id: int) -> bool:
    """Take a film off the list; False, and nothing to undo, if it was not there. Raises as `rate` does."""
    return _apply(session, ChangeKind.WATCHLIST_REMOVE, person_id, movie_id, NOTHING) is not None


def mark(session: Session, person_id: int, movie_id: int, mark: Mark) -> bool:
    """Mark a film; False, and nothing to undo, if it was marked so. Raises as `rate` does."""
    return _apply(session, ChangeKind.MARK, person_id, movie_id, State(utcnow()), mark) is not None


def unmark(session: Session, person_id: int, movie_id: int, mark: Mark) -> bool:
    """Take a mark away; False, and nothing to undo, if there was none. Raises as `rate` does."""
    return _apply(session, ChangeKind.UNMARK, person_id, movie_id, NOTHING, mark) is not None


def undo(session: Session, person_id: int) -> Change:
    """Take back the person's latest change that still stands, and return it.

    The state before comes back as it was, with its old time. Raises NothingToUndo, UnknownPerson.
    """
    touch(session, person_id)
    entry = session.scalar(
        select(models.ChangeEntry)
        .where(models.ChangeEntry.person_id == person_id, models.ChangeEntry.undone_at.is_(None))
        .order_by(models.ChangeEntry.id.desc())
        .limit(1)
    )
    if entry is None:
        raise NothingToUndo
    change = _to_change(entry)
    where = place(change.kind, person_id, change.movie_id, change.mark)
    write_state(session, where, State(entry.before_at, entry.before))
    entry.undone_at = utcnow()
    session.flush()
    return change


def _apply(
    session: Session, kind: ChangeKind, person_id: int, movie_id: int, after: State, mark: Mark | None = None
) -> Change | None:
    """Make the change and log it; None if it would change nothing."""
    touch(session, person_id)
    require(session, movie_id)
    where = place(kind, person_id, movie_id, mark)
    before = read_state(session, where)
    if kind is not ChangeKind.RATE and (before.since is None) == (after.since is None):
        return None
    write_state(session, where, after)
    entry = models.ChangeEntry(
        person_id=person_id,
        movie_id=movie_id,
        kind=kind,
        mark=mark,
        before=before.stars,
        before_at=before.since,
        after=after.stars,
        created_at=utcnow(),
    )
    session.add(entry)
    session.flush()
    return _to_change(entry)


def _to_change(entry: models.ChangeEntry) -> Change:
    return Change(
        kind=ChangeKind(entry.kind),
        movie_id=entry.movie_id,
        before=entry.before,
        after=entry.after,
        mark=Mark(entry.mark) if entry.mark else None,
    )
