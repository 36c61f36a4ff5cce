"""Stars, opinions, ordinals, years, running times, genres, languages and moods in what people write."""

from __future__ import annotations

import time

import pytest

from nlu.constraints import find_constraints


def found(text: str, entity: str) -> list[str]:
    return [span.value for span in find_constraints(text) if span.entity == entity]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4 stars for Heat", "4"),
        ("five stars", "5"),
        ("4.5 stars", "4.5"),
        ("three and a half stars", "3.5"),
        ("a 5-star film", "5"),
        ("4/5", "4"),
        ("8/10", "4"),
        ("7/10", "3.5"),
        ("9 out of 10", "4.5"),
        ("eight out of ten", "4"),
        ("80%", "4"),
        ("★★★★", "4"),
        ("⭐⭐⭐", "3"),
        ("rate it 5", "5"),
        ("give that a 3 please", "3"),
        ("score: 4", "4"),
        ("5 for Alien", "5"),
        ("thumbs up for the second", "up"),
        ("two thumbs down", "down"),
        ("👍🏽", "up"),
        ("👎 for it", "down"),
        ("1/10", "1"),
        ("0/10", "1"),
    ],
)
def test_rating(text: str, value: str) -> None:
    assert found(text, "rating") == [value]


@pytest.mark.parametrize(
    ("text", "value"), [("6 stars", "6"), ("0 stars", "0"), ("0/5", "0"), ("rate it 11", "11")]
)
def test_a_rating_off_the_scale_keeps_its_value(text: str, value: str) -> None:
    assert found(text, "rating") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "give me 5 movies",
        "give me three comedies",
        "what movie is great for kids",
        "the movie has 5 parts",
        "open 24/7",
    ],
)
def test_not_a_rating(text: str) -> None:
    assert found(text, "rating") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I loved it", "up"),
        ("really liked that one", "up"),
        ("Heat was awful", "down"),
        ("it wasn't great", "down"),
        ("not bad at all", "up"),
        ("that was a masterpiece", "up"),
        ("I didn't like it", "down"),
        ("it bored me to death", "down"),
        ("what a waste, a complete waste of time", None),
        ("I'd love something funny", None),
        ("is it good", None),
    ],
)
def test_opinion(text: str, value: str | None) -> None:
    assert found(text, "rating") == ([value] if value else [])


def test_a_story_holds_no_opinion() -> None:
    story = "there was a girl who hated her sister and the town was awful to both of them until the war came to it"
    assert found(story, "rating") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the second one", "2"),
        ("add the third to my list", "3"),
        ("hide the 2nd", "2"),
        ("#3", "3"),
        ("number two please", "2"),
        ("no. 4", "4"),
        ("3", "3"),
        ("the last one", "-1"),
        ("the second to last one", "-2"),
        ("why did you recommend the first?", "1"),
        ("the frist one", "1"),
        ("the top one", "1"),
        ("secound one pls", "2"),
    ],
)
def test_ordinal(text: str, value: str) -> None:
    assert found(text, "ordinal") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the first man on the moon",
        "the last movie he made",
        "a second chance at love",
        "it is the first day of school",
    ],
)
def test_not_an_ordinal(text: str) -> None:
    assert found(text, "ordinal") == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("films from 1994", "year", "1994"),
        ("90s movies", "year", "1990s"),
        ("the '80s", "year", "1980s"),
        ("from the nineties", "year", "1990s"),
        ("early 2000s", "year", "2000s"),
        ("1950s noir", "year", "1950s"),
        ("under 2 hours", "runtime", "<=120"),
        ("shorter than 90 minutes", "runtime", "<=90"),
        ("over three hours", "runtime", ">=180"),
        ("2h 30m", "runtime", "150"),
        ("an hour and a half", "runtime", "90"),
        ("french films", "language", "fr"),
        ("in korean", "language", "ko"),
        ("sci-fi", "genre", "Science Fiction"),
        ("scifi", "genre", "Science Fiction"),
        ("romcoms", "genre", "Romance"),
        ("horor movies", "genre", "Horror"),
        ("documentries", "genre", "Documentary"),
        ("war movies", "genre", "War"),
        ("something feel-good", "mood", "feel-good"),
        ("mind bending", "mood", "mind-bending"),
    ],
)
def test_facets_and_quantities(text: str, entity: str, value: str) -> None:
    assert found(text, entity) == [value]


def test_everyday_words_are_no_genres() -> None:
    assert found("a family hides from the war and makes music together", "genre") == []


def test_a_year_is_not_any_number() -> None:
    assert found("it costs $1999 and 2000 people saw it, 12345 of them twice", "year") == []


@pytest.mark.parametrize(
    "text", ["", "   ", "9" * 10_000, "very " * 2_000, "((((" * 500, "a 4 " * 2_500, "' OR 1=1 --"]
)
def test_odd_text_is_read_at_once(text: str) -> None:
    started = time.process_time()
    find_constraints(text)
    assert time.process_time() - started < 0.5
