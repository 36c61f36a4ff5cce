"""An app on a real port, for as long as a test needs it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import uvicorn
from fastapi import FastAPI

from bot.settings import Settings
from channels.api import errors
from channels.messages import Attach, Converse, background
from tests.providers.server import eventually


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """The base URL of `app` on a free port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="on"))
    task = asyncio.create_task(server.serve())
    try:
        await eventually(lambda: server.started or task.done(), within=60)
        host, port = server.servers[0].sockets[0].getsockname()[:2]
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        await task


def attached(attach: Attach, settings: Settings, converse: Converse) -> FastAPI:
    """An app with one channel alone, started and stopped as the service does."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for running in background(app):
                await stack.enter_async_context(running)
            yield

    app = FastAPI(lifespan=lifespan)
    errors.install(app)
    attach(app, settings, converse)
    return app
