"""Messages that begin with a slash: the payloads of buttons, and the commands people know from chat programs."""

from __future__ import annotations

import re
from collections.abc import Collection

_PAYLOAD = re.compile(r"/(?P<intent>\w+)\s*(?:\{.*\})?\s*$", re.DOTALL)
_COMMAND = re.compile(r"/+(?P<name>[\w-]*)(?:@\w+)?(?P<rest>.*)$", re.DOTALL)
_ALIASES = {
    "start": "greet",
    "hello": "greet",
    "restart": "greet",
    "watchlist": "show_watchlist",
    "list": "show_watchlist",
    "next": "more_results",
    "more": "more_results",
    "popular": "trending",
    "stop": "goodbye",
    "quit": "goodbye",
}


def is_payload(text: str, intents: Collection[str]) -> bool:
    """Whether `text` is `/intent` or `/intent{...}` with one of `intents`."""
    match = _PAYLOAD.match(text.strip())
    return match is not None and match["intent"] in intents


def normalise(text: str, intents: Collection[str]) -> str:
    """A payload Rasa understands, or the words alone where the command is none of ours.

    `/start` of Telegram becomes `/greet`, `/help@somebot` becomes `/help`, `/comedy` becomes `comedy`.
    """
    if not text.lstrip().startswith("/") or is_payload(text, intents):
        return text
    match = _COMMAND.match(text.strip())
    if match is None:
        return text
    name = match["name"].casefold().replace("-", "_")
    intent = _ALIASES.get(name, name)
    rest = match["rest"].strip()
    if intent in intents and (not rest or name == "start"):
        return f"/{intent}"
    return f"{match['name']} {rest}".replace("_", " ").strip()
