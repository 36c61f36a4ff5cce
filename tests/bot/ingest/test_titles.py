"""Spellings of one title meet, other titles do not."""

from __future__ import annotations

import pytest

from bot.ingest.join import Film, join
from bot.ingest.titles import normalise, parts, split_year, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haunting, The", "The Haunting"),
        ("Good, the Bad and the Ugly, The", "The Good, the Bad & the Ugly"),
        ("Fabuleux destin d'Amélie Poulain, Le", "Le Fabuleux Destin d’Amélie Poulain"),
        ("Avventura, L'", "L'Avventura"),
        ("WALL·E", "WALL-E"),
        ("Spider-Man", "Spiderman"),
        ("Spirited  Away", "spirited away"),
        ("Bôken, Das", "boken"),
        ("Smørrebrød & Cie.", "Smorrebrod and Cie"),
        ("Straße", "Strasse"),
        ("E.T. the Extra-Terrestrial", "E.T.: The Extra-Terrestrial"),
        ("千と千尋の神隠し", " 千と千尋の神隠し "),
    ],
)
def test_spellings_of_one_title(one: str, other: str) -> None:
    assert normalise(one) == normalise(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alien", "Aliens"),
        ("Rocky II", "Rocky III"),
        ("Se7en", "Seven"),
        ("8½", "8 Mile"),
    ],
)
def test_titles_that_differ(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_title_that_is_an_article_stays() -> None:
    assert normalise("It") == "it"
    assert normalise("A") == "a"
    assert normalise("The") == "the"
    assert normalise("A.I. Artificial Intelligence") == "aiartificialintelligence"
    assert normalise("!!!") == ""


def test_alternative_titles_in_brackets() -> None:
    assert variants("Farewell My Concubine (Ba wang bie ji)")[:2] == ("farewellmyconcubine", "bawangbieji")
    assert "12monkeys" in variants("Twelve Monkeys (a.k.a. 12 Monkeys)")
    assert "se7en" in variants("Seven (a.k.a. Se7en)")
    assert "citedesenfantsperdus" in variants("City of Lost Children, The (Cité des enfants perdus, La)")
    assert variants("City of Lost Children, The (Cité des enfants perdus, La)")[0] == "cityoflostchildren"
    assert variants("Shaft") == ("shaft",)


def test_parts_around_a_subtitle() -> None:
    assert parts("Star Wars: Episode IV - A New Hope") == ("starwars", "episodeivanewhope", "newhope")
    assert parts("Spider-Man") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Heat (1995)", ("Heat", 1995)),
        ("Paris, I Love You (Paris, je t'aime) (2006) ", ("Paris, I Love You (Paris, je t'aime)", 2006)),
        ("Babylon 5", ("Babylon 5", None)),
        ("2001: A Space Odyssey (1968)", ("2001: A Space Odyssey", 1968)),
        ("Death Note (2006-2007)", ("Death Note", 2006)),
        ("Death Note (2006\u2013)", ("Death Note", 2006)),
    ],
)
def test_the_year_at_the_end(text: str, found: tuple[str, int | None]) -> None:
    assert split_year(text) == found


CATALOGUE = [
    Film(1, ("Batman", ""), 1989),
    Film(2, ("Batman", ""), 1966),
    Film(3, ("Star Wars", ""), 1977),
    Film(4, ("Amélie", "Le Fabuleux Destin d'Amélie Poulain"), 2001),
    Film(5, ("Twins", ""), 2000),
    Film(6, ("Twins", ""), 2000),
    Film(7, ("Whiplash", ""), 2014),
    Film(8, ("Eden", ""), 2000),
    Film(9, ("Eden", ""), 2002),
    Film(10, ("No Year", ""), None),
    Film(11, ("13 Hours: The Secret Soldiers of Benghazi", ""), 2016),
    Film(12, ("Watchmen", ""), 2009),
]


def joined(*wanted: tuple[str, int | None]) -> list[int | None]:
    films = [Film(number, (title,), year) for number, (title, year) in enumerate(wanted)]
    found = join(films, CATALOGUE)
    return [found.get(film.id) for film in films]


def test_title_and_year_meet() -> None:
    assert joined(("Batman", 1989), ("Batman", 1966), ("Batman", 1975), ("Robin", 1989)) == [1, 2, None, None]
    assert joined(("Amelie (Fabuleux destin d'Amélie Poulain, Le)", 2001)) == [4]
    assert joined(("Fabuleux destin d'Amelie Poulain, Le", 2001)) == [4]


def test_two_that_fit_are_none() -> None:
    assert joined(("Twins", 2000)) == [None]
    assert joined(("Eden", 2001)) == [None]


def test_a_year_beside_fits_only_what_no_other_has() -> None:
    assert joined(("Whiplash", 2013)) == [7]
    assert joined(("Whiplash", 2012)) == [None]
    assert joined(("Whiplash", 2013), ("Whiplash", 2014)) == [None, 7]
    assert joined(("Whiplash", 2013), ("Whiplash", 2015)) == [None, None]


def test_a_subtitle_may_be_lacking_on_either_side() -> None:
    assert joined(("Star Wars: Episode IV - A New Hope", 1977), ("13 Hours", 2016)) == [3, 11]
    assert joined(("Watchmen: Tales of the Black Freighter", 2009), ("Watchmen", 2009)) == [None, 12]
    assert joined(("Star Wars: Episode IV - A New Hope", 1978)) == [None]


def test_a_film_without_a_year_is_not_joined() -> None:
    assert joined(("No Year", None), ("No Year", 1990), ("Whiplash", None)) == [None, None, None]


def test_two_films_of_a_data_set_may_be_one_of_ours() -> None:
    assert joined(("Batman", 1989), ("BATMAN", 1989)) == [1, 1]
