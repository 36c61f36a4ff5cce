"""Bulk ratings, and what training and trending read of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.db import people
from bot.db.people import ImportedRating, RatingImport
from bot.db.session import Database
from bot.db.types import utcnow
from bot.domain import Mark

THEN = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)


def load(database: Database, *ratings: ImportedRating, source: str = "movielens") -> RatingImport:
    with database.session() as session:
        report = people.import_ratings(session, source, ratings)
        session.commit()
    return report


def sample(films: list[int]) -> list[ImportedRating]:
    a, b, _ = films
    return [
        ImportedRating("1", a, 4.0, THEN),
        ImportedRating("1", b, 0.5, THEN),
        ImportedRating("2", a, 5.0, THEN),
    ]


def test_the_same_import_again_changes_nothing(database: Database, films: list[int]) -> None:
    assert load(database, *sample(films)) == RatingImport(people_added=2, added=3)
    with database.session(read_only=True) as session:
        first = list(people.ratings_for_training(session))
    assert load(database, *sample(films)) == RatingImport(unchanged=3)
    with database.session(read_only=True) as session:
        assert list(people.ratings_for_training(session)) == first
        person = people.person_for(session, "movielens", "1", create=False)
        assert person is not None
        assert [tuple(rating) for rating in people.taste(session, person).ratings] == [
            (films[0], 4.0, THEN),
            (films[1], 0.5, THEN),
        ]


def test_changed_and_new_ratings_are_told_apart(database: Database, films: list[int]) -> None:
    load(database, *sample(films))
    report = load(
        database,
        ImportedRating("1", films[0], 3.0, THEN),
        ImportedRating("1", films[1], 0.5, THEN),
        ImportedRating("3", films[2], 1.0, THEN),
    )
    assert report == RatingImport(people_added=1, added=1, updated=1, unchanged=1)


def test_sources_do_not_share_people(database: Database, films: list[int]) -> None:
    load(database, *sample(films))
    assert load(database, *sample(films), source="other").people_added == 2


def test_nobody_is_left_behind_when_an_import_fails(database: Database, films: list[int]) -> None:
    with pytest.raises(IntegrityError):
        load(database, ImportedRating("1", films[-1] + 1, 4.0, THEN))
    with database.session(read_only=True) as session:
        assert people.person_for(session, "movielens", "1", create=False) is None


def test_two_imports_at_once(database: Database, films: list[int]) -> None:
    ratings = [ImportedRating(str(n), film, 3.0, THEN) for n in range(200) for film in films]
    with ThreadPoolExecutor(3) as pool:
        reports = [done.result() for done in [pool.submit(load, database, *ratings) for _ in range(3)]]
    assert sorted(report.added for report in reports) == [0, 0, 600]
    assert sum(report.people_added for report in reports) == 200


def test_the_fingerprint_follows_every_signal(database: Database, person: int, films: list[int]) -> None:
    def fingerprint() -> str:
        with database.session(read_only=True) as session:
            return people.rating_fingerprint(session)

    seen = [fingerprint()]
    with database.session() as session:
        people.rate(session, person, films[0], 3)
        people.rate(session, person, films[1], 4)
        session.commit()
        seen.append(fingerprint())
        people.rate(session, person, films[0], 4)  # the sum of all stars stays the same
        people.rate(session, person, films[1], 3)
        session.commit()
        seen.append(fingerprint())
        people.add_to_watchlist(session, person, films[0])
        session.commit()
        seen.append(fingerprint())
        people.mark(session, person, films[0], Mark.SEEN)
        session.commit()
        seen.append(fingerprint())
        people.undo(session, person)
        session.commit()
    assert len(set(seen)) == 5
    assert fingerprint() == seen[3]


def test_recent_activity_weighs_and_forgets(database: Database, person: int, films: list[int]) -> None:
    a, b, c = films
    load(database, *[ImportedRating(str(n), c, 5.0, THEN) for n in range(50)])
    with database.session() as session:
        people.rate(session, person, a, 4.5)
        people.add_to_watchlist(session, person, b)
        people.mark(session, person, b, Mark.SEEN)
        people.mark(session, person, c, Mark.NOT_INTERESTED)
        session.commit()
    with database.session(read_only=True) as session:
        since = utcnow() - timedelta(days=7)
        found = people.recent_activity(session, since, 10)
        assert [movie for movie, _ in found] == [a, b]
        assert [weight for _, weight in found] == pytest.approx([0.9, 0.8])
        assert people.recent_activity(session, since, 1) == found[:1]
        assert people.recent_activity(session, utcnow() + timedelta(days=1), 10) == []
        old_film, old_weight = people.recent_activity(session, THEN, 10)[0]
        assert (old_film, round(old_weight, 6)) == (c, 50.0)
