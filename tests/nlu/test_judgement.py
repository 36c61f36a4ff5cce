"""What is done with an uncertain intent: never a change of somebody's data."""

from __future__ import annotations

import pytest

from nlu.judgement import CHANGES, FALLBACK, Limits, Ranking, decide

KNOWN = frozenset(
    ["rate", "add", "it", "to", "my", "list", "the", "a", "movie", "please", "i", "want", "about"]
)


def chosen(ranking: Ranking, text: str) -> str:
    return decide(ranking, text, KNOWN, Limits())[0]


@pytest.mark.parametrize("intent", sorted(CHANGES))
def test_a_sure_change_is_made(intent: str) -> None:
    assert chosen([(intent, 0.9), ("deny", 0.05), ("describe_movie", 0.05)], "add it to my list") == intent


@pytest.mark.parametrize("intent", sorted(CHANGES))
def test_an_unsure_change_is_not(intent: str) -> None:
    assert chosen([(intent, 0.45), ("chitchat", 0.2), ("describe_movie", 0.1)], "add it please") == FALLBACK


def test_a_change_must_lead_clearly() -> None:
    assert chosen([("undo", 0.52), ("deny", 0.4), ("describe_movie", 0.05)], "add it") == FALLBACK
    assert chosen([("rate_movie", 0.5), ("mark_seen", 0.45), ("describe_movie", 0.0)], "add it") == FALLBACK


@pytest.mark.parametrize(
    "text", ["should i add it", "is it to rate", "did i add it to my list", "why rate it"]
)
def test_a_question_changes_nothing(text: str) -> None:
    assert (
        chosen([("add_to_watchlist", 0.95), ("movie_details", 0.04), ("describe_movie", 0.01)], text)
        == FALLBACK
    )


def test_a_request_in_the_form_of_a_question_is_one() -> None:
    assert (
        chosen([("add_to_watchlist", 0.95), ("help", 0.03)], "can you add it to my list")
        == "add_to_watchlist"
    )
    assert chosen([("rate_movie", 0.95), ("help", 0.03)], "what a movie titletoken is") == "rate_movie"


@pytest.mark.parametrize(
    "text", ["he rate it to the list", "a man want to add a movie", "someone rate the movie"]
)
def test_a_story_about_others_changes_nothing(text: str) -> None:
    assert chosen([("rate_movie", 0.95), ("describe_movie", 0.05)], text) == "describe_movie"


def test_a_long_message_is_a_description() -> None:
    story = "i want the movie about a list to add " * 3
    assert chosen([("rate_movie", 0.6), ("describe_movie", 0.2)], story) == "describe_movie"
    assert chosen([("chitchat", 0.5), ("describe_movie", 0.2)], story) == "describe_movie"
    assert chosen([("similar_movies", 0.9), ("describe_movie", 0.1)], story) == "similar_movies"


@pytest.mark.parametrize("text", ["", "🎬", "...", "sdfghjkl qwrtzp", "что посмотреть сегодня вечером"])
def test_what_cannot_be_read_is_not_understood(text: str) -> None:
    assert chosen([("affirm", 0.5), ("describe_movie", 0.3)], text) == FALLBACK


def test_unknown_english_words_are_searched_for() -> None:
    assert chosen([("affirm", 0.25), ("describe_movie", 0.2)], "ventriloquist") == "describe_movie"
