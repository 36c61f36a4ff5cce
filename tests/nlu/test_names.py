"""Titles and people of the catalogue in messages, spelled well, badly, or not meant at all."""

from __future__ import annotations

import random
import string
import time

import pytest

from nlu.gazetteer import Gazetteer
from nlu.names import find_names


def titles(text: str, gazetteer: Gazetteer) -> list[str]:
    return [span.value for span in find_names(text, gazetteer) if span.entity == "title"]


def people(text: str, gazetteer: Gazetteer) -> list[str]:
    return [span.value for span in find_names(text, gazetteer) if span.entity == "person"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("rate INCEPTION 5", "Inception"),
        ("the godfather was great", "The Godfather"),
        ("loved amelie", "Amélie"),
        ("like oceans 11", "Ocean's Eleven"),
        ("something like spiderman", "Spider-Man"),
        ("wall-e", "WALL·E"),
        ("mad max fury road", "Mad Max: Fury Road"),
        ("star wars", "Star Wars: Episode IV - A New Hope"),
        ("rocky 2 is fun", "Rocky II"),
        ("twelve angry men", "12 Angry Men"),
        ("se7en", "Se7en"),
        ("shawshank", "The Shawshank Redemption"),
        ("blade runner 2049", "Blade Runner 2049"),
    ],
)
def test_other_spellings(text: str, title: str, gazetteer: Gazetteer) -> None:
    assert titles(text, gazetteer) == [title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("rate incpetion 5", "Inception"),
        ("forest gump was great", "Forrest Gump"),
        ("shawshank redemtion", "The Shawshank Redemption"),
        ("something like interstelar", "Interstellar"),
        ("add the dark knigt rises to my list", "The Dark Knight Rises"),
        ("seen blade runer", "Blade Runner"),
    ],
)
def test_typos(text: str, title: str, gazetteer: Gazetteer) -> None:
    found = find_names(text, gazetteer)
    assert [span.value for span in found] == [title]
    assert found[0].confidence < 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("4 stars for Heat", "Heat"),
        ("heat", "Heat"),
        ("the heat", "The Heat"),
        ("i loved heat", "Heat"),
        ("add up to my list", "Up"),
        ("who directed Up", "Up"),
        ("I really liked Her", "Her"),
        ("I saw It yesterday", "It"),
        ('"Signs"', "Signs"),
        ("It (2017)", "It"),
        ("add big to my watchlist", "Big"),
        ("watched taken last night", "Taken"),
        ("mark home as seen", "Home"),
        ("is brave scary", "Brave"),
        ("rate 300 4 stars", "300"),
        ("the movie Crash", "Crash"),
        ("tell me about gravity", "Gravity"),
    ],
)
def test_everyday_words_meant_as_titles(text: str, title: str, gazetteer: Gazetteer) -> None:
    assert titles(text, gazetteer) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "rate it 5",
        "seen it",
        "i loved her",
        "thumbs up for the second",
        "a big man walks home in the heat and signs a contract",
        "the one where a brave girl gets taken by them",
        "a movie about heat",
        "give me a scary movie for tonight",
        "a girl who is frozen in time and meets an alien on a submarine",
        "it's about a man on fire",
        "movies about time travel",
        "300 people die in it",
        "something big",
        "more",
        "I AM SHOUTING ABOUT HOME",
        "there was a car crash and the others drive up to a house where it is cold, her mother takes them home, "
        "he signs a paper and they play the game until the big heat comes",
    ],
)
def test_everyday_words_meant_as_such(text: str, gazetteer: Gazetteer) -> None:
    assert titles(text, gazetteer) == []


def test_the_longest_title_wins(gazetteer: Gazetteer) -> None:
    assert titles("rate Spider-Man 3 and The Dark Knight Rises", gazetteer) == [
        "Spider-Man 3",
        "The Dark Knight Rises",
    ]


def test_a_number_of_stars_is_no_sequel(gazetteer: Gazetteer) -> None:
    assert titles("rate scary movie 2 stars", gazetteer) != ["Scary Movie 2"]
    assert titles("rate Rocky 2 stars", gazetteer) == ["Rocky"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("movies with tom hanks", ["Tom Hanks"]),
        ("films by kubrick", ["Stanley Kubrick"]),
        ("Nolan's movies", ["Christopher Nolan"]),
        ("de niro and al pacino films", ["Robert De Niro", "Al Pacino"]),
        ("movies with tom hankz and leonardo dicapro", ["Tom Hanks", "Leonardo DiCaprio"]),
        ("quentin tarrantino films", ["Quentin Tarantino"]),
        ("films by scorcese", ["Martin Scorsese"]),
        ("without Tom Cruise", ["Tom Cruise"]),
        ("will smith", ["Will Smith"]),
        ("with cher", ["Cher"]),
        ("where is my home", []),
        ("the will of a smith", []),
        ("bing kubrick wrote it", []),
    ],
)
def test_people(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert people(text, gazetteer) == names


def test_a_person_may_be_a_title(gazetteer: Gazetteer) -> None:
    assert titles("rate malcolm x 4 stars", gazetteer) == ["Malcolm X"]
    assert people("films by malcolm x", gazetteer) == ["Malcolm X"]


def test_offsets_are_those_of_the_message(gazetteer: Gazetteer) -> None:
    text = "  wow — “Amélie” was ÜBER great"
    (span,) = find_names(text, gazetteer)
    assert text[span.start : span.end] == "Amélie"


def test_an_empty_catalogue_knows_nothing() -> None:
    assert find_names("Heat with Tom Hanks", Gazetteer((), ())) == []


def test_finding_takes_milliseconds_in_a_big_catalogue() -> None:
    chance = random.Random(7)

    def name(words: int) -> str:
        return " ".join(
            "".join(chance.choices(string.ascii_lowercase, k=chance.randint(3, 9))).title()
            for _ in range(words)
        )

    big = Gazetteer(
        [(name(chance.randint(1, 4)), chance.random()) for _ in range(5_000)],
        [(name(2), chance.random()) for _ in range(50_000)],
    )
    message = "i am looking for teh movvie with leonardo dicapro and a ship that sinkz fast"
    find_names(message, big)  # word lists are read once
    taken = []
    for _ in range(10):
        started = time.process_time()
        find_names(message, big)
        taken.append(time.process_time() - started)
    assert sorted(taken)[5] < 0.025, "10 ms on an idle machine; the bound leaves room for a busy one"
