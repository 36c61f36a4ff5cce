"""What every channel shares: the message in, and the port it is handed to.

Each channel module (`channels.telegram`, `channels.slack`, `channels.rest_webhook`) has one function,
an `Attach`. `channels.api.app.create_app` calls it once while the app is being made, before anything
is loaded, so it must not touch the network nor call `converse`. It

1. returns at once, doing nothing, when the channel's token is not set;
2. adds the channel's routes to `app` (`include_in_schema=False` for provider webhooks);
3. appends an async context manager to `background(app)` when it needs starting and stopping
   (polling, an HTTP client, a worker). They are entered in order once the assistant is ready and
   left in reverse order at shutdown. One that fails to start is logged and the rest go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.replies import Reply

if TYPE_CHECKING:
    from fastapi import FastAPI

    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote, as verified by the channel: never taken from an unverified body.

    `provider` is web, telegram, slack or rest; `subject` is that provider's own id for the person
    (for web the person id itself, read from a signed session).
    """

    provider: str
    subject: str


Converse = Callable[[Sender, str], Awaitable[list[Reply]]]
"""Hands one message to the dialogue and returns its replies; raises `DialogueUnavailable`."""

Background = list[AbstractAsyncContextManager[object]]
"""What runs as long as the service runs."""

Attach = Callable[["FastAPI", "Settings", Converse], None]
"""Adds one channel to the service; the rules are at the top of this module."""


def background(app: FastAPI) -> Background:
    """The list of `app` to which a channel appends what must be started and stopped with it."""
    if not hasattr(app.state, "background"):
        app.state.background = []
    running: Background = app.state.background
    return running
