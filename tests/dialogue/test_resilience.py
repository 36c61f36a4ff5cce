"""kill -9 of either process in the middle of a conversation: it comes back, and nothing kept is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.settings import PROJECT, Settings
from tests.conftest import Running, free_port, start, wait_ready

pytestmark = pytest.mark.live


@pytest.fixture
def guest(running: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, timeout=60) as http:
        http.headers["authorization"] = f"Bearer {http.post('/session', json={}).json()['token']}"
        http.cookies.clear()
        yield http


@pytest.mark.parametrize("victim", ["uvicorn", "rasa"])
def test_a_killed_process_comes_back_and_nothing_is_lost(
    running: Running, guest: httpx.Client, victim: str
) -> None:
    shown = say(guest, "science fiction from the 80s")
    assert shown
    liked = guest.get("/search", params={"q": "Alien"}).json()["results"][0]["id"]
    assert guest.post("/rate", json={"movie_id": liked, "rating": 5}).status_code == 200
    kill(running.process.pid, victim)
    wait_ready(running.settings, running.process, running.output)
    ratings = guest.get("/ratings").json()["results"]
    assert [(row["movie"]["id"], row["rating"]) for row in ratings] == [(liked, 5)]
    replies = say(guest, "add the second one to my watchlist")
    titles = [row["title"] for row in guest.get("/watchlist").json()["results"]]
    assert titles == [shown[1]], replies  # the conversation itself went on where it was


def test_every_acknowledged_rating_survives_a_kill_at_any_moment(
    running: Running, guest: httpx.Client
) -> None:
    films = [film["id"] for film in guest.get("/browse", params={"k": 40}).json()["results"]]
    acknowledged: set[int] = set()
    for number, film in enumerate(films):
        if number == 20:
            kill(running.process.pid, "uvicorn")
        try:
            if guest.post("/rate", json={"movie_id": film, "rating": 4}).is_success:
                acknowledged.add(film)
        except httpx.HTTPError:
            break
    assert len(acknowledged) >= 20
    wait_ready(running.settings, running.process, running.output)
    kept = {row["movie"]["id"] for row in guest.get("/ratings").json()["results"]}
    assert acknowledged <= kept


def test_a_taken_port_is_a_clear_message(running: Running, tmp_path: Path) -> None:
    settings = Settings(home=running.settings.home, database_url=None)
    command = [
        sys.executable, "-c",
        "import sys; from pathlib import Path; from bot.settings import Settings; from bot import supervisor\n"
        "supervisor.run(Settings(home=Path(sys.argv[1]), port=int(sys.argv[2]), rasa_port=int(sys.argv[3])), print)",
    ]  # fmt: skip
    taken = subprocess.run(
        [*command, str(tmp_path), str(running.settings.port), str(free_port())],
        cwd=PROJECT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert f"Port {running.settings.port}" in taken.stderr
    assert "MOVIES_PORT" in taken.stderr
    twice = subprocess.run(
        [*command, str(settings.home), str(free_port()), str(free_port())],
        cwd=PROJECT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "already running" in twice.stderr


def test_ctrl_c_stops_both_processes(running: Running, tmp_path: Path) -> None:
    """A second installation side by side, started and stopped as a person does."""
    home = tmp_path / "home"
    shutil.copytree(running.settings.home, home, ignore=shutil.ignore_patterns("*.lock", "logs"))
    settings = Settings(home=home, database_url=None, port=free_port(), rasa_port=free_port())
    process = start(settings, tmp_path / "output.log")
    wait_ready(settings, process, tmp_path / "output.log")
    children = family(process.pid)
    assert len(children) == 2
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def say(guest: httpx.Client, message: str) -> list[str]:
    """Titles of the cards answered."""
    replies = guest.post("/chat", json={"message": message}).json()["replies"]
    return [card["title"] for reply in replies for card in reply["cards"]]


def family(pid: int) -> list[int]:
    """Direct children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill(supervisor: int, name: str) -> None:
    """kill -9 the child whose command line has `name`, and see that it is gone."""
    for child in family(supervisor):
        if name in Path(f"/proc/{child}/cmdline").read_text():
            os.kill(child, signal.SIGKILL)
            deadline = time.monotonic() + 10
            while child in family(supervisor) and time.monotonic() < deadline:
                time.sleep(0.05)
            return
    raise AssertionError(f"no {name} among the children of {supervisor}")
