"""The contract's Telegram door: updates by webhook, messages read at the local Bot API."""

from __future__ import annotations

from typing import Any, Self

from channels.messages import Sender
from tests.contract.doors.base import Door, Key, Shown
from tests.providers import telegram_updates as updates
from tests.providers.server import eventually
from tests.providers.telegram import Telegram, buttons, shown


class TelegramDoor(Door):
    """People are private chats; a person's number is made of the name."""

    def __init__(self, service: str, provider: Telegram) -> None:
        self._service = service
        self._provider = provider

    async def open(self) -> Self:
        await eventually(lambda: self._provider.made("setWebhook"))
        return self

    async def say(self, who: str, words: str) -> None:
        await self._deliver(updates.text(_number(who), words))

    async def press(self, who: str, key: Key) -> None:
        await self._deliver(updates.tap(_number(who), key.raw))

    async def say_twice(self, who: str, words: str) -> None:
        update = updates.text(_number(who), words)
        await self._deliver(update)
        await self._deliver(update)

    async def forge(self, who: str, words: str) -> int:
        update = updates.text(_number(who), words)
        return (await self._provider.deliver(self._service, update, secret="guessed")).status_code

    async def claim(self, who: str, other: str, words: str) -> None:
        origin = {"type": "user", "sender_user": updates.person(_number(other)), "date": 1_700_000_000}
        named = {"forward_origin": origin, "chat": updates.private(_number(other)), "author_signature": other}
        update = updates.text(_number(who), words, **named)
        update["message"]["sender"] = _number(other)
        await self._deliver(update)

    def shown(self, who: str) -> list[Shown]:
        return [
            Shown(
                shown(sent["text"], sent.get("parse_mode")),
                tuple(Key(button["text"], button["callback_data"]) for button in buttons(sent)),
            )
            for sent in self._provider.made("sendMessage")
            if int(sent["chat_id"]) == _number(who)
        ]

    async def sender(self, who: str) -> Sender:
        return Sender("telegram", str(_number(who)))

    async def _deliver(self, update: dict[str, Any]) -> None:
        response = await self._provider.deliver(self._service, update)
        assert response.status_code == 200


def _number(who: str) -> int:
    return int.from_bytes(who.encode())
