"""Updates as Telegram sends them."""

from __future__ import annotations

import itertools
import re
from typing import Any

from tests.providers.telegram import BOT

_numbers = itertools.count(1)

GROUP = {"id": -500, "type": "supergroup", "title": "Film club"}


def person(number: int, **more: Any) -> dict[str, Any]:
    """A user; the id is what counts."""
    return {"id": number, "is_bot": False, "first_name": f"P{number}", **more}


def private(number: int) -> dict[str, Any]:
    """The chat of one person with the bot; it has the person's id."""
    return {"id": number, "type": "private", "first_name": f"P{number}"}


def message(sender: int, text: str | None = None, **more: Any) -> dict[str, Any]:
    """A message; `more` replaces or adds fields (`chat`, `photo`, `reply_to_message`...)."""
    body: dict[str, Any] = {
        "message_id": next(_numbers),
        "date": 1_700_000_000,
        "from": person(sender),
        "chat": private(sender),
    }
    if text is not None:
        body["text"] = text
        body["entities"] = entities(text)
    return {**body, **more}


def text(sender: int, words: str, **more: Any) -> dict[str, Any]:
    """An update with a text message."""
    return update("message", message(sender, words, **more))


def tap(sender: int, data: str, **more: Any) -> dict[str, Any]:
    """An update with a tapped inline button under a message of the bot."""
    under = {**message(sender, "…"), "from": BOT, **more}
    return update(
        "callback_query",
        {
            "id": str(next(_numbers)),
            "from": person(sender),
            "chat_instance": "1",
            "data": data,
            "message": under,
        },
    )


def update(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """An update with the next number."""
    return {"update_id": next(_numbers), kind: content}


def entities(words: str) -> list[dict[str, Any]]:
    """The commands and mentions of a text, at UTF-16 offsets."""
    found = []
    for match in re.finditer(r"(?<!\S)(/\w+(?:@\w+)?|@\w+)", words):
        kind = "bot_command" if match[0].startswith("/") else "mention"
        offset = len(words[: match.start()].encode("utf-16-le")) // 2
        found.append({"type": kind, "offset": offset, "length": len(match[0])})
    return found
