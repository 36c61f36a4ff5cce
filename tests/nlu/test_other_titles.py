"""Titles in other languages, which come with a popularity below 0."""

from __future__ import annotations

import pytest

from nlu.entities import find_entities
from nlu.gazetteer import Gazetteer

TITLES = (
    ("Schindler's List", 9.0),
    ("The Godfather", 0.0),
    ("Schindlers Liste", -1.0),
    ("Der Pate", -1.0),
    ("Le Parrain", -1.0),
    ("教父", -1.0),
    ("गॉडफ़ादर", -1.0),
    ("Un romanzo sconosciuto", -1.0),
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Pate", "Der Pate"),
        ("rate Le Parrain 5", "Le Parrain"),
        ("tell me about 教父", "教父"),
        ("tell me about गॉडफादर", "गॉडफ़ादर"),
        ("schindlers liste", "Schindlers Liste"),
        ("rate schindlers 5", "Schindler's List"),
    ],
)
def test_titles_of_every_language_are_found(text: str, title: str) -> None:
    found = find_entities(text, Gazetteer(TITLES, ()))
    assert [span.value for span in found if span.entity == "title"] == [title]


def test_a_word_of_another_language_alone_is_no_title() -> None:
    found = find_entities("rate sconosciuto 5", Gazetteer(TITLES, ()))
    assert "Un romanzo sconosciuto" not in [span.value for span in found]
