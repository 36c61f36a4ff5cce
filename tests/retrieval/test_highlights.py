"""What of a film stands out for a request, and which hints it meets."""

from __future__ import annotations

from retrieval.filters import Filters, Hint
from retrieval.reasons import Reasons, met_hints
from tests.retrieval.corpus import CORPUS

FILMS = {document.title: document for document in CORPUS if document.id != 112}


def test_words_are_marked_as_the_film_spells_them() -> None:
    marks = Reasons("thieves who stole a secret in a dream").marks(FILMS["Inception"])
    assert "thief" not in marks  # another word than thieves to the stemmer
    assert {"secrets", "dreams"} <= set(marks)


def test_people_and_genres_of_conditions_are_marked() -> None:
    hanks = Filters(people=frozenset({"tom hanks"}))
    either = Filters(any_of=((Filters(genres=frozenset({"drama"})), Filters(genres=frozenset({"War"}))),))
    marks = Reasons("alone").marks(FILMS["Cast Away"], [hanks, either])
    assert {"Tom Hanks", "Drama", "alone"} <= set(marks)
    assert "Adventure" not in marks


def test_nothing_in_common_marks_nothing() -> None:
    assert Reasons("submarine").marks(FILMS["Heat"]) == ()


def test_only_the_hints_a_film_meets_are_reasons() -> None:
    french = Hint(Filters(languages=frozenset({"fr"})), 0.6, "maybe in French")
    nineties = Hint(Filters(year_from=1990, year_to=1999), 1.0, "1990s")
    in_passing = Hint(Filters(year_from=1900), 1.0)
    met = met_hints([french, nineties, in_passing], [FILMS["Amélie"], FILMS["Heat"]])
    assert met == {108: ("in French",), 111: ("1990s",)}
