"""Slack's own rules: signatures, where answers go, who acted, Block Kit's limits, and a bad network."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from actions.replies import Button, Card, Reply
from bot.settings import Settings
from channels import slack
from channels.messages import Sender, background
from channels.slack_format import MAX_MESSAGE, SlackMessage, escape, plain, render
from tests.providers import slack as provider_slack
from tests.providers.server import Failure, eventually, settled
from tests.providers.serving import attached, served
from tests.providers.slack import BOT_USER, SIGNING_SECRET, TEAM, TOKEN, Slack, block_problems, event, shown


class Dialogue:
    """A dialogue that answers when it is let."""

    def __init__(self) -> None:
        self.heard: list[tuple[Sender, str]] = []
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self, sender: Sender, text: str) -> list[Reply]:
        self.heard.append((sender, text))
        await self.go.wait()
        more = [Button(title="More", payload="/more_results")]
        return [Reply(text=f"You said: {text}", buttons=more)]


@pytest.fixture
def dialogue() -> Dialogue:
    return Dialogue()


@pytest.fixture
async def provider() -> AsyncIterator[Slack]:
    async with Slack.running() as provider:
        yield provider


def settings_for(provider: Slack, home: Path, **more: Any) -> Settings:
    given = {
        "home": home,
        "slack_bot_token": TOKEN,
        "slack_signing_secret": SIGNING_SECRET,
        "slack_base_url": provider.base_url,
        **more,
    }
    return Settings(_env_file=None, **given)


@pytest.fixture
async def service(provider: Slack, dialogue: Dialogue, tmp_path: Path) -> AsyncIterator[str]:
    async with served(attached(slack.attach, settings_for(provider, tmp_path), dialogue)) as url:
        yield url


def sent(provider: Slack) -> list[str]:
    return ["\n".join(filter(None, map(shown, call["blocks"]))) for call in provider.made("chat.postMessage")]


async def test_it_proves_its_address_to_slack(service: str, provider: Slack) -> None:
    response = await provider.deliver_event(service, {"type": "url_verification", "challenge": "abc"})
    assert (response.status_code, response.json()) == (200, {"challenge": "abc"})


@pytest.mark.parametrize("how", [{"secret": "guessed"}, {"age": 400}, {"age": -400}], ids=str)
async def test_a_wrong_or_old_signature_is_refused(
    service: str, provider: Slack, dialogue: Dialogue, how: dict[str, Any]
) -> None:
    assert (await provider.deliver_event(service, event("U1", "hello"), **how)).status_code == 401
    button = {"action_id": "say:0", "text": {}, "value": "/undo"}
    response = await provider.deliver_action(service, provider_slack.action("U1", button), **how)
    assert response.status_code == 401
    await settled()
    assert dialogue.heard == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"payload=%7B"])
async def test_what_slack_did_not_sign_never_is_an_error_of_ours(
    service: str, dialogue: Dialogue, body: bytes
) -> None:
    async with httpx.AsyncClient() as client:
        response = await client.post(service + slack.PATH, content=body)
    assert response.status_code in (400, 401)
    assert dialogue.heard == []


async def test_it_acknowledges_at_once_and_works_after(
    service: str, provider: Slack, dialogue: Dialogue
) -> None:
    dialogue.go.clear()
    started = asyncio.get_running_loop().time()
    assert (await provider.deliver_event(service, event("U1", "hello"))).status_code == 200
    button = {"action_id": "say:0", "text": {}, "value": "/undo"}
    assert (await provider.deliver_action(service, provider_slack.action("U2", button))).status_code == 200
    assert asyncio.get_running_loop().time() - started < 1
    assert provider.made("chat.postMessage") == []
    dialogue.go.set()
    await eventually(lambda: sorted(sent(provider)) == ["You said: /undo", "You said: hello"])


async def test_a_direct_message_is_answered_in_place(
    service: str, provider: Slack, dialogue: Dialogue
) -> None:
    await provider.deliver_event(service, event("U1", "hello"))
    await eventually(lambda: sent(provider))
    [message] = provider.made("chat.postMessage")
    assert (message["channel"], message.get("thread_ts")) == ("DU1", None)
    assert dialogue.heard == [(Sender("slack", f"{TEAM}:U1"), "hello")]


@pytest.mark.parametrize("thread", [None, "1690000000.000001"])
async def test_a_mention_is_answered_in_a_thread(
    service: str, provider: Slack, dialogue: Dialogue, thread: str | None
) -> None:
    more = {"thread_ts": thread} if thread else {}
    body = event("U1", f"<@{BOT_USER}> a heist film", kind="app_mention", **more)
    await provider.deliver_event(service, body)
    await eventually(lambda: sent(provider))
    [message] = provider.made("chat.postMessage")
    assert (message["channel"], message["thread_ts"]) == ("C0001", thread or body["event"]["ts"])
    assert dialogue.heard[0][1] == "a heist film"


async def test_a_button_in_a_thread_is_answered_there(
    service: str, provider: Slack, dialogue: Dialogue
) -> None:
    button = {"action_id": "say:3", "text": {}, "value": "/more_results"}
    message = {"ts": "1700000000.000002", "thread_ts": "1700000000.000001"}
    container = {"type": "message", "channel_id": "C0001", "thread_ts": "1700000000.000001"}
    body = provider_slack.action("U1", button, message=message, container=container)
    await provider.deliver_action(service, body)
    await eventually(lambda: sent(provider))
    [answer] = provider.made("chat.postMessage")
    assert (answer["channel"], answer["thread_ts"]) == ("C0001", "1700000000.000001")


async def test_a_button_pressed_once_is_done_once(service: str, provider: Slack, dialogue: Dialogue) -> None:
    body = provider_slack.action("U1", {"action_id": "say:0", "text": {}, "value": "/undo"})
    for _ in range(2):
        await provider.deliver_action(service, body)
    await settled()
    assert len(dialogue.heard) == 1


@pytest.mark.parametrize(
    "body",
    [
        event("U1", "hi", channel_type="channel", channel="C1"),
        event("U1", "hi", subtype="message_changed"),
        event("U1", "hi", subtype="message_deleted"),
        event("U1", "hi", bot_id="B0OTHER"),
        event(BOT_USER, "hi", bot_id="B0BOT"),
        event(BOT_USER, "hi"),
    ],
    ids=["channel message", "edited", "deleted", "another bot", "itself", "itself as user"],
)
async def test_what_is_not_for_it_is_acknowledged_and_left_alone(
    service: str, provider: Slack, dialogue: Dialogue, body: dict[str, Any]
) -> None:
    assert (await provider.deliver_event(service, body)).status_code == 200
    await settled()
    assert dialogue.heard == []
    assert sent(provider) == []


@pytest.mark.parametrize(("words", "heard"), [("what is this?", "what is this?"), ("", None)])
async def test_a_file_is_read_for_its_words_only(
    service: str, provider: Slack, dialogue: Dialogue, words: str, heard: str | None
) -> None:
    await provider.deliver_event(service, event("U1", words, subtype="file_share", files=[{"id": "F1"}]))
    await eventually(lambda: sent(provider))
    assert [text for _, text in dialogue.heard] == ([heard] if heard else [])
    if heard is None:
        assert "only read text" in sent(provider)[0]


async def test_a_mention_without_words_is_a_greeting(
    service: str, provider: Slack, dialogue: Dialogue
) -> None:
    await provider.deliver_event(service, event("U1", f"<@{BOT_USER}>", kind="app_mention"))
    await eventually(lambda: dialogue.heard)
    assert dialogue.heard[0][1] == "/greet"


async def test_a_member_of_another_team_is_someone_else(
    service: str, provider: Slack, dialogue: Dialogue
) -> None:
    body = event("U1", "hello", kind="app_mention", team="T0002", user_team="T0002")
    await provider.deliver_event(service, body | {"is_ext_shared_channel": True})
    grid = event("U1", "hello", kind="app_mention", team=None, user_team="E0003")
    await provider.deliver_event(service, grid | {"is_ext_shared_channel": True})
    unknown = event("U1", "hello", kind="app_mention", team=None)
    await provider.deliver_event(service, unknown | {"is_ext_shared_channel": True})
    await eventually(lambda: len(dialogue.heard) == 2)
    await settled()
    assert {sender.subject for sender, _ in dialogue.heard} == {"T0002:U1", "E0003:U1"}


async def test_told_to_wait_it_waits_and_sends(service: str, provider: Slack) -> None:
    provider.fail("chat.postMessage", Failure(status=429, retry_after=1))
    started = asyncio.get_running_loop().time()
    await provider.deliver_event(service, event("U1", "hello"))
    await eventually(lambda: sent(provider) == ["You said: hello"])
    assert asyncio.get_running_loop().time() - started >= 1


@pytest.mark.parametrize("failure", [Failure(status=500), Failure(status=503), Failure("drop")], ids=str)
async def test_a_failing_network_is_tried_again(service: str, provider: Slack, failure: Failure) -> None:
    provider.fail("chat.postMessage", failure)
    await provider.deliver_event(service, event("U1", "hello"))
    await eventually(lambda: sent(provider) == ["You said: hello"])


async def test_slack_out_of_reach_loses_nothing_it_repeats(
    service: str, provider: Slack, dialogue: Dialogue
) -> None:
    await eventually(lambda: provider.made("auth.test"))
    provider.fail("auth.test", *[Failure("drop")] * 3)  # as often as the client tries
    body = event("U1", "hello")
    assert (await provider.deliver_event(service, body)).status_code >= 500
    assert dialogue.heard == []
    assert (await provider.deliver_event(service, body, retry=1)).status_code == 200
    await eventually(lambda: sent(provider) == ["You said: hello"])


async def test_a_wrong_token_is_named_without_showing_it(
    provider: Slack, dialogue: Dialogue, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_for(provider, tmp_path, slack_bot_token="xoxb-not-the-token")
    with caplog.at_level(logging.INFO):
        async with served(attached(slack.attach, settings, dialogue)):
            await eventually(lambda: "MOVIES_SLACK_BOT_TOKEN: invalid_auth" in caplog.text)
    assert "not-the-token" not in caplog.text


async def test_what_was_taken_is_answered_before_it_stops(
    provider: Slack, dialogue: Dialogue, tmp_path: Path
) -> None:
    dialogue.go.clear()
    async with served(attached(slack.attach, settings_for(provider, tmp_path), dialogue)) as url:
        await provider.deliver_event(url, event("U1", "hello"))
        await eventually(lambda: dialogue.heard)
        asyncio.get_running_loop().call_later(0.2, dialogue.go.set)
    assert sent(provider) == ["You said: hello"]


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_token_there_is_no_route(token: str | None, dialogue: Dialogue, tmp_path: Path) -> None:
    app = FastAPI()
    slack.attach(app, Settings(_env_file=None, home=tmp_path, slack_bot_token=token), dialogue)
    assert background(app) == []
    assert slack.PATH not in {route.path for route in app.routes}


def test_a_token_without_its_secret_names_the_setting(dialogue: Dialogue, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, home=tmp_path, slack_bot_token=TOKEN, slack_signing_secret=None)
    with pytest.raises(ValueError, match="MOVIES_SLACK_SIGNING_SECRET"):
        slack.attach(FastAPI(), settings, dialogue)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain words", "plain words"),
        ("&lt;b&gt; &amp; &amp;lt;", "<b> & &lt;"),
        (f"<@{BOT_USER}> hello <@{BOT_USER}>", "hello"),
        ("ask <@U2|bob> or <@U3>", "ask bob or @U3"),
        (
            "see <https://example.org|the site> and <https://example.org>",
            "see the site and https://example.org",
        ),
        ("mail <mailto:a@b.org|a@b.org> in <#C1|films>", "mail a@b.org in #films"),
        ("<!here> look", "!here look"),
    ],
)
def test_slacks_markup_is_read_as_plain_text(written: str, read: str) -> None:
    assert plain(written, bot=BOT_USER) == read


def as_json(messages: list[SlackMessage]) -> list[list[dict[str, Any]]]:
    return [[block.to_dict() for block in message.blocks] for message in messages]


def test_a_card_in_blocks() -> None:
    card = Card(
        movie_id=1, position=2, title="*M* & <co>", year=1970, genres=["War"], overview="A _war_.",
        reason="matches: <war>",
        buttons=[Button(title="★ 5", payload='/rate_movie{"movie":1,"rating":5}')],
    )  # fmt: skip
    [message] = render(Reply(cards=[card]))
    [blocks] = as_json([message])
    assert [block["type"] for block in blocks] == ["rich_text", "context", "actions"]
    title, rest = blocks[0]["elements"][0]["elements"]
    assert title == {"type": "text", "text": "2. *M* & <co> (1970)", "style": {"bold": True}}
    assert rest == {"type": "text", "text": "\nWar\nA _war_."}
    assert blocks[1]["elements"] == [{"type": "plain_text", "text": "matches: <war>", "emoji": False}]
    [button] = blocks[2]["elements"]
    assert (button["action_id"], button["value"]) == ("say:0", '/rate_movie{"movie":1,"rating":5}')
    assert message.text == escape("2. *M* & <co> (1970)\nWar\nA _war_.\nmatches: <war>")


def test_what_matched_is_bold() -> None:
    card = Card(movie_id=1, title="M", overview="A *heist* & more.", highlights=["heist", "more"])
    [blocks] = as_json(render(Reply(cards=[card])))
    pieces = blocks[0]["elements"][0]["elements"]
    assert [piece["text"] for piece in pieces if piece.get("style") == {"bold": True}] == [
        "M",
        "heist",
        "more",
    ]
    assert "".join(piece["text"] for piece in pieces) == "M\nA *heist* & more."


@pytest.mark.parametrize(
    "reply",
    [
        Reply(text="<&>" * 9000),
        Reply(text="word " * 20_000),
        Reply(cards=[Card(movie_id=n, title=f"Film {n}", reason="r" * 3000) for n in range(60)]),
        Reply(cards=[Card(movie_id=1, title="T" * 4000, overview="o" * 9000)]),
        Reply(buttons=[Button(title="t" * 100, payload=f"/b{n}") for n in range(60)]),
    ],
    ids=["markup", "words", "many cards", "long card", "many buttons"],
)
def test_large_replies_stay_within_slacks_limits_and_keep_everything(reply: Reply) -> None:
    messages = render(reply)
    blocks = as_json(messages)
    assert all(list(block_problems(group)) == [] for group in blocks)
    assert all(sum(len(shown(block)) for block in group) <= MAX_MESSAGE for group in blocks)
    assert all(message.text for message in messages)
    read = "".join("".join(shown(block) for group in blocks for block in group).split())
    for part in (reply.text, *(card.title for card in reply.cards), *(card.overview for card in reply.cards)):
        assert "".join(part.split()) in read
    values = [
        b["value"]
        for group in blocks
        for block in group
        if block["type"] == "actions"
        for b in block["elements"]
    ]
    assert values == [button.payload for button in reply.buttons]
