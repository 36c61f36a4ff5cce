"""The seed catalogue is complete, varied and without doubles."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.domain import MovieDraft
from bot.ingest.report import IngestReport
from bot.ingest.seed import read_seed
from bot.ingest.titles import fold
from tests.bot.ingest.conftest import PROJECT

GENRES = {
    "Action",
    "Adventure",
    "Animation",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Family",
    "Fantasy",
    "History",
    "Horror",
    "Music",
    "Mystery",
    "Romance",
    "Science Fiction",
    "Thriller",
    "War",
    "Western",
}
FEW_ACTORS = {"Documentary", "Animation"}
ABBREVIATIONS = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|Jr|Sr|Lt|Col|Gen|Sgt|Capt|No|vs|[A-Z])\.(?=\s|[A-Z])")
SENTENCE_END = re.compile(r"[.!?][\"'\u2019\u201d)]*(?=\s|$)")


@pytest.fixture(scope="module")
def report() -> IngestReport:
    return IngestReport("seed")


@pytest.fixture(scope="module")
def films(report: IngestReport) -> list[MovieDraft]:
    return list(read_seed(PROJECT / "data" / "catalogue", report))


def label(film: MovieDraft) -> str:
    return f"{film.title} ({film.year})"


def sentences(text: str) -> int:
    return len(SENTENCE_END.findall(ABBREVIATIONS.sub(r"\1", text)))


def test_every_line_is_a_film(films: list[MovieDraft], report: IngestReport) -> None:
    assert [str(rejection) for rejection in report.rejections] == []
    assert report.read == len(films) >= 500


def test_all_decades_genres_and_many_countries(films: list[MovieDraft]) -> None:
    decades = Counter((film.year or 0) // 10 * 10 for film in films)
    assert set(decades) == set(range(1920, 2030, 10))
    assert min(decades.values()) >= 5
    genres = Counter(genre for film in films for genre in film.genres)
    assert set(genres) == GENRES
    assert min(genres.values()) >= 5
    assert len({country for film in films for country in film.countries}) >= 20
    assert len({film.language for film in films}) >= 10


def test_every_field_is_filled(films: list[MovieDraft]) -> None:
    lacking = [
        (label(film), name)
        for film in films
        for name in (
            *("title", "original_title", "year", "runtime", "language", "countries"),
            *("genres", "directors", "keywords", "overview"),
        )
        if not getattr(film, name)
    ]
    assert lacking == []


def test_casts_are_of_three_or_more(films: list[MovieDraft]) -> None:
    assert [label(film) for film in films if len(film.cast) < 3 and not FEW_ACTORS & set(film.genres)] == []


def test_no_film_is_there_twice(films: list[MovieDraft]) -> None:
    titles = Counter((fold(film.title), film.year) for film in films)
    originals = Counter((fold(film.original_title), film.year, film.directors) for film in films)
    ids = Counter(film.tmdb_id for film in films if film.tmdb_id is not None)
    assert [key for counts in (titles, originals, ids) for key, count in counts.items() if count > 1] == []


def test_values_are_of_the_right_shape(films: list[MovieDraft]) -> None:
    wrong = [
        label(film)
        for film in films
        if not re.fullmatch("[a-z]{2}", film.language)
        or not all(re.fullmatch("[A-Z]{2}", country) for country in film.countries)
        or not 1920 <= (film.year or 0) <= 2029
        or not 20 <= (film.runtime or 0) <= 600
        or not (film.imdb_id is None or re.fullmatch(r"tt\d{7,8}", film.imdb_id))
        or not 3 <= len(film.keywords) <= 20
        or any(text != text.strip() or not text for text in (*film.keywords, *film.directors, film.title))
    ]
    assert wrong == []


def test_no_list_repeats_itself(films: list[MovieDraft]) -> None:
    doubled = [
        label(film)
        for film in films
        for values in (film.genres, film.countries, film.keywords, film.directors, film.cast)
        if len(set(values)) < len(values)
    ]
    assert doubled == []


def test_overviews_are_two_or_three_sentences(films: list[MovieDraft]) -> None:
    wrong = [
        (label(film), sentences(film.overview)) for film in films if sentences(film.overview) not in (2, 3)
    ]
    assert wrong == []


def test_overviews_are_of_35_to_100_words(films: list[MovieDraft]) -> None:
    words = {label(film): len(film.overview.split()) for film in films}
    assert {name: count for name, count in words.items() if not 35 <= count <= 100} == {}


def test_no_overview_is_there_twice(films: list[MovieDraft]) -> None:
    assert max(Counter(film.overview for film in films).values()) == 1


def test_no_overview_names_its_title(films: list[MovieDraft]) -> None:
    """Else a search by description would find the title and prove nothing."""
    naming = [
        label(film)
        for film in films
        for title in {film.title, film.original_title}
        # A title of one word may be an everyday word ("up", "her"): then only the capital counts.
        if re.search(
            rf"(?<!\w){re.escape(title)}(?!\w)", film.overview, re.IGNORECASE if " " in title else re.NOFLAG
        )
    ]
    assert naming == []
