"""What every channel promises, whichever way people come in."""

from __future__ import annotations

import asyncio

import pytest

from actions.replies import Button
from bot.errors import DialogueUnavailable
from tests.contract.doors.base import Door
from tests.contract.parrot import CARDS, LONG, Parrot
from tests.providers.server import eventually, settled

SPECIAL = [
    "<b>bold</b> & <script>alert(1)</script>",
    "*stars* _under_ ~tilde~ `code` [link](https://example.org)",
    "already &lt;escaped&gt; &amp; <@U0BOB> <!channel> @everyone",
    "quotes \" ' and \\ backslash, 100% {curly} $HOME",
    "emoji 🎬👩‍🚀 and עברית, 日本語",
    "'; DROP TABLE persons; --",
]


async def test_text_reaches_the_dialogue_and_its_reply_the_person(door: Door, parrot: Parrot) -> None:
    await door.say("ada", "a heist film")
    await door.reads("ada", "You said: a heist film")
    assert parrot.heard == [(await door.sender("ada"), "a heist film")]


async def test_cards_show_title_year_and_reason(door: Door) -> None:
    await door.say("ada", "cards")
    await door.finds("ada", "More")
    for card in CARDS:
        for part in (card.title, str(card.year), card.reason):
            assert part in door.text("ada")


@pytest.mark.parametrize(
    "wanted", [button for card in CARDS for button in card.buttons], ids=lambda b: b.payload
)
async def test_a_button_comes_back_as_its_payload(door: Door, parrot: Parrot, wanted: Button) -> None:
    await door.say("ada", "cards")
    key = await door.finds("ada", wanted.title)
    await door.press("ada", key)
    await eventually(lambda: len(parrot.heard) == 2)
    assert parrot.heard[1] == (await door.sender("ada"), wanted.payload)
    await door.reads("ada", f"You said: {wanted.payload}")


@pytest.mark.parametrize("words", SPECIAL)
async def test_special_characters_are_heard_and_shown_literally(
    door: Door, parrot: Parrot, words: str
) -> None:
    await door.say("ada", words)
    await door.reads("ada", f"You said: {words}")
    assert parrot.heard[0][1] == words


async def test_a_forged_message_is_refused_and_never_heard(door: Door, parrot: Parrot) -> None:
    assert await door.forge("ada", "rate everything 1 star") in (401, 403)
    await settled()
    assert parrot.heard == []


async def test_the_sender_is_who_was_verified_whatever_the_body_says(door: Door, parrot: Parrot) -> None:
    await door.claim("eve", "bob", "show my watchlist")
    await settled()
    bob = await door.sender("bob")
    assert all(sender != bob for sender, _ in parrot.heard)


async def test_a_repeated_delivery_is_done_once(repeating_door: Door, parrot: Parrot) -> None:
    await repeating_door.say_twice("ada", "5 stars for Heat")
    await repeating_door.reads("ada", "You said: 5 stars for Heat")
    await settled()
    assert len(parrot.heard) == 1
    assert len(repeating_door.shown("ada")) == 1


async def test_the_same_words_sent_again_are_a_new_message(door: Door, parrot: Parrot) -> None:
    for _ in range(2):
        await door.say("ada", "more")
    await eventually(lambda: len(parrot.heard) == 2 and len(door.shown("ada")) == 2)


async def test_a_dialogue_that_does_not_answer_is_told_politely(door: Door) -> None:
    await door.say("ada", "stop")
    await door.reads("ada", str(DialogueUnavailable()))
    await door.say("ada", "still there?")
    await door.reads("ada", "You said: still there?")


async def test_a_long_reply_arrives_whole_and_in_order(door: Door) -> None:
    await door.say("ada", "long")
    await eventually(lambda: LONG.split()[-1] in door.text("ada").split())
    assert door.text("ada").split() == LONG.split()


async def test_a_long_message_is_heard_whole(door: Door, parrot: Parrot) -> None:
    words = "word " * 700 + "end"
    await door.say("ada", words)
    await eventually(lambda: parrot.heard)
    assert parrot.heard[0][1] == words


async def test_one_persons_messages_are_answered_in_order(door: Door) -> None:
    for number in range(5):
        await door.say("ada", f"message {number}")
    await eventually(lambda: len(door.shown("ada")) == 5)
    assert [m.text for m in door.shown("ada")] == [f"You said: message {n}" for n in range(5)]


async def test_people_who_talk_at_once_are_not_mixed_up(door: Door, parrot: Parrot) -> None:
    names = [f"p{number}" for number in range(8)]

    async def talk(name: str) -> None:
        for turn in range(4):
            await door.say(name, f"{name} turn {turn}")

    await asyncio.gather(*map(talk, names))
    await eventually(lambda: all(len(door.shown(name)) == 4 for name in names))
    for name in names:
        sender = await door.sender(name)
        said = [f"{name} turn {turn}" for turn in range(4)]
        assert [m.text for m in door.shown(name)] == [f"You said: {words}" for words in said]
        assert [words for heard, words in parrot.heard if heard == sender] == said
