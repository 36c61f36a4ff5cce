"""Telegram: `POST /telegram/webhook`, or polling where Telegram cannot reach the service."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from fastapi import FastAPI, HTTPException, Request, Response
from telegram import BotCommand, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder

from channels.delivery import quietly
from channels.messages import Converse, background
from channels.telegram_chat import ALLOWED_UPDATES, TelegramApplication, TelegramChat
from channels.telegram_commands import COMMANDS
from channels.telegram_retry import Patience

if TYPE_CHECKING:
    from bot.settings import Settings

logger = logging.getLogger(__name__)

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATES_AT_ONCE = 64
_LONGEST_PAUSE = 60.0


class Webhook(NamedTuple):
    """Where Telegram sends updates, and the secret it shows with each."""

    url: str
    secret: str


def attach(app: FastAPI, settings: Settings, converse: Converse) -> None:
    """Add the bot when its token is set; raises ValueError naming a setting the webhook lacks."""
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    if not token:
        return
    builder = ApplicationBuilder().token(token).base_url(settings.telegram_base_url)
    patient = builder.rate_limiter(Patience()).concurrent_updates(UPDATES_AT_ONCE)
    if settings.telegram_mode == "polling":
        application: TelegramApplication = patient.build()
        webhook = None
    else:
        if not settings.public_url:
            raise ValueError("MOVIES_TELEGRAM_MODE=webhook needs MOVIES_PUBLIC_URL, an https address.")
        application = patient.updater(None).build()
        webhook = Webhook(settings.public_url.rstrip("/") + PATH, webhook_secret(settings))
        _add_route(app, application, webhook)
    TelegramChat(application, converse)
    background(app).append(_running(application, webhook))


def webhook_secret(settings: Settings) -> str:
    """What Telegram shows with each update: the setting, or one derived from the signing key."""
    if settings.telegram_secret is not None and settings.telegram_secret.get_secret_value():
        return settings.telegram_secret.get_secret_value()
    return hmac.new(settings.signing_key, b"telegram-webhook", hashlib.sha256).hexdigest()


def _add_route(app: FastAPI, application: TelegramApplication, webhook: Webhook) -> None:
    @app.post(PATH, include_in_schema=False)
    async def telegram_webhook(request: Request) -> Response:
        """Take an update and answer at once: what it asks for is done after."""
        shown = request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode("latin-1"), webhook.secret.encode()):
            raise HTTPException(403, f"{HEADER} is missing or wrong.")
        if not application.running:
            raise HTTPException(503, "The Telegram channel is starting.", {"Retry-After": "5"})
        try:
            update = Update.de_json(await request.json(), application.bot)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            logger.warning("an update could not be read: %s", error)
            raise HTTPException(400, "This is not a Telegram update.") from error
        await application.update_queue.put(update)
        return Response()


@asynccontextmanager
async def _running(application: TelegramApplication, webhook: Webhook | None) -> AsyncIterator[None]:
    """Runs the bot. Telegram being out of reach delays it and never holds up the service."""
    starting = asyncio.create_task(_start(application, webhook))
    try:
        yield
    finally:
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        if application.updater is not None and application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
        await application.shutdown()
        await application.bot.shutdown()  # its connections are open even where the start failed


async def _start(application: TelegramApplication, webhook: Webhook | None) -> None:
    """Start the bot, trying again for as long as Telegram is out of reach."""
    pause = 1.0
    while True:
        try:
            await _start_once(application, webhook)
        except InvalidToken:
            logger.error("Telegram refuses the token in MOVIES_TELEGRAM_TOKEN: the channel stays off")
            return
        except BadRequest as error:
            logger.error("Telegram refuses the bot's start, the channel stays off: %s", error)
            return
        except TelegramError as error:
            logger.warning("the Telegram channel could not start, again in %.0f s: %s", pause, error)
        else:
            logger.info("Telegram: @%s, %s", application.bot.username, "webhook" if webhook else "polling")
            return
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _start_once(application: TelegramApplication, webhook: Webhook | None) -> None:
    await application.initialize()
    if not application.running:
        await application.start()
    if webhook is not None:
        await application.bot.set_webhook(
            webhook.url, secret_token=webhook.secret, allowed_updates=ALLOWED_UPDATES
        )
    elif application.updater is not None and not application.updater.running:
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1)
    menu = [BotCommand(name, command.menu) for name, command in COMMANDS.items() if command.menu]
    await quietly(application.bot.set_my_commands(menu), TelegramError)
