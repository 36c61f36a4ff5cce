"""The finders together: one reading of each message, also of titles the catalogue does not hold."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlu.entities import find_entities
from nlu.gazetteer import Gazetteer
from nlu.masking import mask, spoken


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("rate Zombie Accountants 5 stars", "Zombie Accountants"),
        ("4 stars for the purple giraffe", "the purple giraffe"),
        ("add the purple giraffe to my watchlist", "the purple giraffe"),
        ("remove Zorgblatt from my list", "Zorgblatt"),
        ("mark Zorgblatt as seen", "Zorgblatt"),
        ("something like Blorbo", "Blorbo"),
        ("tell me about Wicked Little Things", "Wicked Little Things"),
        ('what about "the old oak"', "the old oak"),
        ("i've seen Zorgblatt", "Zorgblatt"),
        ("I hated The Flumps", "The Flumps"),
    ],
)
def test_an_unknown_title_is_still_a_title(text: str, title: str, gazetteer: Gazetteer) -> None:
    (span,) = [span for span in find_entities(text, gazetteer) if span.entity == "title"]
    assert (span.value, span.confidence < 0.5) == (title, True)


@pytest.mark.parametrize(
    "text",
    [
        "add it to my watchlist",
        "add this movie to my list",
        "give it 4 stars",
        "rate the second one 3",
        "i've seen everything",
        "something like a heist movie",
        "why did you recommend it",
        'he says "i will be back"',
        "what is it about",
        "who is in it",
        "put that on my list",
        "it's not what i'm looking for",
    ],
)
def test_no_title_is_made_up(text: str, gazetteer: Gazetteer) -> None:
    assert [span for span in find_entities(text, gazetteer) if span.entity == "title"] == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("4 stars for Heat", "ratingtoken for titletoken"),
        ("5 stars for Zombie Accountants", "ratingtoken for titletoken"),
        ("I loved the second one!", "i opiniontoken ordinaltoken !"),
        ("90s horror with Tom Hanks", "yeartoken genretoken with persontoken"),
        ("👍", "thumbtoken"),
        ("thumbs up for Heat", "ratingtoken for titletoken"),
    ],
)
def test_masked(text: str, masked: str, gazetteer: Gazetteer) -> None:
    assert mask(text, find_entities(text, gazetteer)) == masked


def test_spoken_has_no_placeholders_left() -> None:
    assert "token" not in spoken(
        "ratingtoken for titletoken by persontoken in languagetoken moodtoken runtimetoken"
    )


def test_entities_do_not_overlap(gazetteer: Gazetteer) -> None:
    spans = find_entities(
        "rate Scary Movie 2 4 stars and Malcolm X 8/10, the second one was awful", gazetteer
    )
    assert len(spans) >= 5
    assert all(first.end <= second.start for first, second in pairwise(spans))
