"""What is read out of free text, and above all what is not."""

from __future__ import annotations

from typing import Any

import pytest

from retrieval.engine import SearchEngine
from retrieval.filters import Filters
from retrieval.query import Query

Expected = dict[str, Any]


def stated(query: Query) -> Expected:
    """The conditions set, sets as sorted lists, and what else was understood."""
    filters = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name in Filters.__dataclass_fields__
        if (value := getattr(query.filters, name))
    }
    relative = {"relative": sorted(query.relative)} if query.relative else {}
    return {**filters, **relative}


def years(first: int | None = None, last: int | None = None) -> Expected:
    return {name: year for name, year in (("year_from", first), ("year_to", last)) if year is not None}


WISHES: list[tuple[str, str, Expected]] = [
    # years and decades
    ("movies from 1994", "", years(1994, 1994)),
    ("after 2000", "", years(2001)),
    ("films since 2010", "", years(2010)),
    ("before 1980", "", years(None, 1979)),
    ("comedies between 1990 and 1999", "", {"genres": ["Comedy"], **years(1990, 1999)}),
    ("something from 1990 to 1995", "", years(1990, 1995)),
    ("90s", "", years(1990, 1999)),
    ("nineties horror", "", {"genres": ["Horror"], **years(1990, 1999)}),
    ("1980's action movies", "", {"genres": ["Action"], **years(1980, 1989)}),
    ("early 2000s rom-com", "", {"genres": ["Comedy", "Romance"], **years(2000, 2003)}),
    ("sci-fi from the late 70s", "", {"genres": ["Science Fiction"], **years(1977, 1979)}),
    ("80s or 90s horror", "", {"genres": ["Horror"], **years(1980, 1999)}),
    ("best movies of the 80s", "", years(1980, 1989)),
    ("a comedy from around 1990", "", {"genres": ["Comedy"], **years(1987, 1993)}),
    # hedged, with nothing else to go by, is a polite wish
    ("maybe something french", "", {"languages": ["fr"]}),
    ("must be under 2 hours", "", {"runtime_max": 119}),
    (
        "a comedy shorter than 90 minutes from before 1960",
        "",
        {"genres": ["Comedy"], "runtime_max": 89, **years(None, 1959)},
    ),
    # genres
    ("horror movies", "", {"genres": ["Horror"]}),
    ("a 90s thriller", "", {"genres": ["Thriller"], **years(1990, 1999)}),
    ("scifi", "", {"genres": ["Science Fiction"]}),
    ("scary movies", "", {"genres": ["Horror"]}),
    ("something funny", "", {"genres": ["Comedy"]}),
    ("war film about a sniper", "a sniper", {"genres": ["War"]}),
    ("documentary about penguins", "penguins", {"genres": ["Documentary"]}),
    ("a cartoon about toys", "toys", {"genres": ["Animation"]}),
    ("animated movie about a lost fish", "a lost fish", {"genres": ["Animation"]}),
    ("romantic comedy set in Paris", "set in Paris", {"genres": ["Comedy", "Romance"]}),
    ("kids movies", "", {"genres": ["Family"]}),
    ("a movie for the whole family", "", {"genres": ["Family"]}),
    ("western", "", {"genres": ["Western"]}),
    ("french revenge thriller", "revenge", {"genres": ["Thriller"], "languages": ["fr"]}),
    ("submarine thriller", "submarine", {"genres": ["Thriller"]}),
    ("something with more action", "", {"genres": ["Action"]}),
    ("by Spielberg but not war", "", {"people": ["Steven Spielberg"], "without_genres": ["War"]}),
    ("hey, got anything sad for a rainy sunday?", "sad for a rainy sunday", {}),
    ("a good crime thriller", "", {"genres": ["Crime", "Thriller"]}),
    # people
    ("comedy with Tom Hanks", "", {"genres": ["Comedy"], "people": ["Tom Hanks"]}),
    ("movies with tom hnks and meg ryan", "", {"people": ["Meg Ryan", "Tom Hanks"]}),
    ("starring Al Pacino and Robert De Niro", "", {"people": ["Al Pacino", "Robert De Niro"]}),
    ("directed by Christopher Nolan", "", {"people": ["Christopher Nolan"]}),
    ("movies by nolan", "", {"people": ["Christopher Nolan"]}),
    ("spielberg", "", {"people": ["Steven Spielberg"]}),
    ("Nolan's films", "", {"people": ["Christopher Nolan"]}),
    ("Tom Hanks stranded on an island", "stranded on an island", {"people": ["Tom Hanks"]}),
    # languages and countries
    ("French film", "", {"languages": ["fr"]}),
    ("French thriller from the 90s", "", {"genres": ["Thriller"], "languages": ["fr"], **years(1990, 1999)}),
    ("in Korean", "", {"languages": ["ko"]}),
    ("a film in French about love", "love", {"languages": ["fr"]}),
    ("spanish language horror", "", {"genres": ["Horror"], "languages": ["es"]}),
    ("Bollywood", "", {"languages": ["hi"]}),
    ("movies from Japan", "", {"countries": ["JP"]}),
    ("British comedy", "", {"genres": ["Comedy"], "countries": ["GB"]}),
    # runtime and rating
    ("a comedy under 2 hours", "", {"genres": ["Comedy"], "runtime_max": 119}),
    ("less than 90 minutes", "", {"runtime_max": 89}),
    ("under an hour and a half", "", {"runtime_max": 89}),
    ("at least 3 hours", "", {"runtime_min": 180}),
    ("a short comedy", "", {"genres": ["Comedy"], "runtime_max": 95}),
    ("not too long", "", {"runtime_max": 120}),
    ("rated above 7", "", {"rating_min": 7.0}),
    ("dramas rated 8 or higher", "", {"genres": ["Drama"], "rating_min": 8.0}),
    ("films with at least 4 stars", "", {"rating_min": 8.0}),
    ("highly rated thriller", "", {"genres": ["Thriller"], "rating_min": 7.0}),
    # refusals
    ("without Tom Cruise", "", {"without_people": ["Tom Cruise"]}),
    ("not horror", "", {"without_genres": ["Horror"]}),
    ("no musicals", "", {"without_genres": ["Music"], "without_keywords": ["musical"]}),
    ("comedy but not romantic", "", {"genres": ["Comedy"], "without_genres": ["Romance"]}),
    ("a heist, not with Al Pacino", "a heist", {"without_people": ["Al Pacino"]}),
    # comparisons
    ("something newer", "", {"relative": ["newer"]}),
    ("older movies", "", {"relative": ["older"]}),
    ("shorter please", "", {"relative": ["shorter"]}),
    ("funnier", "", {"relative": ["funnier"]}),
    ("darker", "", {"relative": ["darker"]}),
    ("more like this", "", {"relative": ["more like"]}),
    # social talk
    ("hi, I'm looking for a film where a man relives the same day", "a man relives the same day", {}),
    ("Hello! can you recommend me a good thriller please", "", {"genres": ["Thriller"]}),
    ("what's the movie where a boy sees dead people", "a boy sees dead people", {}),
    (
        "I'm looking for a French film from the 90s, under two hours, about a woman who works in a small café and "
        "secretly helps all the people around her to find happiness in Paris",
        "a woman who works in a small café and secretly helps all the people around her to find happiness in Paris",
        {"languages": ["fr"], "runtime_max": 119, **years(1990, 1999)},
    ),
]

PLOTS = [
    "a comedy actor who fakes his own death",
    "the war between two kingdoms",
    "a French chef opens a restaurant in Paris",
    "a British spy in Russia",
    "a girl from Japan moves to New York",
    "a detective has less than 24 hours to find the bomb",
    "a horror writer trapped in a hotel",
    "a man trapped in a thriller",
    "the french thriller writer",
    "a western town sheriff alone against outlaws",
    "a musical prodigy",
    "a documentary filmmaker follows a killer",
    "a mystery man arrives in town",
    "a scary clown terrorizes a town",
    "a family of superheroes",
    "an adventure in the jungle",
    "a man with no family returns home",
    "a romance without a happy ending",
    "an older man falls in love with a younger woman",
    "set in 1944, a group of soldiers",
    "in 1999 a hacker discovers reality is fake",
    "a soldier from 1944 wakes up today",
    "after 2000 years a mummy wakes up",
    "with dragons",
    "killed by Red",
    "christmas movies",
    "superhero movies",
    "a thief who steals secrets through dreams",
    "a short man in a long queue",
    "a crime boss hands over to his son",
    "a man called Tom Hanks",
    # exact titles, though they look like something else
    "Heat",
    "seven",
    "the matrix",
    "Cast Away",
]


@pytest.mark.parametrize(("text", "left", "expected"), WISHES, ids=[text[:40] for text, _, _ in WISHES])
def test_reads_what_is_wished(engine: SearchEngine, text: str, left: str, expected: Expected) -> None:
    query = engine.understand(text)
    assert stated(query) == expected
    assert query.text == left


@pytest.mark.parametrize("text", PLOTS)
def test_leaves_plots_and_titles_alone(engine: SearchEngine, text: str) -> None:
    query = engine.understand(text)
    assert (query.text, query.filters, query.notes) == (text, Filters(), ())


def test_a_memory_told_at_length_keeps_its_words(engine: SearchEngine) -> None:
    text = (
        "I remember a movie from the 90s, I watched it on TV, it was a horror movie maybe in French with a clown "
        "that lives in the sewers, no family, and kids who come back after 20 years to fight it"
    )
    query = engine.understand(text)
    assert (query.text, query.filters, query.notes) == (text, Filters(), ())


@pytest.mark.parametrize("text", ["nothing violent", "not so violent", "less violent", "thriller, no gore"])
def test_violence_is_kept_out(engine: SearchEngine, text: str) -> None:
    query = engine.understand(text)
    assert {"violence", "blood"} <= query.filters.without_keywords
    assert 111 not in engine.browse(query.filters, 50)  # Heat, whose keywords have violence
    assert ("less violent" in query.relative) == text.startswith("less")


def test_foreign_means_any_language_but_english(engine: SearchEngine) -> None:
    languages = engine.understand("foreign films").filters.languages
    assert {"fr", "ja", "ko"} <= languages
    assert "en" not in languages


def test_notes_say_what_was_understood(engine: SearchEngine) -> None:
    query = engine.understand("a 90s comedy with Tom Hanks, not horror")
    assert set(query.notes) == {"1990s", "comedy", "with Tom Hanks", "not horror"}


@pytest.mark.parametrize(
    "text", ["", " ", "....", "😀", "a the of", "''''", "(((", "1", "-" * 5_000, "\x00\n\t"]
)
def test_odd_texts_are_understood_as_nothing(engine: SearchEngine, text: str) -> None:
    assert stated(engine.understand(text)) == {}


def test_surnames_of_more_than_one_word(engine: SearchEngine) -> None:
    query = engine.understand("films with both al pacino and de niro")
    assert query.filters.people == {"Al Pacino", "Robert De Niro"}
    assert query.text == ""
