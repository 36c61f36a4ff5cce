"""What is certain, what is only likely, what is refused, and what may be either."""

from __future__ import annotations

import pytest

from retrieval.engine import SearchEngine
from retrieval.filters import Filters, Hint
from tests.retrieval.corpus import CORPUS


def names(*values: str) -> frozenset[str]:
    return frozenset(values)


COMEDY, DRAMA = Filters(genres=names("Comedy")), Filters(genres=names("Drama"))
FRENCH, ITALIAN = Filters(languages=names("fr")), Filters(languages=names("it"))
HANKS, FREEMAN = Filters(people=names("Tom Hanks")), Filters(people=names("Morgan Freeman"))
EIGHTIES = Filters(year_from=1980, year_to=1989)


def only_hint(engine: SearchEngine, text: str) -> Hint:
    query = engine.understand(text)
    assert query.filters == Filters()
    (hint,) = query.hints
    return hint


@pytest.mark.parametrize(
    ("text", "filters", "left"),
    [
        ("a heist gone wrong, maybe 1985", Filters(year_from=1982, year_to=1988), "a heist gone wrong"),
        ("I think it was French, about a girl in a cafe", FRENCH, "a girl in a cafe"),
        ("a man lost at sea, possibly with Tom Hanks", HANKS, "a man lost at sea"),
        ("a factory strike, might have been Italian", ITALIAN, "a factory strike"),
        (
            "a talking dog, around the late 80s or early 90s",
            Filters(year_from=1984, year_to=1995),
            "a talking dog",
        ),
        ("a talking dog, French I think", FRENCH, "a talking dog"),
        ("maybe a comedy or maybe a drama about twins", Filters(any_of=((COMEDY, DRAMA),)), "twins"),
        ("a lost fish, I think it was animated", Filters(genres=names("Animation")), "a lost fish"),
    ],
)
def test_hedged_facts_are_hints(engine: SearchEngine, text: str, filters: Filters, left: str) -> None:
    hint = only_hint(engine, text)
    assert hint.filters == filters
    assert 0 < hint.weight < 1
    assert engine.understand(text).text == left


def test_a_stronger_hedge_weighs_more(engine: SearchEngine) -> None:
    weights = [
        only_hint(engine, f"a man lost at sea, {hedge} with Tom Hanks").weight
        for hedge in ("probably", "maybe", "possibly")
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("comedy or drama", Filters(any_of=((COMEDY, DRAMA),))),
        ("a comedy or a drama with Tom Hanks", Filters(people=HANKS.people, any_of=((COMEDY, DRAMA),))),
        ("with Tom Hanks or Morgan Freeman", Filters(any_of=((HANKS, FREEMAN),))),
        ("Tom Hanks or Morgan Freeman comedies", Filters(genres=COMEDY.genres, any_of=((HANKS, FREEMAN),))),
        ("French or Italian films", Filters(languages=names("fr", "it"))),
        ("French or American films", Filters(any_of=((FRENCH, Filters(countries=names("US"))),))),
        ("films from the 60s or 80s", Filters(any_of=((Filters(year_from=1960, year_to=1969), EIGHTIES),))),
        ("films from 1994 or 1999", Filters(any_of=((Filters(year_from=1994, year_to=1994), Filters(year_from=1999, year_to=1999)),))),
    ],
)  # fmt: skip
def test_either_will_do(engine: SearchEngine, text: str, expected: Filters) -> None:
    query = engine.understand(text)
    assert query.text == ""
    assert query.filters == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing before 1990", Filters(year_from=1990)),
        ("no films after 2000", Filters(year_to=2000)),
        ("nothing over 2 hours", Filters(runtime_max=120)),
        ("nothing under 100 minutes", Filters(runtime_min=100)),
        ("I don't want anything from the 80s", Filters(none_of=(EIGHTIES,))),
        ("comedies but not from the 80s", Filters(genres=COMEDY.genres, none_of=(EIGHTIES,))),
        ("no French films", Filters(none_of=(FRENCH,))),
        (
            "a comedy that is not American",
            Filters(genres=COMEDY.genres, none_of=(Filters(countries=names("US")),)),
        ),
        ("a drama, no war, no crime", Filters(genres=DRAMA.genres, without_genres=names("War", "Crime"))),
        ("comedies, not animated", Filters(genres=COMEDY.genres, without_genres=names("Animation"))),
        ("anything but romance", Filters(without_genres=names("Romance"))),
        ("not the one with Harrison", Filters(without_people=names("Harrison Ford"))),
        ("films without romance or horror", Filters(without_genres=names("Romance", "Horror"))),
        ("nothing with subtitles", Filters(languages=names("en"))),
    ],
)
def test_refusals(engine: SearchEngine, text: str, expected: Filters) -> None:
    query = engine.understand(text)
    assert query.filters == expected
    assert query.text == ""


@pytest.mark.parametrize(
    ("text", "ids", "left"),
    [
        ("it's not Inception, people enter dreams", {101}, "people enter dreams"),
        ("a robbery in Los Angeles but not Heat", {111, 112}, "a robbery in Los Angeles"),
        ("it isn't inception or Cast Away, people enter dreams", {101, 113}, "people enter dreams"),
    ],
)
def test_films_it_is_not_are_left_out(engine: SearchEngine, text: str, ids: set[int], left: str) -> None:
    query = engine.understand(text)
    assert query.filters == Filters(without_ids=frozenset(ids))
    assert query.text == left
    assert ids.isdisjoint(engine.browse(query.filters, 50))


@pytest.mark.parametrize(
    "text", ["it's not the one with the dog", "a ring that is not hers", "no heat in the house"]
)
def test_other_refusals_name_no_film(engine: SearchEngine, text: str) -> None:
    assert not engine.understand(text).filters.without_ids


MEMORY = (
    "So I remember watching this film with my dad on TV. It was a French movie, in black and white, from the late 50s"
    " maybe. A boy with Tom Hanks or Morgan Freeman's face runs away from school and sees the ocean. It wasn't Inception."
)


def test_a_long_memory_hides_nothing_but_the_film_it_is_not(engine: SearchEngine) -> None:
    query = engine.understand(MEMORY)
    assert query.filters == Filters(without_ids=frozenset((101,)))
    said = {hint.filters: hint.weight for hint in query.hints}
    assert said[FRENCH] == 1
    assert said[Filters(any_of=((HANKS, FREEMAN),))] == 1
    assert said[Filters(year_from=1954, year_to=1961)] < 1
    assert any("black and white" in str(filters) for filters in said)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was live action.", Filters(without_genres=names("Animation"))),
        ("It wasn't animated.", Filters(without_genres=names("Animation"))),
        ("It had subtitles, it was a foreign film.", Filters(none_of=(Filters(languages=names("en")),))),
        ("It was in English.", Filters(languages=names("en"))),
        ("It was a horror movie.", Filters(genres=names("Horror"))),
        ("The man looked like Tom Hanks.", HANKS),
        ("I saw it on TV in the 90s.", Filters(year_from=1975, year_to=1999)),
        ("It was made around 1985.", Filters(year_from=1983, year_to=1987)),
    ],
)
def test_facts_in_a_memory(engine: SearchEngine, sentence: str, expected: Filters) -> None:
    story = (
        "I remember a boy who finds a map in the attic and follows it through the woods with his sister until they meet"
        " a hermit who lives under a bridge. "
    )
    query = engine.understand(story + sentence)
    assert query.filters == Filters()
    assert expected in {hint.filters for hint in query.hints}


def test_the_setting_of_a_plot_is_no_hint(engine: SearchEngine) -> None:
    assert (
        engine.understand(
            "a western town, set in the 1880s, where a girl learns to shoot and then leaves"
        ).hints
        == ()
    )


def test_every_answer_meets_hard_constraints(engine: SearchEngine) -> None:
    text = (
        "a drama or thriller from the 90s or 2000s about a man locked in, not with Al Pacino, under 2.5 hours"
    )
    query = engine.understand(text)
    found = engine.search(query.text, query.filters, 50)
    films = {film.id: film for film in CORPUS}
    assert len(found) >= 3
    for hit in found:
        film = films[hit.id]
        assert {"Drama", "Thriller"} & set(film.genres)
        assert film.year is not None
        assert 1990 <= film.year <= 2009
        assert film.runtime is not None
        assert film.runtime <= 150
        assert "Al Pacino" not in film.people
