"""The chat route, the action webhook and health."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.settings import Settings
from channels.api.app import create_app
from tests.channels.api.conftest import Site, running


def test_a_turn_makes_a_guest_and_speaks_as_that_person(site: Site, client: httpx.Client) -> None:
    response = client.post("/chat", json={"message": "hello there"})
    assert response.json() == {"replies": [{"text": "You said: hello there", "cards": [], "buttons": []}]}
    person = client.get("/me").json()["person"]
    assert (str(person), "hello there") in site.rasa.heard


def test_people_are_told_apart(site: Site, client: httpx.Client, other: httpx.Client) -> None:
    for visitor in (client, other):
        visitor.post("/chat", json={"message": "who am I?"})
    assert len({sender for sender, message in site.rasa.heard if message == "who am I?"}) == 2


@pytest.mark.parametrize(
    "message", ["", "🦈🌊", "<script>alert(1)</script>", "'; DROP TABLE persons; --", "x" * 10_000]
)
def test_odd_messages_get_an_answer(client: httpx.Client, message: str) -> None:
    response = client.post("/chat", json={"message": message})
    assert response.status_code == 200
    assert response.json()["replies"][0]["text"]


def test_a_silent_dialogue_is_503(site: Site, client: httpx.Client) -> None:
    site.rasa.answers["silence"] = []
    response = client.post("/chat", json={"message": "silence"})
    assert (response.status_code, response.json()["error"]["code"]) == (503, "dialogue_unavailable")
    assert response.headers["retry-after"]


def call(action: str) -> dict[str, Any]:
    """What Rasa posts to have an action run."""
    tracker = {
        "sender_id": "1", "slots": {}, "events": [], "paused": False, "active_loop": {},
        "latest_action_name": None,
        "latest_message": {"intent": {"name": "help", "confidence": 1.0}, "entities": [], "text": "help"},
    }  # fmt: skip
    return {"next_action": action, "sender_id": "1", "tracker": tracker, "domain": {}, "version": "3.6.21"}


def test_rasa_runs_an_action_with_its_token(site: Site, client: httpx.Client) -> None:
    headers = {"Authorization": f"Bearer {site.settings.actions_token}"}
    answer = client.post("/webhook", json=call("action_help"), headers=headers).json()
    assert answer["responses"][0]["custom"]["text"]
    unknown = client.post("/webhook", json=call("action_format_disk"), headers=headers)
    assert (unknown.status_code, unknown.json()["action_name"]) == (404, "action_format_disk")


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Bearer", "Bearer ü"])
def test_nobody_else_runs_actions(client: httpx.Client, authorization: str | None) -> None:
    headers = [(b"authorization", authorization.encode())] if authorization else []
    assert client.post("/webhook", json=call("action_help"), headers=headers).status_code == 401


def test_health(client: httpx.Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["missing"] == []
    assert set(ready.json()["checks"]) == {"database", "index", "dialogue"}


def test_without_rasa_the_service_is_alive_and_not_ready(installation: Settings) -> None:
    settings = installation.model_copy(update={"rasa_url": "http://127.0.0.1:9"})
    with running(create_app(settings)) as url, httpx.Client(base_url=url, trust_env=False) as client:
        assert client.get("/health/live").status_code == 200
        ready = client.get("/health/ready")
        assert ready.status_code == 503
        assert ready.json()["missing"] == ["dialogue"]
        assert client.get("/search", params={"q": "dream thief"}).status_code == 200
