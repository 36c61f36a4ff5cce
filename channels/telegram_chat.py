"""Conversations on Telegram: which updates are for the bot, and what they say."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

from telegram import Message, Update, User
from telegram.constants import ChatType, MessageEntityType
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from actions.replies import Reply
from channels.delivery import Seen, Turns, answer, quietly
from channels.messages import Converse, Sender
from channels.telegram_commands import UnknownCommand, is_command, target, to_message
from channels.telegram_send import Place, place_of, send, typing

logger = logging.getLogger(__name__)

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
_NOT_TEXT = Reply(text="I can only read text. Tell me in words what you would like to watch.")
_EDITED = Reply(text="I do not go back to edited messages. Please send it again as a new one.")


class TelegramChat:
    """Handlers of one bot. Identity is `from.id`, which Telegram vouches for."""

    def __init__(self, application: TelegramApplication, converse: Converse) -> None:
        self._bot = application.bot
        self._converse = converse
        self._turns = Turns()
        self._seen = Seen()
        written = filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
        application.add_handler(TypeHandler(Update, self._once), group=-1)
        application.add_handler(CallbackQueryHandler(self._tapped))
        application.add_handler(MessageHandler(written, self._written))
        application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, self._edited))

    async def _once(self, update: Update, _: object) -> None:
        """Telegram repeats an update whose receipt it missed."""
        if not self._seen.first(update.update_id):
            logger.info("update %s came again and is left out", update.update_id)
            raise ApplicationHandlerStop

    async def _tapped(self, update: Update, _: object) -> None:
        query = update.callback_query
        assert query is not None
        async with asyncio.TaskGroup() as meanwhile:  # the button stops blinking while the answer is made
            meanwhile.create_task(quietly(query.answer(), TelegramError))
            if query.data is not None and query.message is not None:
                await self._talk(query.from_user, query.data, place_of(query.message))

    async def _written(self, update: Update, _: object) -> None:
        message = update.message
        assert message is not None
        author = message.from_user
        if author is None or author.is_bot:  # anonymous admins and channels write in the name of a bot
            return
        if message.chat.type != ChatType.PRIVATE and not self._addressed(message):
            return
        text = message.text or message.caption
        if text is None:
            await send(self._bot, [_NOT_TEXT], place_of(message))
            return
        try:
            text = to_message(text) if is_command(message) else self._without_mention(text)
        except UnknownCommand as error:
            await send(self._bot, [Reply(text=str(error))], place_of(message))
            return
        await self._talk(author, text or "/greet", place_of(message))

    async def _edited(self, update: Update, _: object) -> None:
        message = update.edited_message
        assert message is not None
        if message.chat.type == ChatType.PRIVATE:
            await send(self._bot, [_EDITED], place_of(message))

    async def _talk(self, person: User, text: str, place: Place) -> None:
        sender = Sender("telegram", str(person.id))
        async with self._turns.of(sender):
            async with typing(self._bot, place):
                replies = await answer(self._converse(sender, text))
            await send(self._bot, replies, place)

    def _addressed(self, message: Message) -> bool:
        """Whether a message in a group is for the bot: it names it, or replies to it."""
        own = self._bot.username.lower()
        replied = message.reply_to_message
        to_bot = replied is not None and replied.from_user == self._bot.bot
        if is_command(message):
            return target(message.text or "") in ((own, "") if to_bot else (own,))
        kinds: list[str | None] = [MessageEntityType.MENTION]
        mentions = message.parse_entities(kinds) | message.parse_caption_entities(kinds)
        return to_bot or f"@{own}" in map(str.lower, mentions.values())

    def _without_mention(self, text: str) -> str:
        return re.sub(rf"@{re.escape(self._bot.username)}\b", " ", text, flags=re.IGNORECASE).strip()
