"""Sending on Telegram: where an answer goes, the typing sign, and the messages themselves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from telegram import LinkPreviewOptions, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import Forbidden, TelegramError
from telegram.ext import ExtBot

from actions.replies import Reply
from channels.delivery import quietly
from channels.telegram_format import render

logger = logging.getLogger(__name__)

_TYPING_SECONDS = 4.5  # Telegram shows the sign for 5 s


class Place(NamedTuple):
    """Where to answer: a chat, a topic of it, and in a group the message that is answered."""

    chat: int
    topic: int | None
    quoted: int | None


def place_of(message: MaybeInaccessibleMessage) -> Place:
    """Where an answer to `message` belongs. In a group it quotes it, so that all see whom it is for."""
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    private = message.chat.type == ChatType.PRIVATE
    return Place(message.chat.id, topic, None if private else message.message_id)


async def send(bot: ExtBot[Any], replies: Iterable[Reply], place: Place) -> None:
    """Send the replies in order. Raises the library's error, unless the person has blocked the bot."""
    quote = None
    if place.quoted is not None:
        quote = ReplyParameters(place.quoted, allow_sending_without_reply=True)
    try:
        for message in (message for reply in replies for message in render(reply)):
            await bot.send_message(
                place.chat,
                message.html,
                parse_mode=ParseMode.HTML,
                reply_markup=message.keyboard,
                message_thread_id=place.topic,
                reply_parameters=quote,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
    except Forbidden as error:
        logger.info("the person cannot be reached any more: %s", error)


@asynccontextmanager
async def typing(bot: ExtBot[Any], place: Place) -> AsyncIterator[None]:
    """Shows that an answer is being made, for as long as it takes."""

    async def repeat() -> None:
        while True:
            action = bot.send_chat_action(
                place.chat, ChatAction.TYPING, message_thread_id=place.topic, rate_limit_args=0
            )
            await quietly(action, TelegramError)
            await asyncio.sleep(_TYPING_SECONDS)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
