"""The query sets that ship with the project: whole, answerable and what they claim to be."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.db import movies as movie_store
from bot.db.session import open_database
from bot.domain import Movie
from bot.evaluation.description_file import NumberedDescription, QuerySet, read_folder
from bot.settings import PROJECT, Settings

FOLDER = PROJECT / "data" / "benchmark"
SIZES = {
    "constraints": 80,
    "hedged": 40,
    "keywords": 60,
    "languages": 280,
    "misspelt": 60,
    "moods": 40,
    "negated": 40,
}
LANGUAGES = {"en", "es", "de", "fr", "pt", "hi", "zh"}


@pytest.fixture(scope="module")
def sets() -> dict[str, QuerySet]:
    return {query_set.file.stem: query_set for query_set in read_folder(FOLDER)}


@pytest.fixture(scope="module")
def films(template: Path) -> Iterator[list[Movie]]:
    database = open_database(Settings(home=template, database_url=None).resolved_database_url)
    with database.session(read_only=True) as session:
        yield list(movie_store.all_movies(session))
    database.close()


def queries(sets: dict[str, QuerySet]) -> list[NumberedDescription]:
    return [query for query_set in sets.values() for query in query_set.queries]


def test_every_line_is_usable_and_every_query_its_own(sets: dict[str, QuerySet]) -> None:
    assert {name: len(query_set.queries) for name, query_set in sets.items()} == SIZES
    assert not [problem for query_set in sets.values() for problem in query_set.broken]
    for what in ("query_id", "text"):
        assert [value for value, n in Counter(getattr(q, what) for q in queries(sets)).items() if n > 1] == []


def test_the_seed_catalogue_can_answer(sets: dict[str, QuerySet], films: list[Movie]) -> None:
    known = {film.tmdb_id for film in films}
    for name, query_set in sets.items():
        for query in query_set.queries:
            if name == "moods":
                assert 3 <= len(query.tmdb_ids) <= 12
                assert query.tmdb_ids & known, query.text
            elif query.holds is None:
                assert len(query.tmdb_ids) == 1
                assert query.tmdb_ids <= known, query.text


def test_no_query_names_its_film(sets: dict[str, QuerySet], films: list[Movie]) -> None:
    titles = {film.tmdb_id: {film.title.lower(), film.original_title.lower()} for film in films}
    for query in queries(sets):
        if len(query.tmdb_ids) == 1:
            (right,) = query.tmdb_ids
            # Titles of one word ("Alien", "Room") are also common words.
            named = [title for title in titles[right] if " " in title and title in query.text.lower()]
            assert not named, query.text


def test_conditions_use_the_catalogues_own_names(sets: dict[str, QuerySet], films: list[Movie]) -> None:
    genres = {genre for film in films for genre in film.genres}
    for name in ("constraints", "negated"):
        for query in sets[name].queries:
            holds = query.holds
            assert holds is not None
            assert holds.genres | holds.genres_any | holds.without_genres <= genres, query.text
            assert all(
                len(code) == 2 and code.islower() for code in holds.languages | holds.without_languages
            )
            assert all(
                len(code) == 2 and code.isupper() for code in holds.countries | holds.without_countries
            )
            assert any(holds.satisfied_by(film) for film in films) or holds.rating_min or holds.people


def test_each_description_is_there_in_every_language(sets: dict[str, QuerySet]) -> None:
    by_film: dict[frozenset[int], set[str]] = {}
    for query in sets["languages"].queries:
        by_film.setdefault(query.tmdb_ids, set()).add(query.language)
        assert query.query_id.endswith(f"-{query.language}")
        written = {"hi": range(0x900, 0x980), "zh": range(0x4E00, 0xA000)}.get(query.language)
        if written is not None:
            assert sum(ord(char) in written for char in query.text) > math.floor(len(query.text) / 2)
    assert len(by_film) == 40
    assert all(languages == LANGUAGES for languages in by_film.values())


def test_no_query_is_among_what_is_learnt_from(sets: dict[str, QuerySet], films: list[Movie]) -> None:
    learnt = {text.lower() for film in films for text in (film.overview, film.tagline, *film.keywords)}
    training = "\n".join(path.read_text() for path in (PROJECT / "data" / "training").glob("*.yml")).lower()
    found = [q.text for q in queries(sets) if q.text.lower() in learnt or f"- {q.text.lower()}\n" in training]
    assert found == []


def test_the_files_are_plain_json_lines() -> None:
    for file in FOLDER.glob("*.jsonl"):
        for line in file.read_text().splitlines():
            assert json.dumps(json.loads(line), ensure_ascii=False) == line
