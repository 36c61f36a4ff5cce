from __future__ import annotations

import json
import logging

import pytest

from actions.conversation import Conversation, Pending, Request, from_slots, slot_events
from retrieval.filters import Filters
from retrieval.query import Query

FULL = Conversation(
    shown=(3, 1, 2),
    focus=1,
    request=Request(
        "search", Query(text="heist", filters=Filters(genres=frozenset({"Crime"}), year_from=1990))
    ),
    pending=Pending("which_film", intent="rate_movie", candidates=(1, 2), rating=4.5, text="rate"),
)


def test_slots_survive_the_way_to_rasa_and_back() -> None:
    events = slot_events(Conversation(), FULL)
    slots = json.loads(json.dumps({event["name"]: event["value"] for event in events}))
    assert from_slots(slots) == FULL


def test_only_changes_become_events() -> None:
    assert slot_events(FULL, FULL) == []
    assert [event["name"] for event in slot_events(FULL, FULL.but(pending=None))] == ["pending"]


def test_a_slot_of_another_version_is_dropped_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        conversation = from_slots({"shown": [1, 2], "request": {"kind": "telepathy"}, "pending": "yes"})
    assert conversation == Conversation(shown=(1, 2))
    assert "slot request" in caplog.text
    assert "slot pending" in caplog.text
