"""Each intent leads to its one action, typed or tapped."""

from __future__ import annotations

import json
import subprocess
import tarfile
from typing import Any

import pytest
import yaml

from bot import prepare
from bot.settings import PROJECT, Settings
from tests.dialogue.conftest import Understand

DOMAIN: dict[str, Any] = yaml.safe_load((PROJECT / "domain.yml").read_text("utf-8"))


def test_each_intent_has_its_action(understand: Understand) -> None:
    answers = understand([f"/{intent}" for intent in DOMAIN["intents"]])
    assert [(answer.intent, answer.action) for answer in answers] == [
        (intent, f"action_{intent}") for intent in DOMAIN["intents"]
    ]


@pytest.mark.parametrize("intent", ["rate_movie", "add_to_watchlist", "explain", "movie_details"])
def test_buttons_bring_their_film(intent: str, understand: Understand) -> None:
    (answer,) = understand([f'/{intent}{{"movie":12,"rating":4.5}}'])
    assert (answer.intent, answer.confidence, answer.action) == (intent, 1.0, f"action_{intent}")
    assert dict(answer.entities) == {"movie": 12, "rating": 4.5}


def test_commands_of_chat_programs(understand: Understand) -> None:
    answers = understand(
        ["/start", "/start abc", "/help@movies_bot", "/watchlist", "/restart", "/session_start"]
    )
    assert [answer.action for answer in answers[:5]] == [
        "action_greet", "action_greet", "action_help", "action_show_watchlist", "action_greet",
    ]  # fmt: skip
    assert answers[5].action != "action_session_start"


def test_what_is_not_understood_gets_the_fallback(understand: Understand) -> None:
    answers = understand(["", "zxcvbnm qwrtpsdf", "🎬🍿", "что посмотреть вечером", "qwrtz plmk"])
    assert [answer.action for answer in answers] == ["action_default_fallback"] * 5


def test_typed_messages_say_what_they_are_about(understand: Understand) -> None:
    answers = understand(
        ["4 stars for Heat", "hide the second one", "incpetion was awful", "films by Kubrick"]
    )
    assert [(answer.intent, answer.entities) for answer in answers] == [
        ("rate_movie", (("rating", "4"), ("title", "Heat"))),
        ("not_interested", (("ordinal", "2"),)),
        ("rate_movie", (("title", "Inception"), ("rating", "down"))),
        ("browse", (("person", "Stanley Kubrick"),)),
    ]


def test_the_sources_are_valid(dialogue_settings: Settings) -> None:
    command, environment = prepare.rasa_command(
        dialogue_settings,
        "data",
        "validate",
        "--domain",
        "domain.yml",
        "--data",
        "data/training",
        "--fail-on-warnings",
    )
    result = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]


def test_nothing_in_the_model_is_pickled(dialogue_settings: Settings) -> None:
    with tarfile.open(dialogue_settings.rasa_model) as archive:
        names = archive.getnames()
    assert any(name.endswith("intents.npz") for name in names)
    assert [name for name in names if name.endswith((".pkl", ".pickle", ".joblib"))] == []


def test_the_pipeline_knows_every_intent() -> None:
    config = yaml.safe_load((PROJECT / "config.yml").read_text("utf-8"))
    assert config["pipeline"][0]["intents"] == DOMAIN["intents"]
    assert json.dumps(DOMAIN["actions"]) == json.dumps(
        [*(f"action_{intent}" for intent in DOMAIN["intents"]), "action_default_fallback"]
    )
