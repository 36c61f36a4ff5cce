"""The service: routes, pages, channels, and the life of what they share."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

import anyio
from fastapi import FastAPI
from rasa_sdk.executor import ActionExecutor

from actions import registry
from actions.replies import Reply
from bot import assembly
from bot.assistant import Assistant
from bot.refit import Refitter
from bot.settings import Settings
from channels import rest_webhook, slack, telegram
from channels.api import errors, logs
from channels.api.dependencies import Services
from channels.api.guards import BodyLimit, CrossSiteGuard
from channels.api.headers import ResponseHeaders
from channels.api.routes import (
    chat,
    discover,
    evening,
    health,
    marks,
    movies,
    pages,
    ratings,
    session,
    watchlist,
    webhook,
)
from channels.api.routes.problems import INVALID, UNAUTHORIZED
from channels.api.sessions import Sessions
from channels.dialogue import DialogueClient
from channels.messages import Attach, Sender, background

logger = logging.getLogger(__name__)

DESCRIPTION = """
Describe a film in plain words, get it, and get what you will like next.

Everything the chat can do is here as well, on the same answers. Reading needs no session. The first
thing you say of a film (a rating, a watchlist entry, a chat message) starts a guest session: browsers
keep it as a cookie, programs ask `POST /session` for a token and send it as `Authorization: Bearer`.

Every error has one shape: `{"error": {"code": "unknown_movie", "message": "..."}}`.
"""

CHANNELS: Sequence[Attach] = (telegram.attach, slack.attach, rest_webhook.attach)


def create_app(
    settings: Settings | None = None, *, build: Callable[[Settings], Assistant] = assembly.build
) -> FastAPI:
    """The service for one installation; `settings` come from the environment when not given."""
    settings = settings or Settings()
    app = FastAPI(
        title="Movies",
        version="0.1.0",
        description=DESCRIPTION,
        docs_url=None,  # ours is at /docs: the stock page loads scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan(settings, build),
    )
    errors.install(app)
    for module in (discover, evening, movies, ratings, watchlist, marks, session, chat):
        app.include_router(module.router, responses={**INVALID, **UNAUTHORIZED})
    app.include_router(health.router)
    app.include_router(webhook.router)

    async def converse(sender: Sender, text: str) -> list[Reply]:
        held: Services = app.state.services
        return await held.dialogue.converse(sender, text)

    for attach in CHANNELS:
        attach(app, settings, converse)
    pages.mount(app)
    # The one added last sees a request first.
    app.add_middleware(CrossSiteGuard, settings=settings)
    app.add_middleware(BodyLimit)
    app.add_middleware(ResponseHeaders, settings=settings)
    app.add_middleware(logs.RequestLog)
    return app


def _lifespan(
    settings: Settings, build: Callable[[Settings], Assistant]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        logs.configure(settings.log_level)
        async with AsyncExitStack() as stack:
            assistant = await anyio.to_thread.run_sync(build, settings)
            stack.push_async_callback(anyio.to_thread.run_sync, assistant.close)
            stack.enter_context(Refitter(settings, assistant))
            dialogue = await stack.enter_async_context(
                DialogueClient(settings.resolved_rasa_url, assistant, settings.rasa_timeout)
            )
            executor = ActionExecutor()
            registry.register(executor, assistant)
            app.state.services = Services(
                settings, assistant, dialogue, executor, Sessions(settings.signing_key)
            )
            for running in background(app):
                try:
                    await stack.enter_async_context(running)
                except Exception:  # one channel that cannot start must not take the others down
                    logger.exception("a channel did not start: %s", type(running).__name__)
            yield

    return lifespan
