"""The reader of the seed catalogue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain import MovieDraft
from bot.errors import DataError
from bot.ingest.report import IngestReport
from bot.ingest.seed import read_seed
from retrieval.documents import CastMember

FILM: dict[str, object] = {
    "title": "Amélie",
    "original_title": "Le Fabuleux Destin d'Amélie Poulain",
    "year": 2001,
    "runtime": 122,
    "language": "fr",
    "countries": ["FR", "DE"],
    "genres": ["Comedy"],
    "directors": ["Jean-Pierre Jeunet"],
    "cast": [{"name": "Audrey Tautou", "character": "Amélie"}, {"name": "Mathieu Kassovitz"}],
    "keywords": ["paris"],
    "overview": "A waitress changes lives.",
    "tmdb_id": 194,
    "imdb_id": "tt0211915",
}


def read(folder: Path, *lines: dict[str, object] | str) -> tuple[list[MovieDraft], IngestReport]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "films.jsonl").write_text(text + "\n", encoding="utf-8")
    report = IngestReport("seed")
    return list(read_seed(folder, report)), report


def test_all_fields_are_read(tmp_path: Path) -> None:
    films, report = read(tmp_path, FILM)
    assert films == [
        MovieDraft(
            title="Amélie",
            tmdb_id=194,
            imdb_id="tt0211915",
            original_title="Le Fabuleux Destin d'Amélie Poulain",
            year=2001,
            runtime=122,
            language="fr",
            countries=("FR", "DE"),
            genres=("Comedy",),
            directors=("Jean-Pierre Jeunet",),
            cast=(CastMember("Audrey Tautou", "Amélie"), CastMember("Mathieu Kassovitz")),
            keywords=("paris",),
            overview="A waitress changes lives.",
        )
    ]
    assert not report.missing


def test_broken_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    films, report = read(
        tmp_path,
        FILM,
        '{"title": "Cut off',
        "",
        {**FILM, "title": "B", "tmdb_id": 2, "year": "1999"},
        {**FILM, "title": "C", "tmdb_id": 3, "runtime": 0, "directors": "One"},
        {**FILM, "title": "D", "tmdb_id": 4, "cast": [{"actor": "X"}]},
        {**FILM, "title": "E", "tmdb_id": 5, "genre": ["Drama"]},
        "[1]",
        {**FILM, "tmdb_id": 6},
        {**FILM, "title": "Another"},
        {"title": "Last"},
    )
    assert [film.title for film in films] == ["Amélie", "Last"]
    lines = {rejection.line: rejection.reason for rejection in report.rejections}
    assert list(lines) == [2, 4, 5, 6, 7, 8, 9, 10]
    assert lines[2].startswith("not valid JSON")
    assert lines[4].startswith("year: ")
    assert lines[5].endswith("(and 1 more faults)")
    assert lines[6].startswith("cast.0.name: Field required")
    assert lines[7].startswith("genre: ")
    assert lines[9] == "'Amélie' is there already, in films.jsonl:1"
    assert lines[10] == "'Another' is there already, in films.jsonl:1"
    assert (report.read, report.rejected) == (10, 8)
    assert report.missing["overview"] == 1


def test_files_are_read_by_name_and_doubles_found_across_them(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(json.dumps(FILM))
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "First"}) + "\n" + json.dumps(FILM))
    (tmp_path / "notes.txt").write_text("not a film")
    report = IngestReport("seed")
    assert [film.title for film in read_seed(tmp_path, report)] == ["First", "Amélie"]
    assert [str(r) for r in report.rejections] == ["b.jsonl:1: 'Amélie' is there already, in a.jsonl:2"]


def test_a_folder_without_films_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no \*\.jsonl file"):
        list(read_seed(tmp_path, IngestReport("seed")))
