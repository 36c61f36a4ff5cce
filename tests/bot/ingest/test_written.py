"""Synopses and titles written by hand: matched to films, broken lines told, what comes first kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain import Movie
from bot.errors import DataError
from bot.ingest.report import IngestReport
from bot.ingest.written import SynopsisLine, TitlesLine, WrittenLine, read_written
from bot.settings import Settings
from bot.written import project_folder, written
from retrieval.documents import OtherTitle

HEAT = Movie(id=1, tmdb_id=949, title="Heat", year=1995)
AMELIE = Movie(id=2, title="Amélie", original_title="Le Fabuleux Destin d'Amélie Poulain", year=2001)
GODFATHER = Movie(id=3, tmdb_id=238, title="The Godfather", year=1972)
Line = TypeVar("Line", bound=WrittenLine)
Row = dict[str, object] | str


def write(folder: Path, *rows: Row) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    path = folder / "told.jsonl"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def read(kind: type[Line], folder: Path, *rows: Row) -> tuple[dict[int, Line], IngestReport]:
    write(folder, *rows)
    report = IngestReport(kind.WHAT)
    return read_written(kind, folder, [HEAT, AMELIE, GODFATHER], report), report


def stories(told: dict[int, SynopsisLine]) -> dict[int, str]:
    return {film: line.synopsis for film, line in told.items()}


def test_a_film_is_known_by_its_number_else_by_title_and_year(tmp_path: Path) -> None:
    told, report = read(
        SynopsisLine,
        tmp_path,
        {"title": "Another name", "tmdb_id": 949, "synopsis": "A robber and a detective have coffee."},
        {
            "title": "Amelie",
            "year": 2001,
            "tmdb_id": None,
            "synopsis": " A waitress returns a box of toys.\n",
        },
        {"title": "Amelie", "year": 1950, "synopsis": "Another film."},
        {"title": "Unknown", "tmdb_id": 1, "synopsis": "A film that is not here."},
    )
    assert stories(told) == {
        1: "A robber and a detective have coffee.",
        2: "A waitress returns a box of toys.",
    }
    assert (report.read, report.unmatched, report.rejected) == (4, 2, 0)


def test_the_first_of_two_texts_is_kept_and_told(tmp_path: Path) -> None:
    line: Row = {"title": "Heat", "tmdb_id": 949}
    told, report = read(SynopsisLine, tmp_path, {**line, "synopsis": "1st."}, {**line, "synopsis": "2nd."})
    assert stories(told) == {1: "1st."}
    assert report.notes == ["'Heat' has more than one synopsis: the first is kept"]


def test_broken_lines_are_named(tmp_path: Path) -> None:
    told, report = read(
        SynopsisLine, tmp_path, "{", {"title": "Heat", "synopsis": ""}, {"title": "Heat", "plot": "x"}
    )
    assert told == {}
    assert [rejection.line for rejection in report.rejections] == [1, 2, 3]


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no synopses"):
        read_written(SynopsisLine, tmp_path, [HEAT], IngestReport("synopses"))


def test_titles_of_two_lines_add_up_by_language(tmp_path: Path) -> None:
    line: Row = {"title": "The Godfather", "tmdb_id": 238}
    called, report = read(
        TitlesLine,
        tmp_path,
        {**line, "titles": {"de": ["Der Pate"], "pt": ["O Poderoso Chefão", "O Padrinho", "O Padrinho"]}},
        {**line, "titles": {"de": ["Der Gevatter"], "zh": ["教父"]}},
    )
    assert set(called[3].other_titles()) == {
        OtherTitle("Der Pate", "de"),
        OtherTitle("O Poderoso Chefão", "pt"),
        OtherTitle("O Padrinho", "pt"),
        OtherTitle("教父", "zh"),
    }
    assert len(report.notes) == 1


@pytest.mark.parametrize(
    ("titles", "fault"),
    [
        ({"german": ["Der Pate"]}, "no ISO 639-1 code: write two small letters"),
        ({"de": "Der Pate"}, "list"),
        ({"de": [" "]}, "at least 1 character"),
        (["Der Pate"], "dictionary"),
    ],
)
def test_a_line_of_titles_that_cannot_be_used_says_why(tmp_path: Path, titles: object, fault: str) -> None:
    called, report = read(TitlesLine, tmp_path, {"title": "The Godfather", "tmdb_id": 238, "titles": titles})
    assert called == {}
    assert fault in str(report.rejections[0])
    assert str(report.rejections[0]).startswith("told.jsonl:1: titles")


def test_an_installations_own_lines_come_before_the_projects(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=None)
    write(
        settings.written_folder("titles"),
        {"title": "The Godfather", "tmdb_id": 238, "titles": {"de": ["Der Gevatter"], "it": ["Il padrino"]}},
    )
    titles = written(TitlesLine, settings, [GODFATHER])[3].titles
    assert (titles["de"], titles["it"]) == (["Der Gevatter"], ["Il padrino"])
    assert "El padrino" in titles["es"]
    write(
        settings.written_folder("synopses"), {"title": "The Godfather", "tmdb_id": 238, "synopsis": "Mine."}
    )
    assert written(SynopsisLine, settings, [GODFATHER])[3].synopsis == "Mine."


def test_the_projects_own_synopses_are_whole() -> None:
    films = []
    for path in sorted(project_folder(SynopsisLine).glob("*.jsonl")):
        films += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({film["tmdb_id"] for film in films}) == len(films) > 2_000
    for film in films:
        assert set(film) == {"tmdb_id", "title", "year", "synopsis"}
        assert 15 <= len(film["synopsis"].split()) <= 150, film["title"]
        assert film["synopsis"].isprintable(), film["title"]


def test_the_projects_own_titles_are_whole() -> None:
    report = IngestReport("titles")
    read_written(TitlesLine, project_folder(TitlesLine), [GODFATHER], report)
    assert report.read > 500
    assert report.rejections == []
    script = {"zh": re.compile("[\u4e00-\u9fff]"), "hi": re.compile("[\u0900-\u097f]")}
    for path in sorted(project_folder(TitlesLine).glob("*.jsonl")):
        for text in path.read_text("utf-8").splitlines():
            for language, titles in json.loads(text)["titles"].items():
                for title in titles:
                    assert title.isprintable(), title
                    assert language not in script or script[language].search(title), (language, title)
