"""TMDB 5000: nothing dropped silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain import MovieDraft
from bot.errors import DataError
from bot.ingest.report import IngestReport
from bot.ingest.tmdb import CAST_KEPT, read_tmdb
from retrieval.documents import CastMember
from tests.bot.ingest.samples import tmdb_credits, tmdb_film, write_tmdb


def read(folder: Path) -> tuple[list[MovieDraft], IngestReport]:
    report = IngestReport("TMDB")
    return read_tmdb(folder, report), report


def one(folder: Path, **changes: object) -> tuple[MovieDraft, IngestReport]:
    films, report = read(write_tmdb(folder, [tmdb_film(7, "Seven") | changes], [tmdb_credits(7)]))
    return films[0], report


def faults(report: IngestReport) -> list[str]:
    return [str(rejection) for rejection in report.rejections]


def test_all_fields_are_read(tmp_path: Path) -> None:
    film, report = one(tmp_path, title="Amélie", original_title="Le fabuleux destin", original_language="fr")
    assert film == MovieDraft(
        title="Amélie",
        tmdb_id=7,
        original_title="Le fabuleux destin",
        year=1999,
        runtime=101,
        language="fr",
        countries=("US",),
        genres=("Drama",),
        directors=("The Director",),
        cast=(CastMember("First", "Herself"), CastMember("Second", "Her friend")),
        keywords=("friendship", "road trip"),
        overview="What happens in film 7.",
        tagline="See it.",
        rating=7.1,
        rating_count=250,
        popularity=12.5,
    )
    assert (report.read, report.rejected) == (1, 0)
    assert not report.missing
    assert not report.mended


def test_a_film_with_everything_missing_is_kept_and_counted(tmp_path: Path) -> None:
    film = tmdb_film(
        8,
        "Bare",
        genres=[],
        keywords=[],
        production_countries=[],
        original_language="",
        overview=" ",
        release_date="",
        runtime="",
        vote_average="0.0",
        vote_count="0",
        popularity="0",
    )
    films, report = read(write_tmdb(tmp_path, [film], [tmdb_credits(8, cast=[], crew=[])]))
    assert films == [MovieDraft(title="Bare", tmdb_id=8, original_title="Bare", tagline="See it.")]
    assert report.missing == dict.fromkeys(
        [
            "overview",
            "year",
            "runtime",
            "language",
            "country",
            "genres",
            "keywords",
            "cast",
            "director",
            "rating",
        ],
        1,
    )


def test_what_is_mended_is_told(tmp_path: Path) -> None:
    films = [
        tmdb_film(1, "", original_title="Ohne Titel", runtime="0.0", original_language="cn"),
        tmdb_film(2, "B", runtime="long", release_date="soon", original_language="xx", vote_average="nan"),
        tmdb_film(3, "C", popularity="-1", vote_count="1e999"),
    ]
    drafts, report = read(write_tmdb(tmp_path, films, [tmdb_credits(n) for n in (1, 2, 3)]))
    assert [(d.title, d.runtime, d.year, d.language) for d in drafts] == [
        ("Ohne Titel", None, 1999, "zh"),
        ("B", None, None, ""),
        ("C", 101, 1999, "en"),
    ]
    assert [(d.rating, d.rating_count, d.popularity) for d in drafts] == [
        (7.1, 250, 12.5),
        (None, 250, 12.5),
        (None, 0, 0.0),
    ]
    assert report.mended == {
        "title taken from the original title": 1,
        "runtime 0 taken as unknown": 1,
        "runtime unreadable, taken as unknown": 1,
        "release date unreadable, taken as unknown": 1,
        "vote_average unreadable, taken as unknown": 1,
        "vote_count unreadable, taken as unknown": 1,
        "popularity unreadable, taken as unknown": 1,
        "language cn read as zh": 1,
        "language xx read as none": 1,
    }
    assert report.rejected == 0


def test_broken_films_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    films = [
        tmdb_film(1, "Good"),
        tmdb_film(2, "Bad JSON", genres="[{'id': 28}]"),
        tmdb_film(3, "Two lines", overview="One.\nTwo."),
        tmdb_film(1, "Doubled"),
        {**tmdb_film(4, "Bad id"), "id": "four"},
        {**tmdb_film(4, "Bad id"), "id": "-4"},
        tmdb_film(5, "", original_title=" "),
        tmdb_film(6, "Not a list", keywords="{}"),
        tmdb_film(9, "No name", keywords=[{"id": 4}]),
        tmdb_film(10, "Last"),
    ]
    drafts, report = read(write_tmdb(tmp_path, films, [tmdb_credits(n) for n in (1, 3, 10)]))
    assert [draft.title for draft in drafts] == ["Good", "Two lines", "Last"]
    name = "tmdb_5000_movies.csv"
    quotes = "Expecting property name enclosed in double quotes at character 2"
    assert faults(report) == [
        f"{name}:3: genres is not valid JSON: {quotes}",
        f"{name}:6: id 1 is there already, on line 2",
        f"{name}:7: id is not a whole number: 'four'",
        f"{name}:8: id is out of range: -4",
        f"{name}:9: the film has no title",
        f"{name}:10: keywords is not a JSON list of objects",
        f"{name}:11: keywords has an entry without name",
    ]
    assert (report.read, report.rejected) == (10, 7)


def test_a_film_with_broken_credits_is_kept_without_people(tmp_path: Path) -> None:
    folder = write_tmdb(
        tmp_path,
        [tmdb_film(n, f"Film {n}") for n in (1, 2, 3)],
        [tmdb_credits(1), tmdb_credits(2, cast="[broken"), tmdb_credits(99)],
    )
    drafts, report = read(folder)
    assert [bool(draft.cast) for draft in drafts] == [True, False, False]
    assert faults(report) == [
        "tmdb_5000_credits.csv:3: cast is not valid JSON: Expecting value at character 1"
    ]
    assert report.notes == [
        "2 films without a usable row in tmdb_5000_credits.csv, kept without people",
        "1 rows of tmdb_5000_credits.csv whose film tmdb_5000_movies.csv does not bring",
    ]
    assert (report.missing["cast"], report.missing["director"]) == (2, 2)


def test_the_first_actors_by_order_are_kept(tmp_path: Path) -> None:
    cast = [{"name": f"Actor {n}", "character": "", "order": n} for n in range(40, -1, -1)]
    cast.append({"name": "Actor 0", "character": "Her twin", "order": 1})
    drafts, _ = read(write_tmdb(tmp_path, [tmdb_film(1, "A")], [tmdb_credits(1, cast=cast)]))
    assert [member.name for member in drafts[0].cast] == [f"Actor {n}" for n in range(CAST_KEPT)]


def test_several_directors_are_kept_in_order(tmp_path: Path) -> None:
    crew = [
        {"name": name, "job": job} for name, job in [("B", "Director"), ("X", "Editor"), ("A", "Director")]
    ]
    drafts, _ = read(write_tmdb(tmp_path, [tmdb_film(1, "A")], [tmdb_credits(1, crew=crew)]))
    assert drafts[0].directors == ("B", "A")


def test_namesakes_are_kept_and_told(tmp_path: Path) -> None:
    films = [tmdb_film(1, "Batman"), tmdb_film(2, "Batman", release_date="1966-07-30")]
    drafts, report = read(write_tmdb(tmp_path, films, [tmdb_credits(1), tmdb_credits(2)]))
    assert len(drafts) == 2
    assert report.notes == ["titles that occur more than once, all kept: Batman (1966), Batman (1999)"]


@pytest.mark.parametrize("column", ["id", "overview", "vote_count"])
def test_a_missing_column_is_an_error(tmp_path: Path, column: str) -> None:
    film = tmdb_film(1, "A")
    del film[column]
    with pytest.raises(DataError, match=rf"tmdb_5000_movies\.csv has no column {column}\."):
        read(write_tmdb(tmp_path, [film], [tmdb_credits(1)]))


def test_the_report_can_be_printed_and_sent(tmp_path: Path) -> None:
    _, report = read(
        write_tmdb(
            tmp_path, [tmdb_film(1, "A", runtime="0"), tmdb_film(2, "B", genres="x")], [tmdb_credits(1)]
        )
    )
    sent = json.loads(json.dumps(report.as_dict()))
    assert (sent["read"], sent["rejected"], sent["missing"]) == (2, 1, {"runtime": 1})
    assert sent["rejections"][0]["line"] == 3
    printed = "\n".join(report.lines())
    assert "2 read" in printed
    assert "missing: runtime 1" in printed
    assert "tmdb_5000_movies.csv:3: genres is not valid JSON" in printed
