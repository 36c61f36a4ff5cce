"""Conditions and refusals in the many ways people word them, and stories that only sound like them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from retrieval.documents import CastMember
from retrieval.engine import SearchEngine
from retrieval.filters import Filters
from retrieval.people import PeopleIndex
from retrieval.query import QueryReader
from retrieval.titles import TitleIndex
from tests.retrieval.corpus import CORPUS


def stated(filters: Filters) -> dict[str, Any]:
    """The conditions set, sets as sorted lists."""
    unset = Filters()
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name in Filters.__dataclass_fields__
        if (value := getattr(filters, name)) != getattr(unset, name)
    }


def years(first: int | None = None, last: int | None = None) -> dict[str, Any]:
    return {name: year for name, year in (("year_from", first), ("year_to", last)) if year is not None}


def only(genre: str, **others: Any) -> dict[str, Any]:
    return {"genres": [genre], **others}


YEARS: list[tuple[str, dict[str, Any]]] = [
    ("early 2000s teen comedies", only("Comedy", **years(2000, 2003))),
    ("late 60s road movie", years(1967, 1969)),
    ("mid nineties action with a bus", only("Action", **years(1994, 1996))),
    ("fantasy from the first half of the 80s", only("Fantasy", **years(1980, 1984))),
    ("films from the end of the 70s", years(1977, 1979)),
    ("comedy from '84", only("Comedy", **years(1984, 1984))),
    ("horror between '79 and '85", only("Horror", **years(1979, 1985))),
    ("drama, 2012-14, about slavery", only("Drama", **years(2012, 2014))),
    ("a war movie from last century", only("War", **years(1900, 1999))),
    ("21st century westerns", only("Western", **years(2001))),
    ("romances from the twenty-tens", only("Romance", **years(2010, 2019))),
    ("thrillers from 2005 onwards about hackers", only("Thriller", **years(2005))),
    ("fantasy movies, 2011 or later, with dwarves", only("Fantasy", **years(2011))),
    ("anything from 1980 on about boxing", years(1980)),
    ("sci-fi, 1968 or earlier", only("Science Fiction", **years(None, 1968))),
    ("a thriller no newer than 2000 and no older than 1985", only("Thriller", **years(1985, 2000))),
    ("a romance, 1990s, with a bookshop", only("Romance", **years(1990, 1999))),
    ("a drama dated 1940s about newspapers", only("Drama", **years(1940, 1949))),
    ("could you recommend a crime comedy from the late 90s?", {"genres": ["Comedy", "Crime"], **years(1997, 1999)}),
    ("Sci-Fi. 1980s. Under 2 hours.", only("Science Fiction", **years(1980, 1989), runtime_max=119)),
]  # fmt: skip
AMOUNTS: list[tuple[str, dict[str, Any]]] = [
    ("thriller less than 100 min", only("Thriller", runtime_max=99)),
    ("horror, at most 100 minutes", only("Horror", runtime_max=100)),
    ("a drama of more than 2 hours", only("Drama", runtime_min=121)),
    ("a drama of at least 2 hours", only("Drama", runtime_min=120)),
    ("action in under an hour and 45 minutes", only("Action", runtime_max=104)),
    ("sub-90-minute horror", only("Horror", runtime_max=89)),
    ("ninety minutes max comedies", only("Comedy", runtime_max=90)),
    ("two and a half hours at most, a western", only("Western", runtime_max=150)),
    ("comedies that don't exceed 95 minutes", only("Comedy", runtime_max=95)),
    ("between 90 and 100 minutes, a horror", only("Horror", runtime_min=90, runtime_max=100)),
    ("I only have 90 minutes: comedy", only("Comedy", runtime_max=90)),
    ("nothing longer than 2 hours, a whale", {"runtime_max": 120}),
    ("thriller scoring better than 7 on a train", only("Thriller", rating_min=7.0)),
    ("seven out of ten or better, mystery", only("Mystery", rating_min=7.0)),
    ("8+ dramas", only("Drama", rating_min=8.0)),
    ("documentary with an average of 7 or more", only("Documentary", rating_min=7.0)),
    ("well reviewed mystery on an island", only("Mystery", rating_min=7.0)),
    ("critically loved war films", only("War", rating_min=7.0)),
    ("crime rated over 7.5, in a small town", only("Crime", rating_min=7.5)),
    ("no rating below 7, western", only("Western", rating_min=7.0)),
]
KINDS: list[tuple[str, dict[str, Any]]] = [
    ("a tearjerker drama about cancer", only("Drama")),
    ("drama about a family", only("Drama")),
    ("whodunits in a mansion", only("Mystery")),
    ("children's film about a bear", only("Family")),
    ("an animated Japanese movie about a girl", only("Animation", languages=["ja"])),
    ("70s and 80s sci-fi classics in space", only("Science Fiction", **years(1970, 1989))),
    ("horror but funny", {"genres": ["Comedy", "Horror"]}),
    ("my kids want a cartoon from the 2010s about monsters", only("Animation", **years(2010, 2019))),
    ("Japanese ghost story", {"languages": ["ja"]}),
    ("horror, japanese, ghost", only("Horror", languages=["ja"])),
    ("a moody French crime film from the 60s", only("Crime", languages=["fr"], **years(1960, 1969))),
    ("UK comedy about a wedding", only("Comedy", countries=["GB"])),
    ("US war movies of the 60s", only("War", countries=["US"], **years(1960, 1969))),
    ("Aussie horror", only("Horror", countries=["AU"])),
    ("something Swedish about loneliness", {"languages": ["sv"]}),
    ("Spielberg sci-fi", only("Science Fiction", people=["Steven Spielberg"])),
    ("Nolan and Spielberg films", {"people": ["Christopher Nolan", "Steven Spielberg"]}),
    ("Spielberg's war films", only("War", people=["Steven Spielberg"])),
    ("Tom Hanks in a war movie", only("War", people=["Tom Hanks"])),
]
REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("neither comedy nor romance, set in Paris", {"without_genres": ["Comedy", "Romance"]}),
    ("skip the documentaries, movies about surfing", {"without_genres": ["Documentary"]}),
    ("don't show me horror; haunted house", {"without_genres": ["Horror"]}),
    ("none of that fantasy stuff, medieval battles", {"without_genres": ["Fantasy"]}),
    ("comedies, hold the romance", only("Comedy", without_genres=["Romance"])),
    ("I'm sick of comedies; give me space", {"without_genres": ["Comedy"]}),
    ("I can't stand horror. Something about witches", {"without_genres": ["Horror"]}),
    ("horror excluded, a haunted house", {"without_genres": ["Horror"]}),
    ("romance yes, comedy no", only("Romance", without_genres=["Comedy"])),
    ("no animation, a family film with dogs", only("Family", without_genres=["Animation"])),
    ("no romance, crime or horror", {"without_genres": ["Crime", "Horror", "Romance"]}),
    ("without witches or comedy", {"without_genres": ["Comedy"]}),
    ("a period piece, no war", {"without_genres": ["War"]}),
    ("a mystery that's not a crime story", only("Mystery", without_genres=["Crime"])),
    ("no kids' stuff, talking animals", {"without_genres": ["Family"]}),
    ("Christmas film that isn't for kids", {"without_genres": ["Family"]}),
    ("my wife hates horror, a lake house", {"without_genres": ["Horror"]}),
    ("action with anyone except Tom Cruise", only("Action", without_people=["Tom Cruise"])),
    ("space movies other than Nolan ones", {"without_people": ["Christopher Nolan"]}),
    ("a non-Nolan space film", {"without_people": ["Christopher Nolan"]}),
    ("a film that Spielberg did not direct", {"without_people": ["Steven Spielberg"]}),
    ("spies, it doesn't star Tom Cruise", {"without_people": ["Tom Cruise"]}),
    ("drama with neither Pacino nor De Niro", only("Drama", without_people=["Al Pacino", "Robert De Niro"])),
    ("any decade but the 80s: zombies", {"none_of": (Filters(year_from=1980, year_to=1989),)}),
    ("horror-free vampires", {"without_genres": ["Horror"]}),
    ("dramas from anywhere but the US", only("Drama", none_of=(Filters(countries=frozenset(("US",))),))),
    ("not Hollywood, a thriller", only("Thriller", none_of=(Filters(countries=frozenset(("US",))),))),
]
STORIES = [
    "a failed horror writer moves to a small town",
    "two brothers join a comedy troupe in Chicago",
    "a crew filming a horror movie in the woods is attacked",
    "Korean War nurses fall for the same doctor",
    "a Hollywood actress disappears",
    "a French film director loses her mind",
    "a 1920s gangster falls in love",
    "90s kids who find a body",
    "in the 21st century robots rule",
    "a kid from the 80s gets a time machine",
    "he has two hours to save his daughter",
    "a team scores 7 goals",
    "the life of a comedian who hates comedy",
    "a cop tired of crime moves to a farm",
    "two kids hold the romance of their parents together",
    "a teenager who cannot stand his stepfather builds a rocket",
    "an immigrant with no English opens a shop",
    "a musical genius goes deaf",
    "a scary stranger follows a babysitter",
]


@pytest.mark.parametrize(
    ("text", "expected"), [*YEARS, *AMOUNTS, *KINDS, *REFUSALS], ids=lambda value: str(value)[:40]
)
def test_reads_conditions(engine: SearchEngine, text: str, expected: dict[str, Any]) -> None:
    query = engine.understand(text)
    assert stated(query.filters) == expected
    assert query.hints == ()


@pytest.mark.parametrize("text", STORIES)
def test_stories_set_no_conditions(engine: SearchEngine, text: str) -> None:
    assert engine.understand(text).filters == Filters()


@pytest.mark.parametrize(
    "text",
    ["foreign thriller", "comedy that's not in English", "non-English drama", "anything with subtitles"],
)
def test_every_word_for_foreign(engine: SearchEngine, text: str) -> None:
    languages = engine.understand(text).filters.languages
    assert {"fr", "ko"} <= languages
    assert "en" not in languages


def test_what_is_unknown_meets_neither_a_condition_nor_its_opposite(engine: SearchEngine) -> None:
    unknown = next(film.id for film in CORPUS if not film.countries and film.year is None)
    for text in ("not from America", "not from the 80s"):
        query = engine.understand(text)
        assert query.filters.none_of
        assert unknown not in engine.browse(query.filters, len(CORPUS))


def test_directors_of_one_surname() -> None:
    films = [
        replace(CORPUS[0], id=number, title=f"Film {number}", directors=("Joel Coen", "Ethan Coen"), cast=(CastMember("Ann Lee"),))
        for number in (1, 2)
    ]  # fmt: skip
    reader = QueryReader(films, TitleIndex(films), PeopleIndex(films))
    query = reader.read("films by the Coen brothers about crime")
    assert query.text == "crime"
    assert query.filters.any_of == (
        tuple(Filters(people=frozenset((name,))) for name in ("Ethan Coen", "Joel Coen")),
    )


@pytest.mark.parametrize(
    ("text", "synopsis"),
    [
        ("a shy man with blades for hands is taken in", "he has blades for hands, and blades are sharp"),
        ("stuck at an airport because his country has ceased to exist", ""),
    ],
    ids=["a plural that stories use", "a verb with its ending"],
)
def test_everyday_words_are_nobodys_name(text: str, synopsis: str) -> None:
    films = [
        replace(CORPUS[0], id=number, title=f"Film {number}", synopsis=synopsis, cast=(CastMember(name),))
        for number, name in enumerate(3 * ("Rubén Blades", "Kyle Cease"))
    ]
    reader = QueryReader(films, TitleIndex(films), PeopleIndex(films))
    assert reader.read(text).filters == Filters()
    assert reader.read("a comedy with Kyle Cease").filters.people == {"Kyle Cease"}


@pytest.mark.parametrize(
    ("text", "left", "maker", "film"),
    [
        ("a film by the guy who made inception", "", "Christopher Nolan", "Inception"),
        ("something from the director of Se7en", "", "David Fincher", "Se7en"),
        ("a comedy by the director of You've Got Mail", "", "Nora Ephron", "You've Got Mail"),
    ],
)
def test_others_by_the_makers_of_a_film(
    engine: SearchEngine, text: str, left: str, maker: str, film: str
) -> None:
    query = engine.understand(text)
    assert query.text == left
    assert query.filters.people == {maker}
    assert [engine.document(one).title for one in query.filters.without_ids] == [film]


@pytest.mark.parametrize(
    "text", ["a woman is followed by the man who made her cry", "a boy raised by the people of Heat"]
)
def test_a_story_about_makers_is_no_condition(engine: SearchEngine, text: str) -> None:
    assert engine.understand(text).filters == Filters()
