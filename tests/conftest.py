"""Fixtures shared by all tests: a real installation on the seed catalogue, and a running one."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot import prepare
from bot.assembly import build
from bot.assistant import Assistant
from bot.settings import PROJECT, Settings

TEMPLATE = PROJECT / "var" / "test-installation"
SHARED_DATA = PROJECT.parent / "shared" / "data"
READY_WITHIN = 240.0


class Quiet:
    """Progress that says nothing."""

    def step(self, name: str) -> None:
        pass

    def done(self, result: str) -> None:
        pass

    def advance(self, done: int, total: int) -> None:
        pass


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of full data sets, where there is one beside the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"{SHARED_DATA} is absent: the full data sets are not part of the project")
    return SHARED_DATA


@pytest.fixture(scope="session")
def template() -> Path:
    """An installation on the seed catalogue, kept between runs: what is unchanged is reused."""
    settings = Settings(home=TEMPLATE, database_url=None, encoder="minilm")
    TEMPLATE.mkdir(parents=True, exist_ok=True)
    with (TEMPLATE / "building.lock").open("a") as lock, prepare.opened(settings) as database:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test runs at once build it one after the other
        prepare.ingest(database, Quiet(), None)
        prepare.index(settings, database, Quiet())
        prepare.fit(settings, database, Quiet())
        prepare.export(settings, database, Quiet())
    return TEMPLATE


@pytest.fixture(scope="session")
def installation(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a copy of the template, so that tests may write."""
    home = tmp_path_factory.mktemp("installation") / "home"
    shutil.copytree(template, home, ignore=shutil.ignore_patterns("logs", "*.lock", "conversations.db*"))
    return Settings(home=home, database_url=None, encoder="minilm")


@pytest.fixture(scope="session")
def assistant(installation: Settings) -> Iterator[Assistant]:
    """The real assistant on the seed catalogue. Make a guest of your own: people are shared by nobody."""
    made = build(installation)
    yield made
    made.close()


@dataclass
class Running:
    """A running installation: its address, settings, supervisor process and output."""

    url: str
    settings: Settings
    process: subprocess.Popen[bytes]
    output: Path


@pytest.fixture(scope="session")
def running(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`movies run` on a copy of the template: service and Rasa under the supervisor, as people start it."""
    prepare.train_dialogue(Settings(home=TEMPLATE, database_url=None), Quiet())
    folder = tmp_path_factory.mktemp("running")
    home, output = folder / "home", folder / "output.log"
    shutil.copytree(template, home, ignore=shutil.ignore_patterns("logs", "*.lock", "conversations.db*"))
    settings = Settings(
        home=home,
        database_url=None,
        encoder="minilm",
        port=free_port(),
        rasa_port=free_port(),
        rest_api_keys="tests:rest-key",
    )
    process = start(settings, output)
    try:
        wait_ready(settings, process, output)
        yield Running(f"http://127.0.0.1:{settings.port}", settings, process, output)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


@pytest.fixture(scope="session")
def live_url(running: Running) -> str:
    """Base URL of the running installation, without a trailing slash."""
    return running.url


def start(settings: Settings, output: Path) -> subprocess.Popen[bytes]:
    """Start `movies run` for these settings."""
    environment = {
        **os.environ,
        "MOVIES_REST_API_KEYS": settings.rest_api_keys.get_secret_value(),
        "PYTHONUNBUFFERED": "1",
    }
    command = [
        sys.executable, "-m", "bot.cli", "run", "--home", str(settings.home),
        "--port", str(settings.port), "--rasa-port", str(settings.rasa_port),
    ]  # fmt: skip
    with output.open("ab") as log:
        return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT)


def wait_ready(settings: Settings, process: subprocess.Popen[bytes], output: Path) -> None:
    """Wait until people can chat."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"http://127.0.0.1:{settings.port}/health/ready", timeout=5).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    logs = "\n".join(path.read_text(errors="replace")[-3000:] for path in settings.logs_folder.glob("*.log"))
    raise RuntimeError(f"not ready: {output.read_text()}\n{logs}")


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
