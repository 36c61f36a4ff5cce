"""The contract's Slack door: signed events and actions, messages read at the local Web API."""

from __future__ import annotations

from channels.messages import Sender
from channels.slack_format import escape
from tests.contract.doors.base import Door, Key, Shown
from tests.providers import slack
from tests.providers.slack import Slack


class SlackDoor(Door):
    """People write to the bot in direct conversations. Slack escapes what they write."""

    def __init__(self, service: str, provider: Slack) -> None:
        self._service = service
        self._provider = provider

    async def say(self, who: str, words: str) -> None:
        event = slack.event(_user(who), escape(words))
        assert (await self._provider.deliver_event(self._service, event)).status_code == 200

    async def press(self, who: str, key: Key) -> None:
        response = await self._provider.deliver_action(self._service, slack.action(_user(who), key.raw))
        assert response.status_code == 200

    async def say_twice(self, who: str, words: str) -> None:
        event = slack.event(_user(who), escape(words))
        for retry in range(2):
            response = await self._provider.deliver_event(self._service, event, retry=retry)
            assert response.status_code == 200

    async def forge(self, who: str, words: str) -> int:
        event = slack.event(_user(who), words)
        return (await self._provider.deliver_event(self._service, event, secret="guessed")).status_code

    async def claim(self, who: str, other: str, words: str) -> None:
        named = {"username": other, "user_profile": {"name": other}, "parent_user_id": _user(other)}
        event = slack.event(_user(who), words, **named) | {"sender": _user(other)}
        assert (await self._provider.deliver_event(self._service, event)).status_code == 200

    def shown(self, who: str) -> list[Shown]:
        return [
            Shown(
                "\n".join(filter(None, map(slack.shown, sent["blocks"]))),
                tuple(Key(button["text"]["text"], button) for button in slack.buttons(sent)),
            )
            for sent in self._provider.made("chat.postMessage")
            if sent["channel"] == f"D{_user(who)}"
        ]

    async def sender(self, who: str) -> Sender:
        return Sender("slack", f"{slack.TEAM}:{_user(who)}")


def _user(who: str) -> str:
    return f"U{who.upper()}"
