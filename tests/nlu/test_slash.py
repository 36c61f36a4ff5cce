"""Slash commands of chat programs and payloads of buttons."""

from __future__ import annotations

import pytest

from nlu.slash import normalise

INTENTS = frozenset({"greet", "help", "rate_movie", "show_watchlist", "more_results", "undo"})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("/start", "/greet"),
        ("/start deep-link", "/greet"),
        ("/help@movie_bot", "/help"),
        ("/HELP", "/help"),
        ("/watchlist", "/show_watchlist"),
        ('/rate_movie{"movie":12,"rating":5}', '/rate_movie{"movie":12,"rating":5}'),
        ("/undo", "/undo"),
        ("/session_start", "session start"),
        ("/back", "back"),
        ("/comedy", "comedy"),
        ("/foo bar", "foo bar"),
        ("/", ""),
        ("//", ""),
        ("4/5", "4/5"),
        ("hello", "hello"),
        ("", ""),
    ],
)
def test_normalise(text: str, result: str) -> None:
    assert normalise(text, INTENTS) == result
