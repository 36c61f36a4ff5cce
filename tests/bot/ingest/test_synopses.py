"""Synopses: matched to films, broken lines told, the installation's own before the project's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain import Movie
from bot.errors import DataError
from bot.ingest.report import IngestReport
from bot.ingest.synopses import read_synopses
from bot.prepare import SYNOPSES

HEAT = Movie(id=1, tmdb_id=949, title="Heat", year=1995)
AMELIE = Movie(id=2, title="Amélie", original_title="Le Fabuleux Destin d'Amélie Poulain", year=2001)


def read(folder: Path, *lines: dict[str, object] | str) -> tuple[dict[int, str], IngestReport]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "told.jsonl").write_text(text + "\n", encoding="utf-8")
    report = IngestReport("synopses")
    return read_synopses(folder, [HEAT, AMELIE], report), report


def test_a_film_is_known_by_its_number_else_by_title_and_year(tmp_path: Path) -> None:
    told, report = read(
        tmp_path,
        {"title": "Another name", "tmdb_id": 949, "synopsis": "A robber and a detective have coffee."},
        {"title": "Amelie", "year": 2001, "synopsis": "A waitress returns a box of toys."},
        {"title": "Amelie", "year": 1950, "synopsis": "Another film."},
        {"title": "Unknown", "tmdb_id": 1, "synopsis": "A film that is not here."},
    )
    assert told == {1: "A robber and a detective have coffee.", 2: "A waitress returns a box of toys."}
    assert (report.read, report.unmatched, report.rejected) == (4, 2, 0)


def test_the_first_of_two_texts_is_kept_and_told(tmp_path: Path) -> None:
    line = {"title": "Heat", "tmdb_id": 949}
    told, report = read(tmp_path, {**line, "synopsis": "First."}, {**line, "synopsis": "Second."})
    assert told == {1: "First."}
    assert report.notes == ["'Heat' has more than one synopsis: the first is kept"]


def test_broken_lines_are_named(tmp_path: Path) -> None:
    told, report = read(tmp_path, "{", {"title": "Heat", "synopsis": ""}, {"title": "Heat", "plot": "x"})
    assert told == {}
    assert [rejection.line for rejection in report.rejections] == [1, 2, 3]


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no synopses"):
        read_synopses(tmp_path, [HEAT], IngestReport("synopses"))


def test_the_projects_own_are_whole() -> None:
    films = []
    for path in sorted(SYNOPSES.glob("*.jsonl")):
        films += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({film["tmdb_id"] for film in films}) == len(films) > 2_000
    for film in films:
        assert set(film) == {"tmdb_id", "title", "year", "synopsis"}
        assert 15 <= len(film["synopsis"].split()) <= 150, film["title"]
        assert film["synopsis"].isprintable(), film["title"]
