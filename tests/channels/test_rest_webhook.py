"""The REST webhook's own rules: keys, fields, and the shape Rasa's clients know."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.replies import Button, Card, Reply
from bot.settings import Settings
from channels import rest_webhook
from channels.messages import Sender
from tests.providers.serving import attached

BODY = {"sender": "ada", "message": "hello"}
KEYS = "shop:key-1, partner:key:with:colons,"


class Echo:
    def __init__(self) -> None:
        self.heard: list[tuple[Sender, str]] = []

    async def __call__(self, sender: Sender, text: str) -> list[Reply]:
        self.heard.append((sender, text))
        if text == "break":
            raise RuntimeError("a bug")
        card = Card(
            movie_id=1, title="Heat", year=1995, buttons=[Button(title="More", payload="/more_results")]
        )
        return [Reply(text=text), Reply(cards=[card], buttons=[Button(title="Yes", payload="/affirm")])]


@pytest.fixture
def echo() -> Echo:
    return Echo()


def client_for(keys: str, echo: Echo, home: Path) -> httpx.AsyncClient:
    settings = Settings(_env_file=None, home=home, rest_api_keys=keys)
    app = attached(rest_webhook.attach, settings, echo)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service")


@pytest.fixture
async def client(echo: Echo, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_for(KEYS, echo, tmp_path) as client:
        yield client


async def post(client: httpx.AsyncClient, body: Any = BODY, **headers: str) -> httpx.Response:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post(rest_webhook.PATH, json=body, headers=sent)


async def test_answers_have_the_shape_of_rasas_rest_channel(client: httpx.AsyncClient) -> None:
    response = await post(client, X_API_Key="key-1")
    first, second = response.json()
    assert first == {"recipient_id": "ada", "text": "hello"}
    assert set(second) == {"recipient_id", "cards", "buttons", "custom"}
    assert second["buttons"] == [{"title": "Yes", "payload": "/affirm"}]
    assert second["cards"][0]["title"] == "Heat"
    assert second["custom"] == {"cards": second["cards"]}


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        ({"X_API_Key": "key-1"}, "shop:ada"),
        ({"Authorization": "Bearer key-1"}, "shop:ada"),
        ({"Authorization": "bearer key:with:colons"}, "partner:ada"),
    ],
)
async def test_each_key_has_its_own_people(
    client: httpx.AsyncClient, echo: Echo, headers: dict[str, str], sender: str
) -> None:
    assert (await post(client, **headers)).status_code == 200
    assert echo.heard == [(Sender("rest", sender), "hello")]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X_API_Key": ""},
        {"X_API_Key": "key-2"},
        {"X_API_Key": "key-1x"},
        {"X_API_Key": "shop:key-1"},
        {"Authorization": "Basic key-1"},
        {"X_API_Key": "wrong", "Authorization": "Bearer key-1"},
    ],
)
@pytest.mark.parametrize("body", [BODY, {"message": "no sender"}])
async def test_a_wrong_key_is_refused_before_the_body_is_judged(
    client: httpx.AsyncClient, echo: Echo, headers: dict[str, str], body: Any
) -> None:
    response = await post(client, body, **headers)
    assert response.status_code == 401
    assert "X-API-Key" in response.json()["error"]["message"]
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert echo.heard == []


async def test_a_key_of_bytes_outside_ascii_is_compared_not_an_error(client: httpx.AsyncClient) -> None:
    response = await client.post(rest_webhook.PATH, json=BODY, headers={"X-API-Key": b"\xff\xfe"})
    assert response.status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"message": "hello"}, "sender"),
        ({"sender": "ada"}, "message"),
        ({"sender": "", "message": "hello"}, "sender"),
        ({"sender": "a" * 201, "message": "hello"}, "sender"),
        ({"sender": "a\x00b", "message": "hello"}, "sender"),
        ({"sender": "ada\n", "message": "hello"}, "sender"),
        ({"sender": 7, "message": "hello"}, "sender"),
        ({"sender": "ada", "message": None}, "message"),
        ([], ""),
    ],
)
async def test_a_wrong_field_is_named(client: httpx.AsyncClient, echo: Echo, body: Any, field: str) -> None:
    response = await post(client, body, X_API_Key="key-1")
    assert response.status_code == 422
    assert response.json()["error"]["message"].startswith(field)
    assert echo.heard == []


async def test_rasas_other_fields_are_accepted(client: httpx.AsyncClient) -> None:
    body = {**BODY, "input_channel": "rest", "metadata": {"page": 1}}
    assert (await post(client, body, X_API_Key="key-1")).status_code == 200


async def test_the_longest_sender_fits_where_people_are_stored(client: httpx.AsyncClient, echo: Echo) -> None:
    assert (await post(client, {"sender": "é" * 200, "message": "x"}, X_API_Key="key-1")).status_code == 200
    assert rest_webhook.MAX_NAME + 1 + rest_webhook.MAX_SENDER <= 255
    assert echo.heard[0][0].subject == "shop:" + "é" * 200


async def test_an_idempotency_key_counts_for_one_sender_and_message(
    client: httpx.AsyncClient, echo: Echo
) -> None:
    for body in (BODY, BODY, {**BODY, "sender": "bob"}, {**BODY, "message": "other"}):
        await post(client, body, X_API_Key="key-1", Idempotency_Key="1")
    await post(client, X_API_Key="key:with:colons", Idempotency_Key="1")
    assert [(sender.subject, text) for sender, text in echo.heard] == [
        ("shop:ada", "hello"), ("shop:bob", "hello"), ("shop:ada", "other"), ("partner:ada", "hello"),
    ]  # fmt: skip


async def test_a_bug_is_an_apology_without_details(client: httpx.AsyncClient) -> None:
    response = await post(client, {**BODY, "message": "break"}, X_API_Key="key-1")
    assert response.status_code == 200
    assert "a bug" not in response.text
    assert "wrong on my side" in response.json()[0]["text"]


async def test_without_keys_it_says_how_to_turn_it_on(echo: Echo, tmp_path: Path) -> None:
    async with client_for("", echo, tmp_path) as client:
        response = await post(client, X_API_Key="")
    assert response.status_code == 503
    assert "MOVIES_REST_API_KEYS" in response.json()["error"]["message"]
    assert echo.heard == []


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("key-only", "entry 1"),
        ("a:1,:2", "entry 2"),
        ("a:", "entry 1"),
        ("a:1,a:2", "'a' stands there twice"),
        ("a:1,b:1", "'b' has the key of another"),
        ("n" * 51 + ":1", "longer than 50"),
    ],
)
def test_a_wrong_setting_is_named_without_its_secret(setting: str, complaint: str) -> None:
    with pytest.raises(ValueError, match="MOVIES_REST_API_KEYS") as raised:
        rest_webhook.parse_keys(setting)
    assert complaint in str(raised.value)
    assert "key-only" not in str(raised.value)
