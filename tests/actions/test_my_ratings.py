"""What the person has told so far, as a list, and one rating taken back by name."""

from __future__ import annotations

import pytest

from bot.assistant import Assistant
from tests.actions.conftest import Chat


@pytest.mark.parametrize(
    "text",
    ["show my ratings", "what did I rate so far", "what do you know about me", "which films have i rated"],
)
@pytest.mark.parametrize("intent", ["show_watchlist", "interview", "nlu_fallback"])
def test_ratings_are_listed(chat: Chat, text: str, intent: str) -> None:
    assert "not rated any film" in chat.say(intent, text).text
    chat.say("rate_movie", "rate [Heat](title) [4](rating)")
    reply = chat.say(intent, text)
    assert [(card.title, card.reason) for card in reply.cards] == [("Heat", "you gave it 4 stars")]


@pytest.mark.parametrize("intent", ["undo", "rate_movie", "remove_from_watchlist"])
def test_a_rating_is_deleted_by_name_and_comes_back(chat: Chat, assistant: Assistant, intent: str) -> None:
    chat.say("rate_movie", "[Heat](title) 4, [Alien](title) 5")
    chat.say(intent, "delete my rating for [Heat](title)")
    assert [movie.title for movie, _ in assistant.ratings(chat.person)] == ["Alien"]
    chat.say("undo", "undo")
    assert {movie.title for movie, _ in assistant.ratings(chat.person)} == {"Alien", "Heat"}


def test_everything_at_once_is_not_deleted_by_a_word(chat: Chat, assistant: Assistant) -> None:
    chat.say("rate_movie", "rate [Heat](title) [4](rating)")
    assert "one thing at a time" in chat.say("nlu_fallback", "forget everything about me").text
    assert len(assistant.ratings(chat.person)) == 1
