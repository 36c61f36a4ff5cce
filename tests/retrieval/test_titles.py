"""Titles and names as people type them."""

from __future__ import annotations

import time

import pytest

from retrieval.engine import SearchEngine
from retrieval.titles import TitleIndex
from tests.retrieval.corpus import CORPUS, film


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the shawshenk redemtion", 103),
        ("Shawshank Redemption", 103),
        ("godfather 2", 105),
        ("the godfather part ii", 105),
        ("The Godfather, Part 2", 105),
        ("Godfather, The", 104),
        ("godfahter", 104),
        ("star wars 5", 107),
        ("empire strikes back", 107),
        ("star wars 4", 106),
        ("amelie", 108),
        ("le fabuleux destin d'amelie poulain", 108),
        ("se7en", 109),
        ("seven", 109),
        ("Seven (1995)", 109),
        ("spiderman", 110),
        ("spider man", 110),
        ("SPIDER-MAN", 110),
        ("the matirx", 102),
        ("inceptoin", 101),
        ("jurasic park", 127),
        ("youve got mail", 114),
        ("lalaland", 120),
        ("リング", 118),
        ("oldboy", 119),
        ("old boy", 119),
        ("heat 1986", 112),
        ("march penguins", 121),
    ],
)
def test_finds_the_film_meant(engine: SearchEngine, typed: str, expected: int) -> None:
    assert engine.find_titles(typed)[0].id == expected


@pytest.mark.parametrize("typed", ["Heat", "heat", "HEAT!"])
def test_namesakes_come_all_and_the_best_known_first(engine: SearchEngine, typed: str) -> None:
    found = engine.find_titles(typed, limit=1)
    assert [(match.id, match.exact) for match in found] == [(111, True), (112, True)]


def test_a_typo_is_not_exact(engine: SearchEngine) -> None:
    best = engine.find_titles("the matirx")[0]
    assert not best.exact
    assert 70 <= best.score < 100


@pytest.mark.parametrize(
    "typed", ["", "   ", "?!", "😀", "x" * 10_000, "a film about robots that fall in love"]
)
def test_what_is_no_title_finds_none(engine: SearchEngine, typed: str) -> None:
    assert not [match for match in engine.find_titles(typed) if match.exact or match.score > 85]


def test_third_of_a_series_is_found_by_year() -> None:
    names = ("Stone", "Chamber", "Prisoner")
    series = [
        film(n, f"Harry Potter and the {name}", 2000 + n, "", genres="")
        for n, name in enumerate(names, start=1)
    ]
    assert TitleIndex(series[::-1]).find("harry potter 3")[0].id == 3


def test_is_fast_at_five_thousand_titles() -> None:
    lots = [
        film(n, f"{document.title} {n}", 2000, "", genres="")
        for n, document in ((n, CORPUS[n % len(CORPUS)]) for n in range(5_000))
    ]
    index = TitleIndex(lots)
    times = []
    for typed in ("the shawshenk redemtion", "godfather 22", "amelie", "nothing like these at all"):
        start = time.process_time()
        index.find(typed)
        times.append(time.process_time() - start)
    assert min(times) < 0.015


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Tom Hanks", "Tom Hanks"),
        ("tom hnks", "Tom Hanks"),
        ("hanks", "Tom Hanks"),
        ("nolan", "Christopher Nolan"),
        ("leonardo dicapro", "Leonardo DiCaprio"),
        ("spilberg", "Steven Spielberg"),
        ("park chan wook", "Park Chan-wook"),
        ("keanu", "Keanu Reeves"),
        ("Morgan Freman", "Morgan Freeman"),
    ],
)
def test_finds_the_person_meant(engine: SearchEngine, typed: str, expected: str) -> None:
    assert engine.find_people(typed)[0].name == expected


def test_counts_films_of_a_person(engine: SearchEngine) -> None:
    best = engine.find_people("tom hanks")[0]
    assert (best.exact, best.films, best.score) == (True, 4, 100.0)
    assert engine.find_people("") == []
