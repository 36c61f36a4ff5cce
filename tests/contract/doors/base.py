"""A door: one channel as a person and its provider use it, from outside."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Self

from channels.messages import Sender
from tests.providers.server import eventually


@dataclass(frozen=True)
class Key:
    """A button as it was shown; `raw` is what the provider needs to press it."""

    title: str
    raw: Any


@dataclass(frozen=True)
class Shown:
    """One message as a person sees it."""

    text: str
    keys: tuple[Key, ...] = ()


class Door(ABC):
    """What the contract does with every channel. People are named `ada`, `bob`..."""

    repeats = True
    """Whether its provider may deliver a message twice."""

    async def open(self) -> Self:
        """Wait until the channel takes messages."""
        return self

    @abstractmethod
    async def say(self, who: str, words: str) -> None:
        """Write something."""

    @abstractmethod
    async def press(self, who: str, key: Key) -> None:
        """Press a button."""

    @abstractmethod
    async def say_twice(self, who: str, words: str) -> None:
        """Write something that the provider delivers twice."""

    @abstractmethod
    async def forge(self, who: str, words: str) -> int:
        """Write without the proof the channel asks for; the status that was answered."""

    @abstractmethod
    async def claim(self, who: str, other: str, words: str) -> None:
        """Write as `who`, naming `other` wherever a body might name a sender."""

    @abstractmethod
    def shown(self, who: str) -> list[Shown]:
        """What `who` has been shown so far."""

    @abstractmethod
    async def sender(self, who: str) -> Sender:
        """Whom the dialogue must take `who` for."""

    def text(self, who: str) -> str:
        """All that `who` has read."""
        return "\n".join(message.text for message in self.shown(who))

    async def reads(self, who: str, words: str) -> None:
        """Wait until `who` has read these words."""
        await eventually(lambda: words in self.text(who))

    async def finds(self, who: str, title: str) -> Key:
        """Wait for a button that is shown to `who`."""

        def found() -> Key | None:
            keys = [key for message in self.shown(who) for key in message.keys]
            return next((key for key in keys if key.title == title), None)

        key: Key = await eventually(found)
        return key
