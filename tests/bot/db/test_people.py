"""People, their changes, and exact undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from bot.db import people
from bot.db.session import Database
from bot.domain import Change, ChangeKind, Mark, Rating, Taste
from bot.errors import InvalidRating, NothingToUndo, UnknownMovie, UnknownPerson

T = TypeVar("T")
Snapshot = Callable[[int], object]


def write(database: Database, work: Callable[[Session], T]) -> T:
    with database.session() as session:
        result = work(session)
        session.commit()
    return result


def taste(database: Database, person: int) -> Taste:
    with database.session(read_only=True) as session:
        return people.taste(session, person)


def undo(database: Database, person: int) -> Change:
    return write(database, lambda session: people.undo(session, person))


def test_guests_are_different_people(database: Database) -> None:
    first, second = (write(database, people.new_guest) for _ in range(2))
    assert first != second
    with database.session(read_only=True) as session:
        assert people.exists(session, first)
        assert not any(people.exists(session, wrong) for wrong in (0, -1, second + 1, 2**40, 2**70))


def test_a_provider_leads_to_one_person(database: Database) -> None:
    telegram = write(database, lambda session: people.person_for(session, "telegram", "42"))
    assert write(database, lambda session: people.person_for(session, "telegram", "42")) == telegram
    assert write(database, lambda session: people.person_for(session, "slack", "42")) != telegram
    with database.session(read_only=True) as session:
        assert people.person_for(session, "telegram", "42", create=False) == telegram
        assert people.person_for(session, "telegram", "43", create=False) is None


def test_taste_is_newest_first(database: Database, person: int, films: list[int]) -> None:
    a, b, c = films
    write(database, lambda session: people.rate(session, person, a, 4))
    write(database, lambda session: people.rate(session, person, b, 2.5))
    write(database, lambda session: people.rate(session, person, a, 5))
    write(database, lambda session: people.add_to_watchlist(session, person, b))
    write(database, lambda session: people.add_to_watchlist(session, person, c))
    write(database, lambda session: people.mark(session, person, a, Mark.SEEN))
    write(database, lambda session: people.mark(session, person, a, Mark.NOT_INTERESTED))
    found = taste(database, person)
    assert [rating[:2] for rating in found.ratings] == [(a, 5.0), (b, 2.5)]
    assert isinstance(found.ratings[0], Rating)
    assert found.watchlist == (c, b)
    assert found.seen == found.not_interested == {a}


def test_one_person_never_sees_another(database: Database, person: int, films: list[int]) -> None:
    other = write(database, people.new_guest)
    write(database, lambda session: people.rate(session, person, films[0], 4))
    assert taste(database, other) == Taste(person_id=other)
    with pytest.raises(NothingToUndo):
        undo(database, other)


CHANGES: list[tuple[ChangeKind, Callable[[Session, int, int], object]]] = [
    (ChangeKind.RATE, lambda session, person, film: people.rate(session, person, film, 2)),
    (ChangeKind.UNRATE, people.unrate),
    (ChangeKind.WATCHLIST_ADD, people.add_to_watchlist),
    (ChangeKind.WATCHLIST_REMOVE, people.remove_from_watchlist),
    (ChangeKind.MARK, lambda session, person, film: people.mark(session, person, film, Mark.SEEN)),
    (ChangeKind.UNMARK, lambda session, person, film: people.unmark(session, person, film, Mark.SEEN)),
]


@pytest.mark.parametrize(("kind", "change"), CHANGES, ids=[kind.value for kind, _ in CHANGES])
@pytest.mark.parametrize("full", [False, True], ids=["from nothing", "from all set"])
def test_undo_restores_the_exact_state(
    database: Database,
    person: int,
    films: list[int],
    snapshot: Snapshot,
    kind: ChangeKind,
    change: Callable[[Session, int, int], object],
    full: bool,
) -> None:
    film = films[0]
    write(database, lambda session: people.rate(session, person, films[1], 3))
    if full:
        write(database, lambda session: people.rate(session, person, film, 4.5))
        write(database, lambda session: people.add_to_watchlist(session, person, film))
        write(database, lambda session: people.mark(session, person, film, Mark.SEEN))
    before = snapshot(person)
    done = write(database, lambda session: change(session, person, film))
    if done is False:  # nothing changed, so there is nothing to take back
        assert snapshot(person) == before
        return
    assert snapshot(person) != before
    undone = undo(database, person)
    assert (undone.kind, undone.movie_id) == (kind, film)
    assert snapshot(person) == before


def test_undo_goes_back_step_by_step(
    database: Database, person: int, films: list[int], snapshot: Snapshot
) -> None:
    a, b, _ = films
    steps: list[Callable[[Session], object]] = [
        lambda session: people.rate(session, person, a, 4),
        lambda session: people.rate(session, person, a, 1.5),
        lambda session: people.add_to_watchlist(session, person, b),
        lambda session: people.remove_from_watchlist(session, person, b),
        lambda session: people.add_to_watchlist(session, person, b),
        lambda session: people.mark(session, person, b, Mark.NOT_INTERESTED),
        lambda session: people.unrate(session, person, a),
    ]
    states = [snapshot(person)]
    for step in steps:
        write(database, step)
        states.append(snapshot(person))
    for state in reversed(states[:-1]):
        undo(database, person)
        assert snapshot(person) == state
    with pytest.raises(NothingToUndo):
        undo(database, person)


def test_a_change_after_undo_can_be_undone(database: Database, person: int, films: list[int]) -> None:
    write(database, lambda session: people.rate(session, person, films[0], 4))
    undo(database, person)
    write(database, lambda session: people.rate(session, person, films[0], 2))
    assert undo(database, person) == Change(ChangeKind.RATE, films[0], before=None, after=2.0)
    assert taste(database, person).ratings == ()


def test_undo_says_what_it_took_back(database: Database, person: int, films: list[int]) -> None:
    film = films[0]
    write(database, lambda session: people.rate(session, person, film, 4))
    assert write(database, lambda session: people.rate(session, person, film, 5)) == Change(
        ChangeKind.RATE, film, before=4.0, after=5.0
    )
    write(database, lambda session: people.mark(session, person, film, Mark.SEEN))
    assert undo(database, person) == Change(ChangeKind.MARK, film, mark=Mark.SEEN)
    assert undo(database, person) == Change(ChangeKind.RATE, film, before=4.0, after=5.0)


def test_a_second_add_is_no_change(database: Database, person: int, films: list[int]) -> None:
    film = films[0]
    assert write(database, lambda session: people.add_to_watchlist(session, person, film)) is True
    assert write(database, lambda session: people.add_to_watchlist(session, person, film)) is False
    undo(database, person)
    assert taste(database, person).watchlist == ()
    with pytest.raises(NothingToUndo):
        undo(database, person)


@pytest.mark.parametrize("stars", [0, 0.5, 0.99, 5.5, 6, -3, 4.25, float("nan"), float("inf")])
def test_wrong_stars_are_refused(database: Database, person: int, films: list[int], stars: float) -> None:
    with database.session() as session, pytest.raises(InvalidRating):
        people.rate(session, person, films[0], stars)
    assert taste(database, person).ratings == ()


@pytest.mark.parametrize("wrong", [0, -5, 99_999, 2**31, 2**70])
def test_unknown_people_and_films_are_named(
    database: Database, person: int, films: list[int], wrong: int
) -> None:
    with database.session() as session:
        with pytest.raises(UnknownMovie):
            people.rate(session, person, wrong, 4)
        with pytest.raises(UnknownMovie):
            people.add_to_watchlist(session, person, wrong)
        with pytest.raises(UnknownPerson):
            people.rate(session, wrong, films[0], 4)
        with pytest.raises(UnknownPerson):
            people.undo(session, wrong)
