"""The question that splits the candidates best, and what is not asked."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.filters import Filters
from retrieval.questions import Topic, best_question, told
from tests.retrieval.corpus import film

HALF_DRAWN = [
    film(number, f"Film {number}", 1990 + number % 3, "", genres="Animation" if number % 2 else "Drama")
    for number in range(10)
]
TWO_AGES = [
    film(number, f"Film {number}", 1965 if number < 5 else 2005, "", genres="Drama") for number in range(10)
]


def even(count: int) -> np.ndarray:
    return np.full(count, 1 / count)


def test_it_asks_what_splits_in_half() -> None:
    question = best_question(HALF_DRAWN, even(10))
    assert question is not None
    assert question.topic is Topic.ANIMATION
    # I(film; answer) by hand: known by 97%, wrong by 2%, an even split
    noise = -(0.02 * np.log2(0.02) + 0.98 * np.log2(0.98))
    assert question.gain == pytest.approx(0.97 * (1 - noise), abs=1e-3)


def test_it_asks_for_the_year_between_two_ages() -> None:
    question = best_question(TWO_AGES, even(10))
    assert question is not None
    assert question.topic is Topic.YEAR
    assert question.yes == Filters(year_to=int(question.value) - 1)
    assert question.no == Filters(year_from=int(question.value))
    assert 1965 < int(question.value) <= 2005


def test_it_weighs_by_chance_not_by_number() -> None:
    chances = np.array([0.48, 0.48, *[0.005] * 8])
    films = [TWO_AGES[0], TWO_AGES[9], *HALF_DRAWN[:8]]
    question = best_question(films, chances)
    assert question is not None
    assert question.topic is Topic.YEAR


def test_what_is_known_or_was_asked_is_not_asked_again() -> None:
    drawn = Filters(genres=frozenset({"Animation"}))
    known = best_question(HALF_DRAWN, even(10), [drawn])
    assert known is None or known.topic is not Topic.ANIMATION
    assert best_question(TWO_AGES, even(10), asked=[Topic.YEAR, Topic.COLOUR]) is None


def test_films_all_alike_leave_nothing_to_ask() -> None:
    twins = [film(number, f"Film {number}", 2001, "", genres="Drama", cast="Ann Lee") for number in range(6)]
    assert best_question(twins, even(6)) is None


def test_only_well_known_people_are_asked_for() -> None:
    films = [
        film(number, f"Film {number}", 2001, "", genres="Drama", cast="Ann Lee" if number < 3 else "Bob Ray")
        for number in range(6)
    ]
    question = best_question(films, even(6))
    assert question is not None
    assert question.topic is Topic.PERSON
    assert question.yes.people == {question.value}
    assert best_question(films, even(6), well_known=lambda _: False) is None


@pytest.mark.parametrize(
    ("filters", "topics"),
    [
        (Filters(), set()),
        (Filters(year_from=1990), {Topic.YEAR}),
        (Filters(languages=frozenset({"fr"})), {Topic.LANGUAGE, Topic.COUNTRY}),
        (
            Filters(any_of=((Filters(year_to=1990), Filters(people=frozenset({"A"}))),)),
            {Topic.YEAR, Topic.PERSON},
        ),
        (Filters(none_of=(Filters(countries=frozenset({"US"})),)), {Topic.COUNTRY}),
        (Filters(without_genres=frozenset({"Animation"})), {Topic.ANIMATION, Topic.COLOUR}),
    ],
)
def test_what_conditions_tell(filters: Filters, topics: set[Topic]) -> None:
    assert told(filters) == topics
