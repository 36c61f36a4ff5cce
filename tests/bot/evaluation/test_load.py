"""The load test finds what it is there to find: errors, losses and mix-ups, and passes a sound service.

The small service here keeps ratings and lists as the real one does, and can be told to go wrong.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI, Header, HTTPException

from bot.errors import DataError, NotReady
from bot.evaluation.load import load_test
from tests.conftest import free_port

FILMS = [
    {
        "id": number,
        "title": f"{first} {second}",
        "overview": f"{first} and {second} cross a sea, quarrel over {second}, and go home as {first} did.",
    }
    for number, (first, second) in enumerate(
        [
            (f"{start}{vowel}rn", f"{end}{vowel}ck")
            for start in "BCDFGHLMNPRST"
            for end in "BDFLMPRST"
            for vowel in "aeio"
        ],
        start=1,
    )
]
TITLES = {str(film["title"]): int(str(film["id"])) for film in FILMS}


class Service:
    """Sound unless `fault` names a fault: every so many changes, it does the wrong thing."""

    def __init__(self, fault: str = "") -> None:
        self.fault = fault
        self.ratings: dict[str, dict[int, float]] = {}
        self.lists: dict[str, set[int]] = {}
        self.shown: dict[str, list[int]] = {}
        self._changes = 0
        self._lock = threading.Lock()
        self.app = FastAPI()
        for method, path, handler in (
            ("GET", "/health/ready", self.ready),
            ("POST", "/session", self.session),
            ("POST", "/chat", self.chat),
            ("GET", "/browse", self.browse),
            ("GET", "/watchlist", self.watchlist),
            ("GET", "/ratings", self.all_ratings),
            ("DELETE", "/rate/{film}", self.unrate),
            ("DELETE", "/watchlist/{film}", self.unlist),
        ):
            self.app.add_api_route(path, handler, methods=[method])

    def ready(self) -> dict[str, str]:
        if self.fault == "not ready":
            raise HTTPException(503)
        return {"status": "ready"}

    def session(self) -> dict[str, str]:
        with self._lock:
            token = f"token-{len(self.ratings)}"
            self.ratings[token], self.lists[token], self.shown[token] = {}, set(), []
        return {"token": token}

    def chat(self, body: dict[str, str], authorization: str = Header()) -> dict[str, Any]:
        who, text = self._who(authorization), body["message"]
        if payload := re.search(r"\{.*\}", text):
            wanted = json.loads(payload[0])
            return self._change(who, wanted["movie"], wanted.get("rating"))
        if rated := re.fullmatch(r"(\d) stars for (.+)", text):
            named = self.shown[who][1] if rated[2] == "the second one" else TITLES[rated[2]]
            return self._change(who, named, float(rated[1]))
        if listed := re.fullmatch(r"add (.+) to my watchlist", text):
            return self._change(who, TITLES[listed[1]], None)
        if text == "/show_watchlist":
            if self.fault == "shows nothing":
                return self._cards([])
            source = next(reversed(self.lists)) if self.fault == "shows another's list" else who
            return self._cards(sorted(self.lists[source]))
        self.shown[who] = [1 + len(text) % 40, 60 + len(text) % 40]
        return self._cards(self.shown[who])

    def browse(self, k: int, offset: int, order: str) -> dict[str, Any]:
        if self.fault == "no list":
            raise HTTPException(500, "no films today")
        films = FILMS[: 40 if self.fault == "small" else None]
        return {"results": films[offset : offset + k], "more": offset + k < len(films)}

    def watchlist(self, authorization: str = Header()) -> dict[str, Any]:
        return {"results": [{"id": film} for film in self.lists[self._who(authorization)]]}

    def all_ratings(self, authorization: str = Header()) -> dict[str, Any]:
        rows = self.ratings[self._who(authorization)].items()
        return {"results": [{"movie": {"id": film}, "rating": stars} for film, stars in rows]}

    def unrate(self, film: int, authorization: str = Header()) -> dict[str, Any]:
        return {"gone": self.ratings[self._who(authorization)].pop(film)}

    def unlist(self, film: int, authorization: str = Header()) -> dict[str, Any]:
        self.lists[self._who(authorization)].remove(film)
        return {}

    def _change(self, who: str, film: int, stars: float | None) -> dict[str, Any]:
        with self._lock:
            self._changes += 1
            unlucky = self._changes % 7 == 0
        if unlucky and self.fault == "error":
            raise HTTPException(500, "broken")
        if unlucky and self.fault == "silent":
            return {"replies": []}
        if unlucky and self.fault == "mixed up":
            who = next(token for token in reversed(self.ratings) if token != who)
        if unlucky and self.fault == "wrong film":
            film = len(FILMS)
        if not (unlucky and self.fault == "forgetful"):
            if stars is None:
                self.lists[who].add(film)
            else:
                self.ratings[who][film] = stars
        return self._cards([film])

    @staticmethod
    def _cards(films: list[int]) -> dict[str, Any]:
        return {
            "replies": [{"text": "Here.", "cards": [{"movie_id": film} for film in films], "buttons": []}]
        }

    @staticmethod
    def _who(authorization: str) -> str:
        return authorization.removeprefix("Bearer ")


@pytest.fixture
def serve(request: pytest.FixtureRequest) -> Iterator[tuple[Service, str]]:
    service = Service(request.param)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(service.app, port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(100):
        if server.started:
            break
        time.sleep(0.05)
    yield service, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.mark.parametrize("serve", [""], indirect=True)
def test_a_sound_service_passes(serve: tuple[Service, str]) -> None:
    service, url = serve
    steps: list[tuple[int, int]] = []
    report = load_test(url + "/", people=6, turns=21, seed=1, on_progress=lambda *step: steps.append(step))
    assert report.ok, report.lines()
    assert report.durations is not None
    assert report.durations.n == 6 * 21
    assert sorted(steps) == [(turn, 126) for turn in range(1, 127)]
    assert json.loads(json.dumps(report.as_dict()))["ok"] is True
    assert "errors: none" in report.lines()
    # The changes were really made, and taken back at the end.
    assert service._changes == 6 * 15
    assert not any(service.ratings.values())
    assert not any(service.lists.values())


@pytest.mark.parametrize(
    ("serve", "kind"),
    [
        ("error", "errors"),
        ("silent", "errors"),
        ("shows another's list", "errors"),
        ("shows nothing", "errors"),
        ("mixed up", "mixed_up"),
        ("forgetful", "lost"),
        ("wrong film", "unexpected"),
    ],
    indirect=["serve"],
)
def test_faults_are_found(serve: tuple[Service, str], kind: str) -> None:
    report = load_test(serve[1], people=4, turns=14, seed=1)
    assert not report.ok
    assert getattr(report, kind), report.lines()
    assert report.as_dict()[kind]


@pytest.mark.parametrize("serve", ["small"], indirect=True)
def test_a_catalogue_too_small_is_said_so(serve: tuple[Service, str]) -> None:
    with pytest.raises(DataError, match="Try fewer people or turns"):
        load_test(serve[1], people=10, turns=20)


@pytest.mark.parametrize("serve", ["not ready"], indirect=True)
def test_an_installation_that_is_not_ready_is_said_so(serve: tuple[Service, str]) -> None:
    with pytest.raises(NotReady, match="not ready"):
        load_test(serve[1])


@pytest.mark.parametrize("serve", ["no list"], indirect=True)
def test_a_list_that_fails_is_said_so(serve: tuple[Service, str]) -> None:
    with pytest.raises(NotReady, match="no films today"):
        load_test(serve[1])


def test_nobody_answering_is_said_so() -> None:
    with socket.socket() as bound:  # bound, so that nobody else takes the port; not listening
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(NotReady, match="movies run"):
            load_test(f"http://127.0.0.1:{bound.getsockname()[1]}")


@pytest.mark.live
def test_ten_people_at_once_on_the_real_thing(live_url: str) -> None:
    report = load_test(live_url, people=10, turns=20, seed=1)
    assert report.ok, report.lines()
    assert report.durations is not None
    assert report.durations.n == 200
