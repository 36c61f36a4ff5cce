"""A trained dialogue model, asked through Rasa's own environment."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import prepare
from bot.settings import PROJECT, Settings
from tests.conftest import TEMPLATE, Quiet

RUNNER = PROJECT / "tests" / "nlu" / "rasa_runner.py"
NAMES = PROJECT / "tests" / "nlu" / "gazetteer"


@dataclass(frozen=True)
class Understood:
    """What Rasa makes of one message, and the action it answers with."""

    intent: str | None
    confidence: float
    ranking: tuple[str, ...]
    entities: tuple[tuple[str, Any], ...]
    action: str
    milliseconds: float


Understand = Callable[[Sequence[str]], list[Understood]]


@pytest.fixture(scope="session")
def dialogue_settings() -> Settings:
    """Settings whose dialogue model is trained: kept between runs, made again when its sources change."""
    settings = Settings(home=TEMPLATE, database_url=None)
    TEMPLATE.mkdir(parents=True, exist_ok=True)
    with (TEMPLATE / "training.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        prepare.train_dialogue(settings, Quiet())
    return settings


@pytest.fixture(scope="session")
def understand(dialogue_settings: Settings) -> Iterator[Understand]:
    """Asks the trained model, with the small catalogue of names. One process answers all tests."""
    command, environment = prepare.rasa_command(dialogue_settings)
    process = subprocess.Popen(
        [command[0], str(RUNNER), str(dialogue_settings.rasa_model.absolute())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env={**environment, "MOVIES_GAZETTEER": str(NAMES)},
    )
    yield lambda messages: _ask(process, messages)
    process.terminate()
    process.wait(30)


def _ask(process: subprocess.Popen[str], messages: Sequence[str]) -> list[Understood]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(list(messages)) + "\n")
    process.stdin.flush()
    answer = next((line for line in process.stdout if line.startswith("ANSWER ")), None)
    assert answer is not None, f"Rasa ended with code {process.wait(30)}"
    return [
        Understood(
            row["intent"],
            row["confidence"],
            tuple(row["ranking"]),
            tuple((entity["entity"], entity["value"]) for entity in row["entities"]),
            row["action"],
            row["milliseconds"],
        )
        for row in json.loads(answer.removeprefix("ANSWER "))
    ]


def run(settings: Settings, script: Path, request: object, **environment: str) -> Any:
    """The JSON that `script`, run by Rasa's Python, prints last."""
    command, rasa_environment = prepare.rasa_command(settings)
    result = subprocess.run(
        [command[0], str(script)],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, **rasa_environment, **environment},
        timeout=300,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout.splitlines()[-1])
