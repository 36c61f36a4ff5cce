"""`No, I meant Heat`: the last thing is done for the film meant, and taken back for the other."""

from __future__ import annotations

import pytest

from bot.assistant import Assistant
from tests.actions.conftest import Chat


def ratings(chat: Chat, assistant: Assistant) -> dict[str, float]:
    return {movie.title: rating.stars for movie, rating in assistant.ratings(chat.person)}


def test_the_film_meant_gets_the_stars(chat: Chat, assistant: Assistant) -> None:
    chat.say("rate_movie", "rate [Heat](title) [4](rating)")
    chat.say("deny", "no, I meant [Jaws](title)")
    assert ratings(chat, assistant) == {"Jaws": 4}


@pytest.mark.parametrize("text", ["no wait, 3", "sorry, 3 stars", "make it 3"])
def test_the_stars_meant_replace_the_others(chat: Chat, assistant: Assistant, text: str) -> None:
    chat.say("rate_movie", "rate [Heat](title) [4](rating)")
    chat.say("nlu_fallback", text)
    assert ratings(chat, assistant) == {"Heat": 3}


def test_a_list_keeps_the_film_meant(chat: Chat, assistant: Assistant) -> None:
    chat.say("add_to_watchlist", "add [Heat](title) to my watchlist")
    chat.say("deny", "no, [Alien](title)")
    chat.say("similar_movies", "and [Jaws](title) too")
    assert [movie.title for movie in assistant.watchlist(chat.person)] == ["Jaws", "Alien"]


def test_what_is_no_correction_changes_nothing(chat: Chat, assistant: Assistant) -> None:
    chat.say("rate_movie", "rate [Heat](title) [4](rating)")
    chat.say("refine", "no, [Alien](title) is too scary")
    assert ratings(chat, assistant) == {"Heat": 4}


def test_only_the_message_before_is_corrected(chat: Chat, assistant: Assistant) -> None:
    chat.say("rate_movie", "rate [Heat](title) [4](rating)")
    chat.say("greet", "hello")
    chat.say("deny", "no, I meant [Jaws](title)")
    assert ratings(chat, assistant) == {"Heat": 4}


def test_the_other_one_of_two(chat: Chat) -> None:
    chat.say("movie_details", "compare [Alien](title) and [Heat](title)")
    chat.say("movie_details", "tell me about [the first](ordinal:1)")
    assert [card.title for card in chat.say("movie_details", "no, the other one").cards] == ["Heat"]


def test_without_anything_before_it_asks_for_the_title(chat: Chat) -> None:
    assert chat.say("deny", "no I meant the other one").text.endswith("list.")
