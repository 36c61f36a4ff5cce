"""The real data sets, whole."""

from __future__ import annotations

import time
from pathlib import Path

from bot.db import movies
from bot.db.session import Database
from bot.ingest.pipeline import ingest_bundled_ratings, ingest_folder, ingest_seed
from tests.bot.ingest.conftest import PROJECT

SLOW = 60.0
"""Seconds; an idle machine needs about 5."""


def test_tmdb_and_movielens(database: Database, shared_data: Path) -> None:
    started = time.monotonic()
    tmdb, movielens = ingest_folder(database, shared_data)
    assert time.monotonic() - started < SLOW
    assert (tmdb.read, tmdb.added, tmdb.rejected) == (4803, 4803, 0)
    assert tmdb.missing["keywords"] == 412
    assert tmdb.missing["genres"] == 28
    assert tmdb.missing["cast"] == 43
    assert tmdb.missing["director"] == 30
    assert tmdb.missing["year"] == 1
    assert tmdb.mended["runtime 0 taken as unknown"] + 2 == tmdb.missing["runtime"]
    assert any("Batman (1966), Batman (1989)" in note for note in tmdb.notes)

    assert movielens.read == 100_836
    assert movielens.rejected == 0
    assert movielens.figures["films matched by TMDB id"] == 3536
    assert movielens.figures["ratings matched"] == 70_194
    assert movielens.figures["people with matched ratings"] == 610
    assert movielens.figures["ratings matched"] + movielens.unmatched == movielens.read

    with database.session(read_only=True) as session:
        assert movies.count(session) == 4803
        inception = movies.get(session, movies.id_by_tmdb(session)[27205])
        mark = movies.fingerprint(session)
    assert (inception.title, inception.year, inception.directors) == (
        "Inception",
        2010,
        ("Christopher Nolan",),
    )
    assert inception.cast[0].character == "Dom Cobb"

    again = ingest_folder(database, shared_data)
    assert [(r.added, r.updated) for r in again] == [(0, 0), (0, 0)]
    assert [r.unchanged for r in again] == [4803, movielens.added]
    with database.session(read_only=True) as session:
        assert movies.fingerprint(session) == mark


def test_bundled_ratings_join_the_seed_catalogue(database: Database) -> None:
    films = ingest_seed(database, PROJECT / "data" / "catalogue")
    report = ingest_bundled_ratings(database)
    assert report.read == 100_004
    assert report.rejected == 0
    # Well-known films are rated films: all but those made after the ratings, and a few rarities.
    assert report.figures["films matched by title and year"] > 0.8 * films.added
    assert report.added > 15_000
    with database.session(read_only=True) as session:
        rated = {movie.title: movie for movie in movies.all_movies(session) if movie.rating is not None}
    assert rated["Pulp Fiction"].rating_count > 300
    assert all(1 <= (movie.rating or 0) <= 10 for movie in rated.values())
    best = max(rated.values(), key=lambda movie: movie.rating or 0)
    assert best.rating_count > 100
