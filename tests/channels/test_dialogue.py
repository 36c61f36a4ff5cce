"""The dialogue client against a server that speaks Rasa's REST channel."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from actions.replies import Reply
from bot.assistant import Assistant
from bot.errors import DialogueUnavailable
from channels import dialogue
from channels.dialogue import MAX_CHARACTERS, DialogueClient
from channels.messages import Sender
from tests.channels.api.conftest import running
from tests.channels.api.rasa import RasaServer
from tests.conftest import free_port
from tests.providers.serving import served

ADA, BOB = Sender("web", "7"), Sender("web", "8")


@pytest.fixture
def rasa() -> RasaServer:
    return RasaServer()


@pytest.fixture
async def client(rasa: RasaServer, assistant: Assistant) -> AsyncIterator[DialogueClient]:
    async with served(rasa.app()) as url, DialogueClient(url, assistant, timeout=0.5) as client:
        yield client


async def test_custom_messages_are_replies_and_plain_ones_become_replies(
    rasa: RasaServer, client: DialogueClient
) -> None:
    card = {
        "movie_id": 12,
        "title": "Alien",
        "buttons": [{"title": "Details", "payload": '/movie_details{"movie":12}'}],
    }
    rasa.answers["films"] = [
        {"recipient_id": "7", "custom": {"text": "One film:", "cards": [card]}},
        {
            "recipient_id": "7",
            "text": "Anything else?",
            "buttons": [{"title": "More", "payload": "/more_results"}],
        },
    ]
    first, second = await client.converse(ADA, "films")
    assert first.text == "One film:"
    assert first.cards[0].movie_id == 12
    assert first.cards[0].buttons[0].payload == '/movie_details{"movie":12}'
    assert second == Reply.model_validate(
        {"text": "Anything else?", "buttons": [{"title": "More", "payload": "/more_results"}]}
    )


async def test_a_web_sender_is_that_person_and_others_are_looked_up(
    rasa: RasaServer, client: DialogueClient, assistant: Assistant
) -> None:
    await client.converse(ADA, "hello")
    for _ in range(2):
        await client.converse(Sender("telegram", "4711"), "hello")
    person = assistant.person_for("telegram", "4711")
    assert [sender for sender, _ in rasa.heard] == ["7", str(person), str(person)]


async def test_messages_of_one_person_are_answered_one_after_the_other(
    rasa: RasaServer, client: DialogueClient
) -> None:
    rasa.delays = {"first": 0.2, "second": 0.0}
    answers = await asyncio.gather(client.converse(ADA, "first"), client.converse(ADA, "second"))
    assert [message for _, message in rasa.heard] == ["first", "second"]
    assert rasa.most_at_once["7"] == 1
    assert [replies[0].text for replies in answers] == ["You said: first", "You said: second"]


async def test_people_do_not_wait_for_each_other(rasa: RasaServer, client: DialogueClient) -> None:
    rasa.delays = {"slow": 0.3}
    await asyncio.gather(client.converse(ADA, "slow"), client.converse(BOB, "slow"))
    assert rasa.most_at_once["all"] == 2


async def test_a_restart_of_rasa_is_waited_for(rasa: RasaServer, assistant: Assistant) -> None:
    port = free_port()
    async with DialogueClient(f"http://127.0.0.1:{port}", assistant, timeout=2) as client:
        assert not await client.ready()
        asking = asyncio.create_task(client.converse(ADA, "are you back?"))
        await asyncio.sleep(0.6)
        with running(rasa.app(), port):
            assert (await asking)[0].text == "You said: are you back?"
            assert await client.ready()


async def test_rasa_being_down_is_said_soon(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogue, "RECONNECT_SECONDS", 0.3)
    started = time.monotonic()
    async with DialogueClient(f"http://127.0.0.1:{free_port()}", assistant, timeout=2) as client:
        with pytest.raises(DialogueUnavailable):
            await client.converse(ADA, "anybody there?")
    assert 0.3 <= time.monotonic() - started < 2


async def test_a_turn_without_an_answer_in_time_is_not_repeated(
    rasa: RasaServer, client: DialogueClient
) -> None:
    rasa.delays = {"rate it": 1.0}
    with pytest.raises(DialogueUnavailable):
        await client.converse(ADA, "rate it")
    assert len(rasa.heard) == 1
    assert (await client.converse(ADA, "hello"))[0].text == "You said: hello"


@pytest.mark.parametrize("answer", [[], {}, [{"recipient_id": "7"}], [{"custom": {"cards": "none"}}], None])
async def test_no_usable_answer_is_unavailable(
    rasa: RasaServer, client: DialogueClient, answer: object
) -> None:
    rasa.answers["hm"] = answer
    with pytest.raises(DialogueUnavailable):
        await client.converse(ADA, "hm")


async def test_an_error_of_rasa_is_unavailable(rasa: RasaServer, client: DialogueClient) -> None:
    rasa.statuses["hm"] = 500
    with pytest.raises(DialogueUnavailable):
        await client.converse(ADA, "hm")


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
async def test_blank_messages_are_answered_without_rasa(
    rasa: RasaServer, client: DialogueClient, blank: str
) -> None:
    (reply,) = await client.converse(ADA, blank)
    assert "few words" in reply.text
    assert rasa.heard == []


async def test_a_long_message_is_cut_between_words_and_that_is_said(
    rasa: RasaServer, client: DialogueClient
) -> None:
    first, *_ = await client.converse(ADA, "dreaming thieves " * 600)
    heard = rasa.heard[0][1]
    assert MAX_CHARACTERS - 20 < len(heard) <= MAX_CHARACTERS
    assert heard.endswith(("dreaming", "thieves"))
    assert "2,000" in first.text


async def test_a_long_message_without_spaces_is_cut_all_the_same(
    rasa: RasaServer, client: DialogueClient
) -> None:
    await client.converse(ADA, "映" * 10_000)
    assert rasa.heard[0][1] == "映" * MAX_CHARACTERS


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/recommend", "/recommend"),
        ('/rate_movie{"movie":12,"rating":5}', '/rate_movie{"movie":12,"rating":5}'),
        ("/movies about space", "movies about space"),
        ("/restart", "restart"),
        ("/session_start", "session_start"),
        ("//", "help"),
    ],
)
async def test_only_payloads_reach_rasa_as_commands(
    rasa: RasaServer, client: DialogueClient, said: str, heard: str
) -> None:
    await client.converse(ADA, said)
    assert rasa.heard[0][1] == heard
