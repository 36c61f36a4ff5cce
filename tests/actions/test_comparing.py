"""`Which of these is the shortest?`, answered from what is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.assistant import Assistant
from bot.catalogue import fame
from bot.domain import Movie
from tests.actions.conftest import Chat


def negative(value: float | None) -> float:
    assert value is not None
    return -value


def positive(value: float | None) -> float:
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("which of these is the shortest?", lambda movie: negative(movie.runtime)),
        ("which one is the longest", lambda movie: positive(movie.runtime)),
        ("what is the newest of those", lambda movie: positive(movie.year)),
        ("the oldest of them?", lambda movie: negative(movie.year)),
        ("which one is best rated", lambda movie: positive(movie.rating)),
        ("and which of them is the most popular?", fame),
    ],
)
@pytest.mark.parametrize("intent", ["movie_details", "browse", "refine", "chitchat"])
def test_it_compares_what_is_shown(
    chat: Chat, assistant: Assistant, text: str, key: Callable[[Movie], float], intent: str
) -> None:
    shown = assistant.movies([card.movie_id for card in chat.say("browse", "[thrillers](genre)").cards])
    (card,) = chat.say(intent, text).cards
    chosen = assistant.movie(card.movie_id)
    assert key(chosen) == max(map(key, shown))
    assert chat.slots["focus"] == chosen.id


def test_the_figure_is_said(chat: Chat, assistant: Assistant) -> None:
    chat.say("browse", "[thrillers](genre)")
    reply = chat.say("movie_details", "which of these is the shortest?")
    assert f"{assistant.movie(reply.cards[0].movie_id).runtime} minutes" in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "which of these is the best rated horror film from the 80s",
        "the shortest horror movie",
        "the longest yard",
    ],
)
def test_what_asks_for_other_films_is_no_comparison(chat: Chat, text: str) -> None:
    chat.say("browse", "[thrillers](genre)")
    assert " is the " not in chat.say("browse", text).text


def test_without_a_list_there_is_nothing_to_compare(chat: Chat) -> None:
    assert "is the shortest, at" not in chat.say("browse", "which of these is the shortest?").text
