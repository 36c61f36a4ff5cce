"""The catalogue keeps every field and every id."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest

from bot.db import movies
from bot.db.movies import UpsertReport
from bot.db.session import Database
from bot.domain import Movie, MovieDraft
from bot.errors import UnknownMovie
from retrieval.documents import CastMember

FULL = MovieDraft(
    title="Amélie",
    tmdb_id=194,
    imdb_id="tt0211915",
    original_title="Le Fabuleux Destin d'Amélie Poulain",
    year=2001,
    runtime=122,
    language="fr",
    countries=("FR", "DE"),
    genres=("Comedy", "Romance"),
    directors=("Jean-Pierre Jeunet",),
    cast=(CastMember("Audrey Tautou", "Amélie Poulain"), CastMember("Mathieu Kassovitz")),
    keywords=("paris", "garden gnome"),
    overview="A shy waitress changes lives. 🎬 'Quotes' and \"more\"; DROP TABLE movies;--",
    tagline="One person can change your life forever.",
    rating=7.8,
    rating_count=3310,
    popularity=73.7,
)


def upsert(database: Database, *drafts: MovieDraft) -> UpsertReport:
    with database.session() as session:
        report = movies.upsert(session, drafts)
        session.commit()
    return report


def stored(database: Database) -> list[Movie]:
    with database.session(read_only=True) as session:
        return list(movies.all_movies(session))


def fingerprint(database: Database) -> str:
    with database.session(read_only=True) as session:
        return movies.fingerprint(session)


def test_every_field_comes_back(database: Database) -> None:
    assert upsert(database, FULL) == UpsertReport(added=1)
    [movie] = stored(database)
    for field in fields(MovieDraft):
        assert getattr(movie, field.name) == getattr(FULL, field.name), field.name
    with database.session(read_only=True) as session:
        assert movies.get(session, movie.id) == movie
        assert movies.id_by_tmdb(session) == {194: movie.id}
        assert movies.count(session) == 1


def test_the_same_again_changes_nothing(database: Database) -> None:
    drafts = [FULL, MovieDraft(title="No id", year=1999), MovieDraft(title="Neither id nor year")]
    upsert(database, *drafts)
    before, mark = stored(database), fingerprint(database)
    assert upsert(database, *drafts) == UpsertReport(unchanged=3)
    assert stored(database) == before
    assert fingerprint(database) == mark


def test_ids_stay_when_films_change_and_others_come(database: Database) -> None:
    upsert(database, FULL, MovieDraft(title="Other", year=1990))
    ids = {movie.title: movie.id for movie in stored(database)}
    mark = fingerprint(database)
    changed = replace(FULL, title="Amelie", overview="Another text.")
    report = upsert(
        database,
        MovieDraft(title="New", tmdb_id=1),
        changed,
        MovieDraft(title="OTHER", year=1990, runtime=90),
    )
    assert report == UpsertReport(added=1, updated=2)
    after = {movie.title: movie for movie in stored(database)}
    assert after["Amelie"].id == ids["Amélie"]
    assert after["OTHER"].id == ids["Other"]
    assert after["Amelie"].overview == "Another text."
    assert fingerprint(database) != mark


def test_namesakes_stay_apart(database: Database) -> None:
    batman = [
        MovieDraft(title="Batman", year=1989, tmdb_id=268),
        MovieDraft(title="Batman", year=1966, tmdb_id=2661),
    ]
    twins = [MovieDraft(title="Twins", year=2000, tmdb_id=1), MovieDraft(title="Twins", year=2000, tmdb_id=2)]
    assert upsert(database, *batman, *twins) == UpsertReport(added=4)
    assert upsert(database, MovieDraft(title="Batman", year=1966, runtime=105)) == UpsertReport(updated=1)
    assert {(movie.tmdb_id, movie.runtime) for movie in stored(database)} == {
        (268, None),
        (2661, 105),
        (1, None),
        (2, None),
    }


def test_a_film_without_an_id_gets_it_later_and_keeps_it(database: Database) -> None:
    upsert(database, MovieDraft(title="Alien", year=1979))
    [first] = stored(database)
    upsert(
        database,
        MovieDraft(title="Alien", year=1979, tmdb_id=348, imdb_id="tt0078748", rating=7.9, rating_count=9),
    )
    upsert(database, MovieDraft(title="Alien", year=1979, overview="In space."))
    [movie] = stored(database)
    assert (movie.id, movie.tmdb_id, movie.imdb_id) == (first.id, 348, "tt0078748")
    assert (movie.rating, movie.rating_count, movie.overview) == (7.9, 9, "In space.")


def test_a_film_twice_in_one_go_is_one_film(database: Database) -> None:
    report = upsert(database, MovieDraft(title="X", tmdb_id=7), MovieDraft(title="X", tmdb_id=7, year=2001))
    assert report == UpsertReport(added=1, updated=1)
    assert [movie.year for movie in stored(database)] == [2001]


def test_more_films_than_one_batch_keep_their_order(database: Database) -> None:
    drafts = [MovieDraft(title=f"Film {number}", tmdb_id=number) for number in range(1, 1202)]
    assert upsert(database, *drafts).added == 1201
    found = stored(database)
    assert [movie.tmdb_id for movie in found] == list(range(1, 1202))
    with database.session(read_only=True) as session:
        ids = [movie.id for movie in found][::-1]
        assert list(movies.get_many(session, ids)) == ids


@pytest.mark.parametrize("wrong", [0, -1, 4, 2**31, 2**63, 10**30])
def test_an_unknown_id_is_named(database: Database, films: list[int], wrong: int) -> None:
    assert wrong not in films
    with database.session(read_only=True) as session:
        with pytest.raises(UnknownMovie, match=str(wrong)):
            movies.get(session, wrong)
        assert movies.get_many(session, [wrong, films[0], films[0]]).keys() == {films[0]}


def test_two_ingests_at_once_make_no_doubles(database: Database) -> None:
    drafts = [MovieDraft(title=f"Film {number}", tmdb_id=number) for number in range(1, 300)]
    with ThreadPoolExecutor(4) as pool:
        reports = [done.result() for done in [pool.submit(upsert, database, *drafts) for _ in range(4)]]
    assert sum(report.added for report in reports) == 299
    assert len(stored(database)) == 299
