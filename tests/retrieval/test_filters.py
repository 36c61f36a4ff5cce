"""Filters hold for every film returned, whatever they are, and hide none that fits."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.documents import Document
from retrieval.engine import SearchEngine
from retrieval.filters import Filters
from retrieval.text import name_key
from tests.retrieval.corpus import CORPUS

BY_ID = {document.id: document for document in CORPUS}


def some(values: set[str], most: int = 2) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(values)), max_size=most)


GENRES = {genre for document in CORPUS for genre in document.genres}
PEOPLE = {name for document in CORPUS for name in document.people}
FILTERS = st.builds(
    Filters,
    genres=some(GENRES, 1),
    without_genres=some(GENRES),
    people=some(PEOPLE | {"tom hanks", "AUDREY TAUTOU", "choi min sik"}, 1),
    without_people=some(PEOPLE),
    without_keywords=some({"violence", "time loop", "island", "relationship"}),
    languages=some({"en", "fr", "ja", "xx"}),
    countries=some({"US", "FR", "JP", "XX"}),
    year_from=st.none() | st.integers(1960, 2020),
    year_to=st.none() | st.integers(1960, 2020),
    runtime_min=st.none() | st.integers(60, 200),
    runtime_max=st.none() | st.integers(60, 220),
    rating_min=st.none() | st.floats(0, 10),
)


def between(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def fits(document: Document, wanted: Filters) -> bool:
    people = {name_key(name) for name in document.people}
    keywords = [f" {name_key(keyword)} " for keyword in document.keywords]
    return (
        wanted.genres <= set(document.genres)
        and not wanted.without_genres & set(document.genres)
        and {name_key(name) for name in wanted.people} <= people
        and not {name_key(name) for name in wanted.without_people} & people
        and not any(f" {refused} " in keyword for refused in wanted.without_keywords for keyword in keywords)
        and (not wanted.languages or document.language in wanted.languages)
        and (not wanted.countries or bool(wanted.countries & set(document.countries)))
        and between(document.year, wanted.year_from, wanted.year_to)
        and between(document.runtime, wanted.runtime_min, wanted.runtime_max)
        and between(document.rating, wanted.rating_min, None)
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS, text=st.sampled_from(["a heist", "love in Paris", "Heat", "space"]))
def test_filters_decide_who_is_ranked(engine: SearchEngine, filters: Filters, text: str) -> None:
    fitting = {document.id for document in CORPUS if fits(document, filters)}
    assert {hit.id for hit in engine.search(text, filters, k=len(CORPUS))} == fitting
    assert set(engine.browse(filters, len(CORPUS))) == fitting
    assert engine.count(filters) == len(fitting)
    assert {hit.id for hit in engine.similar({101: 1.0}, filters, k=len(CORPUS))} == fitting - {101}


def test_ten_come_back_where_ten_fit(engine: SearchEngine) -> None:
    filters = Filters(year_from=1990, year_to=1999)
    assert engine.count(filters) >= 10
    assert len(engine.search("penguins in the Antarctic", filters, k=10)) == 10


def test_names_compare_without_case_and_accents(engine: SearchEngine) -> None:
    assert engine.browse(Filters(people=frozenset({"audrey TAUTOU"})), 5) == [108]
    assert engine.browse(Filters(genres=frozenset({"science fiction"}), year_to=1978), 5) == [106]
