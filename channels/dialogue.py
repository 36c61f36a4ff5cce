"""The only way to Rasa: one message in, the replies out, each person's messages in order."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Self
from weakref import WeakValueDictionary

import anyio
import httpx
from pydantic import ValidationError

from actions.replies import Button, Reply
from bot.errors import DialogueUnavailable
from channels.messages import Sender

if TYPE_CHECKING:
    from bot.assistant import Assistant

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 2000
RECONNECT_SECONDS = 5.0  # Rasa is being restarted: worth a short wait, not a long silence
RECONNECT_PAUSE = 0.25

_PAYLOAD = re.compile(r"/[a-z_]+(\{.*\})?", re.DOTALL)
# Rasa's own commands would wipe or rewind the conversation without an answer.
_RESERVED = re.compile(r"/(restart|back|session_start)\b")

_EMPTY = Reply(
    text="Say a few words about the film you are looking for, for example “a thief who steals secrets "
    "through dreams”, or ask me to recommend something.",
    buttons=[
        Button(title="Recommend something", payload="/recommend"),
        Button(title="What can you do?", payload="/help"),
    ],
)
_CUT = Reply(text=f"That is a long message: I read its first {MAX_CHARACTERS:,} characters.")


class DialogueClient:
    """Sends messages to Rasa's REST channel as the verified person and reads the replies.

    `timeout` is in seconds for one whole turn. Open while used: `async with DialogueClient(...)`.
    """

    def __init__(self, rasa_url: str, assistant: Assistant, timeout: float) -> None:
        self._assistant = assistant
        self._http = httpx.AsyncClient(
            base_url=rasa_url,
            timeout=httpx.Timeout(timeout, connect=2.0),
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
            trust_env=False,  # a private address: never through a proxy
        )
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def converse(self, sender: Sender, text: str) -> list[Reply]:
        """The replies to `text`; raises `DialogueUnavailable` when Rasa gives none in time."""
        text = text.strip()
        if not text:
            return [_EMPTY]
        person = await self._person(sender)
        message, cut = _prepare(text)
        lock = self._locks.setdefault(person, asyncio.Lock())
        async with lock:
            replies = await self._turn(person, message)
        return [_CUT, *replies] if cut else replies

    async def ready(self) -> bool:
        """Whether Rasa answers now."""
        try:
            return (await self._http.get("/", timeout=2.0)).is_success
        except httpx.HTTPError:
            return False

    async def _person(self, sender: Sender) -> int:
        if sender.provider == "web":  # the session already holds the person id, signed by us
            return int(sender.subject)
        return await anyio.to_thread.run_sync(self._assistant.person_for, sender.provider, sender.subject)

    async def _turn(self, person: int, message: str) -> list[Reply]:
        try:
            response = await self._post({"sender": str(person), "message": message})
            response.raise_for_status()
            replies = _read(response.json())
        except (httpx.HTTPError, ValueError, TypeError) as error:
            logger.warning("dialogue turn failed: %s", type(error).__name__)
            raise DialogueUnavailable from error
        if not replies:
            logger.warning("dialogue turn had no reply")
            raise DialogueUnavailable
        return replies

    async def _post(self, body: dict[str, str]) -> httpx.Response:
        """Post once; only a refused connection, where nothing was received, is tried again."""
        deadline = asyncio.get_running_loop().time() + RECONNECT_SECONDS
        while True:
            try:
                return await self._http.post("/webhooks/rest/webhook", json=body)
            except httpx.ConnectError:
                if asyncio.get_running_loop().time() >= deadline:
                    raise
                await asyncio.sleep(RECONNECT_PAUSE)


def _prepare(text: str) -> tuple[str, bool]:
    """The text as Rasa shall read it, and whether it was cut."""
    if text.startswith("/") and (_RESERVED.match(text) or not _PAYLOAD.fullmatch(text)):
        text = text.lstrip("/ ") or "help"  # not a button's payload: words that happen to start so
    if len(text) <= MAX_CHARACTERS:
        return text, False
    head = text[:MAX_CHARACTERS]
    words = head.rsplit(maxsplit=1)[0]
    return (words if len(words) > MAX_CHARACTERS // 2 else head), True


def _read(messages: object) -> list[Reply]:
    """Rasa's messages as replies; raises TypeError where the answer is not a list of messages."""
    if not isinstance(messages, list):
        raise TypeError("Rasa's answer is not a list")
    replies = []
    for message in messages:
        try:
            reply = Reply.model_validate(message.get("custom") or message)
        except ValidationError:
            logger.error("a reply does not fit the message format: keys %s", sorted(message))
            continue
        if reply.text or reply.cards or reply.buttons:
            replies.append(reply)
    return replies
