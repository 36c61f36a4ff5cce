from __future__ import annotations

import pytest

from retrieval.foreign import language_of
from tests.actions.conftest import Chat


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ein Film über einen Mann, der allein auf einer Insel lebt", "German"),
        ("una película sobre un tiburón que ataca a la gente", "Spanish"),
        ("un film sur une jeune femme à Paris qui aide les autres", "French"),
        ("что посмотреть сегодня", "Russian"),
        ("今晚看什么", "Chinese"),
        ("タイムループの映画", "Japanese"),
    ],
)
def test_other_languages_are_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "a film about a man who is lost in the desert",
        "Die Hard",
        "La vita è bella",
        "das boot",
        "",
        "🎬",
        "o brother where art thou",
    ],
)
def test_english_and_titles_are_not(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback", "describe_movie"])
def test_an_honest_word_goes_with_the_results(chat: Chat, intent: str) -> None:
    reply = chat.say(intent, "una película sobre un tiburón que ataca a la gente en la playa")
    assert "Spanish" in reply.text
    assert reply.cards
    assert chat.question is None
