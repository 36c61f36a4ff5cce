"""Slack: `POST /slack/events` for messages, mentions and buttons."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
from fastapi import FastAPI, HTTPException, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from actions.replies import Reply
from channels.delivery import Seen, Turns, Work, answer
from channels.messages import Converse, Sender, background
from channels.slack_format import ACTION_PREFIX, plain, render

if TYPE_CHECKING:
    from bot.settings import Settings

logger = logging.getLogger(__name__)

PATH = "/slack/events"
_NOT_TEXT = "I can only read text. Tell me in words what you would like to watch."

Body = Mapping[str, Any]


class Place(NamedTuple):
    """Where to answer: a conversation, and a thread of it."""

    channel: str
    thread: str | None


def attach(app: FastAPI, settings: Settings, converse: Converse) -> None:
    """Add the route when the bot's token is set; raises ValueError when its signing secret is not."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    if not token:
        return
    if not secret:
        raise ValueError("MOVIES_SLACK_BOT_TOKEN needs MOVIES_SLACK_SIGNING_SECRET beside it.")
    client = AsyncWebClient(
        token=token,
        base_url=settings.slack_base_url,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
            AsyncRateLimitErrorRetryHandler(max_retry_count=3),
            AsyncServerErrorRetryHandler(max_retry_count=2),
        ],
    )
    bolt = AsyncApp(client=client, signing_secret=secret)
    chat = SlackChat(bolt, client, converse)
    handler = AsyncSlackRequestHandler(bolt)

    @app.post(PATH, include_in_schema=False)
    async def slack_events(request: Request) -> Response:
        """Bolt checks the signature and its age, and acknowledges at once; the work is done after."""
        try:
            return await handler.handle(request)
        except ValueError as error:  # Bolt reads the body before it checks the signature
            raise HTTPException(400, "This is not a request of Slack's.") from error

    background(app).append(chat.running())


class SlackChat:
    """Listeners of one app. Identity is the team and user that Slack signed."""

    def __init__(self, bolt: AsyncApp, client: AsyncWebClient, converse: Converse) -> None:
        self._client = client
        self._converse = converse
        self._turns = Turns()
        self._seen = Seen()
        self._work = Work()
        bolt.event("app_mention")(self._mentioned)
        bolt.event("message")(self._written)
        bolt.action(re.compile(f"^{ACTION_PREFIX}:"))(self._tapped)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Says early if the token is wrong, and finishes what was acknowledged before it ends."""
        self._work.start(self._check())
        try:
            yield
        finally:
            await self._work.drain()

    async def _check(self) -> None:
        try:
            who = await self._client.auth_test()
        except SlackApiError as error:
            logger.error("Slack refuses the token in MOVIES_SLACK_BOT_TOKEN: %s", error.response["error"])
        except (TimeoutError, aiohttp.ClientError) as error:
            logger.warning("Slack is out of reach: %s", error)
        else:
            logger.info("Slack: %s in %s", who["user"], who["team"])

    async def _mentioned(self, body: Body, event: Body, context: AsyncBoltContext) -> None:
        # In a channel the answer opens a thread, so that it does not flood the others.
        place = Place(event["channel"], event.get("thread_ts") or event["ts"])
        self._take(body["event_id"], event, context, place)

    async def _written(self, body: Body, event: Body, context: AsyncBoltContext) -> None:
        if event.get("channel_type") == "im" and event.get("subtype") in (None, "file_share"):
            place = Place(event["channel"], event.get("thread_ts"))
            self._take(body["event_id"], event, context, place)

    def _take(self, delivery: str, event: Body, context: AsyncBoltContext, place: Place) -> None:
        sender = _sender(context)
        if event.get("bot_id") or sender is None or not self._seen.first(delivery):
            return
        text = plain(event.get("text", ""), bot=context.bot_user_id or "")
        if not text and event.get("files"):
            self._work.start(self._send([Reply(text=_NOT_TEXT)], place))
            return
        self._work.start(self._talk(sender, text or "/greet", place))

    async def _tapped(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        await ack()
        sender = _sender(context)
        if sender is None or not self._seen.first((body["trigger_id"], action["action_id"])):
            return
        thread = body.get("message", {}).get("thread_ts")
        self._work.start(self._talk(sender, action["value"], Place(body["container"]["channel_id"], thread)))

    async def _talk(self, sender: Sender, text: str, place: Place) -> None:
        async with self._turns.of(sender):
            await self._send(await answer(self._converse(sender, text)), place)

    async def _send(self, replies: list[Reply], place: Place) -> None:
        for message in (message for reply in replies for message in render(reply)):
            await self._client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread,
                text=message.text,
                blocks=message.blocks,
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )


def _sender(context: AsyncBoltContext) -> Sender | None:
    """The person who acted: in a shared channel a member of another team, whose ids count."""
    team = context.actor_team_id or context.actor_enterprise_id
    user = context.actor_user_id
    if not team or not user:
        logger.warning("Slack did not say who acted: the message is left out")
        return None
    return Sender("slack", f"{team}:{user}")
