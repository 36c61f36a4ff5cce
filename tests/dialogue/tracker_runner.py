"""Runs in Rasa's environment: holds a conversation in the tracker store of endpoints.yml, then opens it anew.

`{"turns": n}` -> `{"kind", "longest", "events", "slots", "texts"}`: the store's class, the most events a message had
to read, the events read after reopening, and the slots and messages found then.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any


def _open() -> Any:
    from rasa.core.tracker_store import create_tracker_store
    from rasa.shared.core.domain import Domain
    from rasa.utils.endpoints import read_endpoint_config

    return create_tracker_store(
        read_endpoint_config("endpoints.yml", "tracker_store"), Domain.load("domain.yml")
    )


async def converse(turns: int) -> dict[str, Any]:
    from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

    store = _open()
    longest = 0
    for turn in range(turns):
        tracker = await store.get_or_create_tracker("7")
        longest = max(longest, len(tracker.events))
        slots = {name: slot.value for name, slot in tracker.slots.items()}
        if turn:
            assert slots["shown"] == [turn - 1, 12], f"turn {turn} finds {slots}"
        tracker.update(UserUttered(f"message {turn}", {"name": "greet", "confidence": 1.0}), store.domain)
        for event in (
            ActionExecuted("action_greet"),
            SlotSet("shown", [turn, 12]),
            SlotSet("focus", turn),
            BotUttered("hello"),
            ActionExecuted("action_listen"),
        ):
            tracker.update(event, store.domain)
        await store.save(tracker)
    again = _open()
    found = await again.retrieve("7")
    full = await again.retrieve_full_tracker("7")
    return {
        "kind": type(store).__name__,
        "longest": longest,
        "events": len(found.events),
        "slots": {name: slot.value for name, slot in found.slots.items() if slot.value is not None},
        "texts": [event.text for event in full.events if isinstance(event, UserUttered)],
        "others": await again.retrieve("8") is None,
    }


if __name__ == "__main__":
    answer = asyncio.run(converse(json.load(sys.stdin)["turns"]))
    print("\n" + json.dumps(answer))
