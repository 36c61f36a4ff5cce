"""The titles that come with the project, on the seed catalogue: found, said, exported, kept up to date."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot import prepare
from bot.assembly import build
from bot.assistant import Assistant
from bot.domain import Movie
from bot.errors import DataError
from bot.gazetteer import export
from bot.ingest.written import TitlesLine
from bot.settings import Settings
from bot.written import keep
from tests.conftest import Quiet

SWEDISH = {"tmdb_id": 238, "title": "The Godfather", "year": 1972, "titles": {"sv": ["Gudfadern"]}}


@pytest.mark.parametrize(
    ("typed", "title", "language"),
    [
        ("Der Pate", "The Godfather", "German"),
        ("Le Parrain", "The Godfather", "French"),
        ("El padrino", "The Godfather", "Spanish"),
        ("O Poderoso Chefão", "The Godfather", "Portuguese"),
        ("教父", "The Godfather", "Chinese"),
        ("गॉडफ़ादर", "The Godfather", "Hindi"),
        ("Der weiße Hai", "Jaws", "German"),
        ("der weisse hai", "Jaws", "German"),
        ("Les Dents de la mer", "Jaws", "French"),
        ("Tiburón", "Jaws", "Spanish"),
        ("肖申克的救赎", "The Shawshank Redemption", "Chinese"),
        ("Stirb langsam", "Die Hard", "German"),
    ],
)
def test_a_film_is_found_by_its_title_in_each_language(
    assistant: Assistant, typed: str, title: str, language: str
) -> None:
    best = assistant.titles(typed)[0]
    assert (best.title, best.exact) == (title, True)
    found = assistant.search(typed, person=None, k=3).suggestions[0]
    assert found.movie.title == title
    assert found.reason.startswith("matches: known as ")
    assert found.reason.split(", ")[0].endswith(f" in {language}")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("El padrinno", "The Godfather"),
        ("der weise hai", "Jaws"),
        ("les dent de la mer", "Jaws"),
        ("O Poderoso Chefao", "The Godfather"),
        ("肖申克的求赎", "The Shawshank Redemption"),
        ("我想看教父", "The Godfather"),
        ("quiero ver El padrino", "The Godfather"),
    ],
)
def test_it_is_found_mistyped_and_among_words(assistant: Assistant, typed: str, title: str) -> None:
    assert assistant.search(typed, person=None, k=3).suggestions[0].movie.title == title


def test_every_title_of_the_project_finds_its_film(assistant: Assistant) -> None:
    """Exactly, but for those that another film has, and for single words that are English too."""
    documents = [assistant.engine.document(int(film)) for film in assistant.engine.ids]
    titles = [(document.id, other.title) for document in documents for other in document.other_titles]
    assert len(titles) > 2_000
    missed = [
        title
        for film, title in titles
        if film not in {match.id for match in assistant.titles(title) if match.exact}
    ]
    assert len(missed) < 0.02 * len(titles), missed


def test_no_title_of_the_catalogue_is_taken_by_another_language(assistant: Assistant) -> None:
    for film in map(int, assistant.engine.ids):
        title = assistant.engine.document(film).title
        best = assistant.titles(title)[0]
        assert best.exact, title
        assert assistant.movie(best.id).title.casefold() == title.casefold() or film in {
            match.id for match in assistant.titles(title) if match.exact
        }


@pytest.mark.parametrize(
    "text", ["a man wakes up with no memory", "war", "love", "zombie", "a heist in space", "funny road trip"]
)
def test_plain_english_names_no_foreign_title(assistant: Assistant, text: str) -> None:
    found = assistant.search(text, person=None, k=10).suggestions
    assert not [suggestion.reason for suggestion in found if "known as" in suggestion.reason]


def test_the_titles_of_a_film_are_told_by_language(assistant: Assistant) -> None:
    film = assistant.titles("The Godfather")[0].id
    assert assistant.other_titles(film)["fr"] == ["Le Parrain"]
    assert assistant.other_titles(10**6) == {}


def test_they_are_exported_for_rasa_below_the_catalogues(tmp_path: Path) -> None:
    movies = [Movie("The Godfather", id=1, rating=9.0, rating_count=1000), Movie("Elle", id=2)]
    called = {
        1: TitlesLine(title="The Godfather", titles={"de": ["Der Pate"], "zh": ["教父"]}),
        2: TitlesLine(
            title="Elle", titles={"de": ["Elle"], "fr": ["Es"], "es": ["James Bond: Elle – Parte 1"]}
        ),
    }
    export(movies, called, tmp_path)
    rows = {
        row["title"]: row["popularity"] for row in json.loads((tmp_path / "titles.json").read_text("utf-8"))
    }
    assert set(rows) == {"The Godfather", "Der Pate", "教父", "Elle", "James Bond Elle Parte 1"}
    assert rows["Der Pate"] < 0 == rows["Elle"] < rows["The Godfather"]


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    shutil.copytree(template, tmp_path / "home", ignore=shutil.ignore_patterns("*.lock", "logs"))
    return Settings(home=tmp_path / "home", database_url=None)


def test_titles_brought_later_are_taken_up_by_the_next_index(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps(SWEDISH) + "\n{\n", encoding="utf-8")
    vectors = (settings.index_folder / "dense" / "films" / "vectors.faiss").read_bytes()
    with prepare.opened(settings) as database:
        assert not prepare.index(settings, database, Quiet())
        report = keep(TitlesLine, settings, database, file, Quiet().advance)
        assert (report.added, report.rejected) == (1, 1)
        assert "mine.jsonl:2" in str(report.rejections[0])
        assert "a line is {" in report.notes[0]
        assert prepare.index(settings, database, Quiet())
        assert not prepare.index(settings, database, Quiet())
        prepare.export(settings, database, Quiet())
    assert (settings.index_folder / "dense" / "films" / "vectors.faiss").read_bytes() == vectors
    assert "Gudfadern" in (settings.gazetteer_folder / "titles.json").read_text("utf-8")
    assistant = build(settings, record=False)
    assert assistant.titles("Gudfadern")[0].title == "The Godfather"
    assert assistant.titles("Der Pate")[0].exact
    assistant.close()


def test_a_file_without_a_line_that_can_be_used_is_refused(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps({**SWEDISH, "titles": {"swedish": ["Gudfadern"]}}), encoding="utf-8")
    with (
        prepare.opened(settings) as database,
        pytest.raises(DataError, match=r"mine\.jsonl:1: .*such as de.* A line is \{"),
    ):
        keep(TitlesLine, settings, database, file, Quiet().advance)
    assert not settings.written_folder("titles").exists()
