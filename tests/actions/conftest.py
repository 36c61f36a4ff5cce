"""A conversation as Rasa leads it: the real executor and trackers, slots fed back turn by turn."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.registry import action_name, register
from actions.replies import Button, Reply
from bot.assistant import Assistant

MARKED = re.compile(r"\[(?P<said>[^\]]+)\]\((?P<name>[a-z]+)(?::(?P<value>[^)]*))?\)")


def unmarked(text: str) -> tuple[str, list[dict[str, Any]]]:
    """`give [Heat](title) [4 stars](rating:4)` as plain text with entities."""
    plain, entities, last = "", [], 0
    for found in MARKED.finditer(text):
        plain += text[last : found.start()]
        value = found["value"] if found["value"] is not None else found["said"]
        start = len(plain)
        plain += found["said"]
        entities.append({"entity": found["name"], "value": value, "start": start, "end": len(plain)})
        last = found.end()
    return plain + text[last:], entities


class Chat:
    """One person's conversation."""

    def __init__(self, assistant: Assistant, sender: str | None = None) -> None:
        self.assistant = assistant
        self.person = assistant.new_guest()
        self.sender = sender if sender is not None else str(self.person)
        self.slots: dict[str, Any] = {"shown": None, "focus": None, "request": None, "pending": None}
        self.events: list[dict[str, Any]] = []
        self.question: Reply | None = None
        self.executor = ActionExecutor()
        register(self.executor, assistant)

    def say(self, intent: str, text: str) -> Reply:
        """What the bot answers to `text`, entities marked in it, understood as `intent`."""
        plain, entities = unmarked(text)
        return self._turn(intent, plain, entities)

    def tap(self, button: Button | str) -> Reply:
        """What the bot answers to a button."""
        payload = button.payload if isinstance(button, Button) else button
        name, brace, rest = payload.lstrip("/").partition("{")
        values = json.loads(brace + rest) if brace else {}
        entities = [{"entity": key, "value": value, "start": 0, "end": 0} for key, value in values.items()]
        return self._turn(name, payload, entities)

    def _turn(self, intent: str, text: str, entities: list[dict[str, Any]]) -> Reply:
        message = {"text": text, "intent": {"name": intent, "confidence": 0.97}, "entities": entities}
        self.events.append({"event": "user", "text": text, "parse_data": message})
        call = {
            "next_action": action_name(intent),
            "sender_id": self.sender,
            "domain": {"intents": [intent]},
            "version": "3.6",
            "tracker": {
                "sender_id": self.sender,
                "slots": json.loads(json.dumps(self.slots)),
                "latest_message": message,
                "events": self.events,
                "paused": False,
                "followup_action": None,
                "active_loop": {},
                "latest_action_name": "action_listen",
            },
        }
        result = asyncio.run(self.executor.run(call))
        assert result is not None
        for event in result.events:
            assert event["event"] == "slot"
            self.slots[event["name"]] = json.loads(json.dumps(event["value"]))
            self.events.append(event)
        reply, *asked = [Reply.model_validate(message["custom"]) for message in result.responses]
        check(reply)
        self.question = asked[0] if asked else None
        if self.question is not None:
            check(self.question)
        return reply


def check(reply: Reply) -> None:
    """What holds for every reply on every channel."""
    assert reply.text
    for button in [*reply.buttons, *(button for card in reply.cards for button in card.buttons)]:
        assert len(button.payload.encode()) <= 64, button.payload
        assert button.title
    for card in reply.cards:
        assert len(card.buttons) <= 5


@pytest.fixture
def chat(assistant: Assistant) -> Chat:
    """A new person's conversation."""
    return Chat(assistant)


@pytest.fixture
def film(assistant: Assistant) -> Callable[[str], int]:
    """The id of a film by its exact title, with the year where several share it."""

    def find(title: str) -> int:
        match = assistant.titles(title, 1)[0]
        assert match.exact, f"{title} is not in the catalogue"
        return match.id

    return find
