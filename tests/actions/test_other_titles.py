"""Films named in the chat by what they are called in other languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.resolve import Known, resolve
from actions.turn import Entity, Turn
from bot.assistant import Assistant

from .conftest import Chat, unmarked


@pytest.mark.parametrize(
    "text",
    [
        "[Der Pate](title)",
        "Der Pate",
        "tell me about [El padrino](title)",
        "rate [Le Parrain](title) [5](rating)",
        "rate Le Parrain [5](rating)",
        "[教父](title)",
        "rate [गॉडफ़ादर](title) [4 stars](rating:4)",
    ],
)
def test_a_title_in_another_language_names_the_film(
    assistant: Assistant, film: Callable[[str], int], text: str
) -> None:
    plain, found = unmarked(text)
    entities = tuple(Entity(e["entity"], e["value"], e["start"], e["end"]) for e in found)
    meant = resolve(Turn(1, "rate_movie", text=plain, entities=entities), assistant)
    assert meant == Known(assistant.movie(film("The Godfather")))


def test_a_film_is_rated_by_its_title_in_another_language(
    assistant: Assistant, film: Callable[[str], int]
) -> None:
    chat = Chat(assistant)
    chat.say("rate_movie", "rate [Le Parrain](title) [5](rating)")
    assert [(movie.id, rating.stars) for movie, rating in assistant.ratings(chat.person)] == [
        (film("The Godfather"), 5.0)
    ]
