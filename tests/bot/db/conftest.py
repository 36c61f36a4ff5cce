"""Every test of storage runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.db import movies, people
from bot.db.session import Database
from bot.domain import MovieDraft
from tests.postgres import database, database_url, empty_database_url

__all__ = ["database", "database_url", "empty_database_url"]


@pytest.fixture
def films(database: Database) -> list[int]:
    """Three films; their ids."""
    drafts = [MovieDraft(title=title, tmdb_id=number, year=2000) for number, title in enumerate("ABC", 1)]
    with database.session() as session:
        movies.upsert(session, drafts)
        session.commit()
        return sorted(movies.id_by_tmdb(session).values())


@pytest.fixture
def person(database: Database) -> int:
    """A guest."""
    with database.session() as session:
        guest = people.new_guest(session)
        session.commit()
    return guest


@pytest.fixture
def snapshot(database: Database) -> Callable[[int], object]:
    """Reads all that is known of a person's taste, times included, for comparing before and after."""

    def read(person_id: int) -> object:
        with database.session(read_only=True) as session:
            signals = [signal for signal in people.signals_for_training(session) if signal[0] == person_id]
            return people.taste(session, person_id), signals

    return read
