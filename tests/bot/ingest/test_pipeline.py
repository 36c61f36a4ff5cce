"""From files to the database, on small data sets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.db import movies, people
from bot.db.session import Database
from bot.domain import Movie
from bot.errors import DataError, NotReady
from bot.ingest.pipeline import (
    ingest_bundled_ratings,
    ingest_folder,
    ingest_movielens,
    ingest_seed,
    ingest_tmdb,
)
from tests.bot.ingest.samples import tmdb_credits, tmdb_film, write_movielens, write_tmdb

FILMS = [(1, "Heat (1995)", 949), (2, "Haunting, The (1999)", None), (3, "Unknown Film (1990)", 5)]
RATINGS = [
    (1, 1, 4.0, 1_000_000_000),
    (1, 2, 0.5, 1_000_000_001),
    (1, 3, 3.0, 1_000_000_002),
    (2, 1, 5.0, 1_000_000_003),
]


def catalogue(database: Database) -> dict[str, Movie]:
    with database.session(read_only=True) as session:
        return {movie.title: movie for movie in movies.all_movies(session)}


def ratings(database: Database) -> list[tuple[int, int, float, datetime]]:
    with database.session(read_only=True) as session:
        return list(people.ratings_for_training(session))


def seed(folder: Path, *films: dict[str, object]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "films.jsonl").write_text("\n".join(json.dumps(film) for film in films))
    return folder


def small_seed(folder: Path) -> Path:
    return seed(
        folder,
        {"title": "Heat", "year": 1995, "tmdb_id": 949},
        {"title": "The Haunting", "year": 1999},
        {"title": "Unrated", "year": 1950},
    )


def small_tmdb(folder: Path) -> Path:
    films = [tmdb_film(949, "Heat", release_date="1995-12-15"), tmdb_film(11618, "The Haunting")]
    return write_tmdb(folder, films, [tmdb_credits(949), tmdb_credits(11618)])


def test_films_and_ratings_come_together(database: Database, tmp_path: Path) -> None:
    ingest_seed(database, small_seed(tmp_path / "seed"))
    report = ingest_movielens(database, write_movielens(tmp_path / "ml", FILMS, RATINGS))
    assert (report.read, report.added, report.unmatched, report.rejected) == (4, 3, 1, 0)
    assert report.figures == {
        "films in the data set": 3,
        "films matched by TMDB id": 1,
        "films matched by title and year": 1,
        "ratings matched": 3,
        "films with ratings": 2,
        "people with matched ratings": 2,
        "people added": 2,
        "films given a rating and popularity from them": 2,
    }
    films = catalogue(database)
    with database.session(read_only=True) as session:
        first, second = (people.person_for(session, "movielens", n, create=False) for n in "12")
    assert [row[:3] for row in ratings(database)] == [
        (first, films["Heat"].id, 4.0),
        (first, films["The Haunting"].id, 0.5),
        (second, films["Heat"].id, 5.0),
    ]
    assert ratings(database)[0][3] == datetime.fromtimestamp(1_000_000_000, UTC)


def test_everything_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    tmdb = small_tmdb(tmp_path / "tmdb")
    ml = write_movielens(tmp_path / "ml", FILMS, RATINGS)
    ingest_tmdb(database, tmdb)
    ingest_movielens(database, ml)
    films, rated = catalogue(database), ratings(database)
    again = ingest_tmdb(database, tmdb), ingest_movielens(database, ml)
    assert [(r.added, r.updated, r.unchanged) for r in again] == [(0, 0, 2), (0, 0, 2)]
    assert again[1].figures["people added"] == 0
    assert (catalogue(database), ratings(database)) == (films, rated)


def test_figures_are_derived_only_where_the_data_has_none(database: Database, tmp_path: Path) -> None:
    ingest_tmdb(database, small_tmdb(tmp_path / "tmdb"))
    own = catalogue(database)["Heat"]
    folder = seed(
        tmp_path / "seed",
        {"title": "Loved", "year": 1980},
        {"title": "Liked", "year": 1981},
        {"title": "Unrated", "year": 1950},
        {"title": "Too new", "year": 2010},
    )
    ingest_seed(database, folder)
    loved = [(user, 10, 5.0, 1_000_000_000) for user in range(1, 31)]
    liked = [(user, 11, 4.0, 1_000_000_000) for user in range(1, 11)]
    heat = [(user, 1, 1.0, 1_000_000_000) for user in range(1, 21)]
    films = [(1, "Heat (1995)", 949), (10, "Loved (1980)", None), (11, "Liked (1981)", None)]
    ml = write_movielens(tmp_path / "ml", films, sorted(loved + liked + heat))
    report = ingest_movielens(database, ml)
    assert report.figures["films given a rating and popularity from them"] == 3
    found = catalogue(database)
    assert found["Heat"] == own
    mean = (30 * 5 + 10 * 4 + 20 * 1) / 60  # 3.5 stars
    assert found["Loved"].rating == pytest.approx(2 * (150 + 10 * mean) / 40)
    assert found["Liked"].rating == pytest.approx(2 * (40 + 10 * mean) / 20)
    figures = {film.title: (film.rating_count, film.popularity) for film in found.values()}
    assert figures["Loved"] == (30, 30.0)
    assert figures["Liked"] == (10, 10.0)
    assert (found["Unrated"].rating, *figures["Unrated"]) == (None, 0, 0.0)
    assert (found["Too new"].rating, *figures["Too new"]) == (None, 0, 20.0)
    with database.session() as session:  # what people rate in a chat does not move them
        mark = movies.fingerprint(session)
        people.rate(session, people.new_guest(session), found["Liked"].id, 1)
        session.commit()
    assert ingest_seed(database, folder).unchanged == 4
    with database.session(read_only=True) as session:
        assert movies.fingerprint(session) == mark


def test_the_newest_rating_counts_where_two_films_are_one(database: Database, tmp_path: Path) -> None:
    ingest_tmdb(database, small_tmdb(tmp_path / "tmdb"))
    films = [(1, "Heat (1995)", 949), (2, "Heat, again (1995)", 949)]
    rows = [(7, 1, 4.0, 200), (7, 2, 2.0, 100), (8, 1, 3.0, 100), (8, 2, 5.0, 200)]
    ml = write_movielens(tmp_path / "ml", films, rows)
    report = ingest_movielens(database, ml)
    assert report.mended == {"film rated twice by one person, newest rating kept": 2}
    assert sorted(row[2] for row in ratings(database)) == [4.0, 5.0]
    assert ingest_movielens(database, ml).unchanged == 2


def test_broken_rating_rows_are_named_and_the_rest_goes_on(database: Database, tmp_path: Path) -> None:
    ingest_tmdb(database, small_tmdb(tmp_path / "tmdb"))
    ml = write_movielens(tmp_path / "ml", FILMS, RATINGS[:1])
    with (ml / "ratings.csv").open("a", newline="") as file:
        file.write(
            "2,1,6.0,100\r\n3,1,abc,100\n4,1,4.25,100\nx,1,4.0,100\n5,1\n6,one,4,100\n7,1,4.0,soon\n8,1,2.5,9\n"
        )
    with (ml / "links.csv").open("a") as file:
        file.write("4,1,many\n")
    report = ingest_movielens(database, ml)
    assert [str(rejection) for rejection in report.rejections] == [
        "links.csv:5: tmdbId is not a whole number: 'many'",
        "ratings.csv:3: rating is not from 0.5 to 5 stars in halves: '6.0'",
        "ratings.csv:4: rating is not from 0.5 to 5 stars in halves: 'abc'",
        "ratings.csv:5: rating is not from 0.5 to 5 stars in halves: '4.25'",
        "ratings.csv:6: userId is not a whole number: 'x'",
        "ratings.csv:7: 2 columns where the header has 4",
        "ratings.csv:8: movieId is not a whole number: 'one'",
        "ratings.csv:9: timestamp is not in seconds since 1970: 'soon'",
    ]
    assert (report.read, report.added, report.rejected) == (9, 2, 8)


@pytest.mark.parametrize("nested", [False, True], ids=["in itself", "in folders below"])
def test_a_folder_tells_what_it_holds(database: Database, tmp_path: Path, nested: bool) -> None:
    small_tmdb(tmp_path / "tmdb5000" if nested else tmp_path)
    write_movielens(tmp_path / "ml-latest-small" if nested else tmp_path, FILMS, RATINGS)
    (tmp_path / "descriptions").mkdir()
    tmdb, movielens = ingest_folder(database, tmp_path)
    assert (tmdb.source, tmdb.added) == ("TMDB 5000", 2)
    assert (movielens.source, movielens.added) == ("MovieLens", 2)


def test_a_folder_may_hold_films_only(database: Database, tmp_path: Path) -> None:
    [report] = ingest_folder(database, small_tmdb(tmp_path))
    assert report.added == 2


def test_a_folder_without_data_says_what_was_looked_for(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data set that is known") as caught:
        ingest_folder(database, tmp_path)
    for name in ("tmdb_5000_movies.csv", "tmdb_5000_credits.csv", "ratings.csv", "links.csv", str(tmp_path)):
        assert name in str(caught.value)
    with pytest.raises(DataError, match="is not a folder"):
        ingest_folder(database, tmp_path / "nowhere")


def test_two_movielens_folders_are_a_question(database: Database, tmp_path: Path) -> None:
    for name in ("ml-a", "ml-b"):
        write_movielens(tmp_path / name, FILMS, RATINGS)
    with pytest.raises(DataError, match=r"Which one: .*ml-a, .*ml-b\?"):
        ingest_folder(database, tmp_path)


def test_missing_files_are_named(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no tmdb_5000_movies\.csv and no tmdb_5000_credits\.csv"):
        ingest_tmdb(database, tmp_path)
    with pytest.raises(DataError, match=r"no movies\.csv and no ratings\.csv and no links\.csv"):
        ingest_movielens(database, tmp_path)


def test_ratings_need_films(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="catalogue is empty"):
        ingest_movielens(database, write_movielens(tmp_path, FILMS, RATINGS))
    with pytest.raises(NotReady, match="catalogue is empty"):
        ingest_bundled_ratings(database)


def test_bundled_and_folder_people_are_not_mixed(database: Database, tmp_path: Path) -> None:
    ingest_seed(database, small_seed(tmp_path / "seed"))
    bundled = ingest_bundled_ratings(database)
    assert bundled.read == 100_004
    assert bundled.read == bundled.added + bundled.unmatched
    assert bundled.figures["films matched by title and year"] == 2
    folder = ingest_movielens(database, write_movielens(tmp_path / "ml", FILMS, RATINGS))
    assert folder.figures["people added"] == 2
    assert (folder.added, folder.updated) == (3, 0)
    again = ingest_bundled_ratings(database)
    assert (again.added, again.updated, again.unchanged) == (0, 0, bundled.added)
