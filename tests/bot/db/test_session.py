"""Transactions: roll back by default, writers queue, readers do not write."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from bot.db import models, people
from bot.db.session import Database, open_database
from bot.db.types import utcnow


def test_leaving_without_commit_rolls_back(database: Database) -> None:
    with database.session() as session:
        guest = people.new_guest(session)
    with database.session() as session:
        assert not people.exists(session, guest)


def test_an_error_rolls_back(database: Database) -> None:
    met: list[int] = []

    def fail() -> None:
        with database.session() as session:
            met.append(people.new_guest(session))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    [guest] = met
    with database.session() as session:
        assert not people.exists(session, guest)


def test_a_read_only_session_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), database.session(read_only=True) as session:
        people.new_guest(session)
    with database.session() as session:  # the same pooled connection can write again
        people.new_guest(session)
        session.commit()


def test_readers_do_not_wait_for_a_writer(database: Database, person: int) -> None:
    with database.session() as writing:
        people.new_guest(writing)
        with database.session(read_only=True) as reading:
            assert people.exists(reading, person)
            assert reading.scalar(select(func.count()).select_from(models.Person)) == 1


def test_reading_then_writing_never_finds_the_database_locked(database: Database, person: int) -> None:
    barrier = threading.Barrier(8)

    def read_then_write() -> None:
        barrier.wait()
        for _ in range(10):
            with database.session() as session:
                people.taste(session, person)
                people.touch(session, person)
                session.commit()

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(read_then_write) for _ in range(8)]:
            done.result()


def test_sqlite_keeps_what_was_committed(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/folder/movies.db")
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database.session() as session:
        read = [session.execute(text(f"PRAGMA {name}")).scalar() for name in names]
    assert read == ["wal", 2, 1, 10_000]
    database.close()


def test_times_come_back_with_their_zone(database: Database, person: int) -> None:
    with database.session() as session:
        row = session.get_one(models.Person, person)
        assert row.created_at.tzinfo is not None
        assert abs((utcnow() - row.created_at).total_seconds()) < 60


def test_a_time_without_zone_is_refused(database: Database) -> None:
    naive = datetime(2020, 1, 1)
    with database.session() as session:
        session.add(models.Person(kind="guest", created_at=naive, last_seen_at=naive))
        with pytest.raises(StatementError, match="time zone"):
            session.flush()
