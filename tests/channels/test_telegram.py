"""Telegram's own rules: commands, groups, keyboards, what is not text, polling, and a bad network."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from actions.replies import Button, Card, Reply
from bot.settings import Settings
from channels import telegram
from channels.messages import Sender, background
from channels.telegram_format import LIMIT, render
from tests.providers import telegram_updates as updates
from tests.providers.server import Failure, eventually, settled
from tests.providers.serving import attached, served
from tests.providers.telegram import BOT, TOKEN, Telegram, buttons, shown

PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]


class Slow:
    """A dialogue that answers when it is let."""

    def __init__(self) -> None:
        self.heard: list[tuple[Sender, str]] = []
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self, sender: Sender, text: str) -> list[Reply]:
        self.heard.append((sender, text))
        await self.go.wait()
        return [Reply(text=f"You said: {text}")]


@pytest.fixture
def dialogue() -> Slow:
    return Slow()


@pytest.fixture
async def provider() -> AsyncIterator[Telegram]:
    async with Telegram.running() as provider:
        yield provider


def settings_for(provider: Telegram, home: Path, **more: Any) -> Settings:
    given = {
        "home": home,
        "telegram_token": TOKEN,
        "telegram_mode": "webhook",
        "public_url": "https://movies.test/",
        "telegram_base_url": provider.base_url,
        **more,
    }
    return Settings(_env_file=None, **given)


@pytest.fixture
async def bot(
    provider: Telegram, dialogue: Slow, tmp_path: Path
) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Delivers an update to a running bot and returns the status."""
    app = attached(telegram.attach, settings_for(provider, tmp_path), dialogue)
    async with served(app) as url:
        await eventually(lambda: provider.made("setMyCommands"))

        async def deliver(update: dict[str, Any], **how: Any) -> int:
            return (await provider.deliver(url, update, **how)).status_code

        yield deliver


def sent(provider: Telegram) -> list[str]:
    return [shown(params["text"], params.get("parse_mode")) for params in provider.made("sendMessage")]


async def test_the_webhook_is_set_with_a_secret_and_the_kinds_that_are_read(bot, provider: Telegram) -> None:
    assert provider.webhook["url"] == "https://movies.test/telegram/webhook"
    assert len(provider.webhook["secret_token"]) == 64
    assert provider.webhook["allowed_updates"] == ["message", "edited_message", "callback_query"]
    menu = provider.made("setMyCommands")[0]["commands"]
    assert {"command": "undo", "description": "Take back your last change"} in menu


@pytest.mark.parametrize("secret", ["", "guessed", "é"])
async def test_a_wrong_secret_is_refused(bot, dialogue: Slow, secret: str) -> None:
    assert await bot(updates.text(1, "hello"), secret=secret.encode("latin-1")) == 403
    await settled()
    assert dialogue.heard == []


async def test_it_answers_at_once_and_works_after(bot, provider: Telegram, dialogue: Slow) -> None:
    dialogue.go.clear()
    assert await bot(updates.text(1, "hello")) == 200
    await eventually(lambda: provider.made("sendChatAction"))
    assert provider.made("sendMessage") == []
    dialogue.go.set()
    await eventually(lambda: sent(provider) == ["You said: hello"])


@pytest.mark.parametrize("body", [{}, [], "text", {"update_id": 1, "message": {}}, {"message": {}}])
async def test_what_is_not_an_update_is_a_400(bot, dialogue: Slow, body: Any) -> None:
    assert await bot(body) == 400
    assert await bot(updates.text(1, "hello")) == 200
    await eventually(lambda: dialogue.heard)


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("/start", "/greet"),
        ("/start deep-link", "/greet"),
        ("/help", "/help"),
        ("/HELP", "/help"),
        ("/help@MoviesBot", "/help"),
        ("/watchlist", "/show_watchlist"),
        ("/recommend", "/recommend"),
        ("/recommend a comedy", "recommend a comedy"),
        ("/search heist in a dream", "heist in a dream"),
        ("/similar Alien", "films like Alien"),
        ("/undo", "/undo"),
        ("/more", "/more_results"),
        ("/trending", "/trending"),
    ],
)
async def test_commands_are_messages(bot, dialogue: Slow, command: str, heard: str) -> None:
    await bot(updates.text(1, command))
    await eventually(lambda: dialogue.heard)
    assert dialogue.heard == [(Sender("telegram", "1"), heard)]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/fly", "I do not know /fly."),
        ('/rate_movie{"movie":1,"rating":1}', "I do not know"),
        ("/similar", "/similar needs a few words."),
        ("/search", "/search needs a few words."),
    ],
)
async def test_a_command_it_cannot_follow_is_explained(
    bot, provider: Telegram, dialogue: Slow, command: str, answer: str
) -> None:
    await bot(updates.text(1, command))
    await eventually(lambda: sent(provider))
    assert sent(provider)[0].startswith(answer)
    assert dialogue.heard == []


@pytest.mark.parametrize(
    "content",
    [
        {"photo": PHOTO},
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
    ],
    ids=["photo", "voice", "location"],
)
async def test_what_is_not_text_gets_an_answer(bot, provider: Telegram, dialogue: Slow, content: Any) -> None:
    await bot(updates.update("message", updates.message(1, **content)))
    await eventually(lambda: sent(provider))
    assert "only read text" in sent(provider)[0]
    assert dialogue.heard == []


async def test_a_caption_is_text(bot, dialogue: Slow) -> None:
    await bot(updates.update("message", updates.message(1, photo=PHOTO, caption="films like this")))
    await eventually(lambda: dialogue.heard)
    assert dialogue.heard[0][1] == "films like this"


async def test_an_edited_message_is_not_done_again(bot, provider: Telegram, dialogue: Slow) -> None:
    await bot(updates.update("edited_message", updates.message(1, "5 stars", edit_date=1_700_000_001)))
    await eventually(lambda: sent(provider))
    assert "edited" in sent(provider)[0]
    assert dialogue.heard == []


@pytest.mark.parametrize(
    "update",
    [
        updates.update("message", updates.message(1, new_chat_members=[updates.person(2)])),
        updates.update("message", updates.message(1, "hi", **{"from": updates.person(5, is_bot=True)})),
        updates.update(
            "channel_post", updates.message(1, "hi", chat={"id": -9, "type": "channel", "title": "c"})
        ),
        updates.update("my_chat_member", {}),
    ],
    ids=["service message", "another bot", "channel post", "membership"],
)
async def test_what_is_for_nobody_is_left_alone(bot, provider: Telegram, dialogue: Slow, update: Any) -> None:
    await bot(update)
    await settled()
    assert dialogue.heard == []
    assert provider.made("sendMessage") == []


OWN_MESSAGE = {**updates.message(1, "Two films:"), "from": BOT, "chat": updates.GROUP}
STRANGERS_MESSAGE = updates.message(2, "hi", chat=updates.GROUP)


@pytest.mark.parametrize(
    ("words", "more", "heard"),
    [
        ("hello all", {}, None),
        ("@MoviesBot a heist film", {}, "a heist film"),
        ("🎬 a heist film please @moviesbot", {}, "🎬 a heist film please"),
        ("@MoviesBot", {}, "/greet"),
        ("@MoviesBotFan hello", {}, None),
        ("the second one", {"reply_to_message": OWN_MESSAGE}, "the second one"),
        ("the second one", {"reply_to_message": STRANGERS_MESSAGE}, None),
        ("/help", {}, None),
        ("/help@MoviesBot", {}, "/help"),
        ("/help@OtherBot", {}, None),
        ("/help@OtherBot", {"reply_to_message": OWN_MESSAGE}, None),
        ("/help", {"reply_to_message": OWN_MESSAGE}, "/help"),
    ],
)
async def test_in_a_group_only_what_is_addressed_to_it(
    bot, provider: Telegram, dialogue: Slow, words: str, more: Any, heard: str | None
) -> None:
    update = updates.text(7, words, chat=updates.GROUP, **more)
    await bot(update)
    if heard is None:
        await settled()
        assert dialogue.heard == []
        assert provider.made("sendMessage") == []
        return
    await eventually(lambda: provider.made("sendMessage"))
    assert dialogue.heard == [(Sender("telegram", "7"), heard)]
    answer = provider.made("sendMessage")[0]
    assert int(answer["chat_id"]) == updates.GROUP["id"]
    assert answer["reply_parameters"]["message_id"] == update["message"]["message_id"]


async def test_in_a_group_a_button_belongs_to_who_taps_it(bot, dialogue: Slow) -> None:
    await bot(updates.tap(8, "/more_results", chat=updates.GROUP))
    await eventually(lambda: dialogue.heard)
    assert dialogue.heard == [(Sender("telegram", "8"), "/more_results")]


async def test_in_a_topic_the_answer_stays_there(bot, provider: Telegram) -> None:
    await bot(
        updates.text(7, "/help@MoviesBot", chat=updates.GROUP, message_thread_id=44, is_topic_message=True)
    )
    await eventually(lambda: provider.made("sendMessage"))
    assert int(provider.made("sendMessage")[0]["message_thread_id"]) == 44


async def test_a_tap_is_confirmed_before_the_answer_is_ready(bot, provider: Telegram, dialogue: Slow) -> None:
    dialogue.go.clear()
    await bot(updates.tap(1, "/more_results"))
    await eventually(lambda: provider.made("answerCallbackQuery"))
    assert provider.made("sendMessage") == []
    dialogue.go.set()
    await eventually(lambda: provider.made("sendMessage"))


async def test_a_tap_on_a_message_that_is_gone_still_counts(bot, provider: Telegram, dialogue: Slow) -> None:
    provider.fail("answerCallbackQuery", Failure(status=400))
    update = updates.tap(1, "/more_results")
    update["callback_query"]["message"] = {"message_id": 5, "date": 0, "chat": updates.private(1)}
    await bot(update)
    await eventually(lambda: provider.made("sendMessage"))
    assert dialogue.heard == [(Sender("telegram", "1"), "/more_results")]


async def test_told_to_wait_it_waits_and_sends(bot, provider: Telegram) -> None:
    provider.fail("sendMessage", Failure(status=429, retry_after=1))
    started = asyncio.get_running_loop().time()
    await bot(updates.text(1, "hello"))
    await eventually(lambda: sent(provider) == ["You said: hello"])
    assert asyncio.get_running_loop().time() - started >= 1
    assert len(provider.refused("sendMessage")) == 1


@pytest.mark.parametrize("failure", [Failure(status=500), Failure(status=502), Failure("drop")], ids=str)
async def test_a_failing_network_is_tried_again(bot, provider: Telegram, failure: Failure) -> None:
    provider.fail("sendMessage", failure)
    await bot(updates.text(1, "hello"))
    await eventually(lambda: sent(provider) == ["You said: hello"])


@pytest.mark.parametrize("status", [400, 403])
async def test_a_refusal_is_final_and_the_bot_goes_on(bot, provider: Telegram, status: int) -> None:
    provider.fail("sendMessage", Failure(status=status))
    await bot(updates.text(1, "hello"))
    await eventually(lambda: provider.refused("sendMessage"))
    await bot(updates.text(1, "again"))
    await eventually(lambda: sent(provider) == ["You said: again"])
    assert len(provider.refused("sendMessage")) == 1


async def test_polling_needs_no_public_address(provider: Telegram, dialogue: Slow, tmp_path: Path) -> None:
    settings = settings_for(provider, tmp_path, telegram_mode="polling", public_url=None)
    app = attached(telegram.attach, settings, dialogue)
    assert telegram.PATH not in {route.path for route in app.routes}
    update = updates.text(1, "hello")
    async with served(app):
        provider.queue(update, update)
        await eventually(lambda: sent(provider) == ["You said: hello"])
        provider.queue(updates.tap(1, "/undo"))
        await eventually(lambda: len(sent(provider)) == 2)
    assert provider.made("deleteWebhook")
    assert [text for _, text in dialogue.heard] == ["hello", "/undo"]


async def test_it_starts_when_telegram_is_back(
    provider: Telegram, dialogue: Slow, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    provider.fail("getMe", *[Failure("drop")] * 4)  # as often as one start tries
    app = attached(telegram.attach, settings_for(provider, tmp_path), dialogue)
    async with served(app) as url:
        early = await provider.deliver(url, updates.text(1, "hello"), secret=telegram.webhook_secret(
            settings_for(provider, tmp_path)))  # fmt: skip
        assert early.status_code == 503
        await eventually(lambda: provider.made("setWebhook"), within=20)
        assert (await provider.deliver(url, updates.text(1, "hello"))).status_code == 200
        await eventually(lambda: sent(provider) == ["You said: hello"])


async def test_a_wrong_token_is_named_without_showing_it(
    provider: Telegram, dialogue: Slow, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "123456:not-the-token"
    app = attached(telegram.attach, settings_for(provider, tmp_path, telegram_token=wrong), dialogue)
    with caplog.at_level(logging.WARNING):
        async with served(app):
            await eventually(lambda: "MOVIES_TELEGRAM_TOKEN" in caplog.text)
    assert wrong not in caplog.text


async def test_what_was_taken_is_answered_before_it_stops(
    provider: Telegram, dialogue: Slow, tmp_path: Path
) -> None:
    dialogue.go.clear()
    app = attached(telegram.attach, settings_for(provider, tmp_path), dialogue)
    async with served(app) as url:
        await eventually(lambda: provider.made("setWebhook"))
        await provider.deliver(url, updates.text(1, "hello"))
        await eventually(lambda: dialogue.heard)
        asyncio.get_running_loop().call_later(0.2, dialogue.go.set)
    assert sent(provider) == ["You said: hello"]


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_token_there_is_no_route(token: str | None, dialogue: Slow, tmp_path: Path) -> None:
    app = FastAPI()
    telegram.attach(app, Settings(_env_file=None, home=tmp_path, telegram_token=token), dialogue)
    assert background(app) == []
    assert telegram.PATH not in {route.path for route in app.routes}


def test_a_webhook_without_an_address_names_the_setting(dialogue: Slow, tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None, home=tmp_path, telegram_token=TOKEN, telegram_mode="webhook", public_url=None
    )
    with pytest.raises(ValueError, match="MOVIES_PUBLIC_URL"):
        telegram.attach(FastAPI(), settings, dialogue)


def test_a_card_is_html_with_a_keyboard() -> None:
    keys = [Button(title=f"★ {n}", payload=f'/rate_movie{{"movie":1,"rating":{n}}}') for n in range(1, 6)]
    card = Card(
        movie_id=1, position=1, title="<Heat>", year=1995, overview="A & B", reason="it's > 1", buttons=keys
    )
    [message] = render(Reply(cards=[card]))
    assert message.html == "<b>1. &lt;Heat&gt; (1995)</b>\nA &amp; B\n<i>it's &gt; 1</i>"
    assert [[key.text for key in row] for row in message.rows] == [["★ 1", "★ 2", "★ 3"], ["★ 4", "★ 5"]]


def test_what_matched_is_bold_and_escaped() -> None:
    card = Card(
        movie_id=1,
        title="Heat",
        cast=["<Al> Pacino"],
        overview="A heist & a cop.",
        highlights=["heist", "<Al> Pacino"],
    )
    [message] = render(Reply(cards=[card]))
    assert message.html == "<b>Heat</b>\nWith <b>&lt;Al&gt; Pacino</b>\nA <b>heist</b> &amp; a cop."


def test_buttons_of_a_reply_stand_under_its_last_message() -> None:
    more = [Button(title="More", payload="/more_results")]
    text, card = render(Reply(text="One film:", cards=[Card(movie_id=1, title="Heat")], buttons=more))
    assert (text.keyboard, card.rows[-1][0].callback_data) == (None, "/more_results")
    [alone] = render(Reply(buttons=more))
    assert alone.html == "Choose one:"


def test_a_payload_telegram_refuses_costs_the_button_not_the_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fits, over = (
        Button(title="fits", payload="/" + "é" * 31 + "x"),
        Button(title="over", payload="/" + "é" * 32),
    )
    [message] = render(Reply(text="Choose", buttons=[fits, over]))
    assert [key.text for row in message.rows for key in row] == ["fits"]
    assert "over 64 bytes" in caplog.text


@pytest.mark.parametrize("overview", ["<&>" * 2000, "🎬" * 3000, "word " * 2000])
def test_a_card_too_long_for_one_message_is_split_whole(overview: str) -> None:
    card = Card(
        movie_id=1, title="Heat", overview=overview, buttons=[Button(title="More", payload="/more_results")]
    )
    messages = render(Reply(cards=[card]))
    texts = [shown(message.html, "HTML") for message in messages]
    assert "".join("".join(texts).split()) == "Heat" + "".join(overview.split())
    assert all(len(text.encode("utf-16-le")) // 2 <= LIMIT for text in texts)
    assert [bool(message.rows) for message in messages] == [False] * (len(messages) - 1) + [True]


async def test_the_typing_sign_lasts_as_long_as_the_answer_takes(
    bot, provider: Telegram, dialogue: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.telegram_send._TYPING_SECONDS", 0.05)
    dialogue.go.clear()
    await bot(updates.text(1, "hello"))
    await eventually(lambda: len(provider.made("sendChatAction")) >= 3)
    dialogue.go.set()
    await eventually(lambda: provider.made("sendMessage"))
    await settled(0.1)
    shown_so_far = len(provider.made("sendChatAction"))
    await settled(0.3)
    assert len(provider.made("sendChatAction")) == shown_so_far


async def test_the_secret_can_be_set(provider: Telegram, dialogue: Slow, tmp_path: Path) -> None:
    settings = settings_for(provider, tmp_path, telegram_secret="chosen-secret")
    async with served(attached(telegram.attach, settings, dialogue)) as url:
        await eventually(lambda: provider.made("setWebhook"))
        assert provider.webhook["secret_token"] == "chosen-secret"
        async with httpx.AsyncClient() as client:
            headers = {"X-Telegram-Bot-Api-Secret-Token": "chosen-secret"}
            response = await client.post(
                f"{url}/telegram/webhook", json=updates.text(1, "hi"), headers=headers
            )
    assert response.status_code == 200
    assert sent(provider) == ["You said: hi"]
    assert buttons(provider.made("sendMessage")[0]) == []
