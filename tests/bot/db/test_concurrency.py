"""Many threads at once: no locked database, no deadlock, nothing lost, nothing doubled."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from bot.db import models, movies, people
from bot.db.session import Database
from bot.domain import MovieDraft
from bot.errors import NothingToUndo

THREADS = 16


def together(work: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work, number) for number in range(THREADS)]:
            done.result()


def test_ratings_of_many_people_at_once(database: Database, films: list[int]) -> None:
    with database.session() as session:
        crowd = [people.new_guest(session) for _ in range(THREADS)]
        session.commit()

    def rate(number: int) -> None:
        for film in films * 5:
            with database.session() as session:
                people.rate(session, crowd[number], film, 1 + number % 5)
                session.commit()

    together(rate)
    with database.session(read_only=True) as session:
        found = [row[:3] for row in people.ratings_for_training(session)]
    assert found == [(person, film, 1.0 + n % 5) for n, person in enumerate(crowd) for film in films]


def test_one_person_on_many_devices(database: Database, person: int, films: list[int]) -> None:
    """The same rows from all threads, in different orders, with undo between."""

    def act(number: int) -> None:
        dice = random.Random(number)
        for _ in range(10):
            with database.session() as session:
                match dice.randrange(4):
                    case 0:
                        people.rate(session, person, dice.choice(films), dice.randint(1, 5))
                    case 1:
                        people.add_to_watchlist(session, person, dice.choice(films))
                    case 2:
                        people.remove_from_watchlist(session, person, dice.choice(films))
                    case _:
                        try:
                            people.undo(session, person)
                        except NothingToUndo:
                            continue
                session.commit()

    together(act)
    with database.session() as session:
        standing = select(func.count()).where(models.ChangeEntry.undone_at.is_(None))
        for _ in range(session.scalar(standing) or 0):
            people.undo(session, person)
        taste = people.taste(session, person)
    assert (taste.ratings, taste.watchlist) == ((), ())


def test_each_change_is_undone_once(database: Database, person: int, films: list[int]) -> None:
    with database.session() as session:
        for number in range(THREADS):
            people.rate(session, person, films[0], 1 + (number % 9) / 2)
        session.commit()
    undone: list[float | None] = []

    def undo(_: int) -> None:
        with database.session() as session:
            undone.append(people.undo(session, person).after)
            session.commit()

    together(undo)
    assert sorted(stars or 0 for stars in undone) == sorted(1 + (number % 9) / 2 for number in range(THREADS))


def test_a_new_person_met_by_all_threads_is_one_person(database: Database) -> None:
    met: list[int | None] = []

    def meet(_: int) -> None:
        with database.session() as session:
            met.append(people.person_for(session, "telegram", "7"))
            session.commit()

    together(meet)
    assert len(met) == THREADS
    assert len(set(met)) == 1
    with database.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(models.Person)) == 1


def test_rating_while_the_catalogue_is_loaded(database: Database, person: int, films: list[int]) -> None:
    def work(number: int) -> None:
        with database.session() as session:
            if number % 4:
                people.rate(session, person, films[number % 3], 3)
            else:
                movies.upsert(
                    session, [MovieDraft(title=t, tmdb_id=n, year=number) for n, t in enumerate("ABC", 1)]
                )
            session.commit()

    together(work)
    with database.session(read_only=True) as session:
        assert movies.count(session) == 3
        assert len(people.taste(session, person).ratings) == 3
