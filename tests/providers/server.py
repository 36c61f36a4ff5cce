"""What the local providers share: a server on a real port that records calls and fails when told to."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal, Self

from aiohttp import web

WITHIN = 10.0
"""Seconds a test waits for what must happen."""


@dataclass(frozen=True)
class Call:
    """One API call that was made, and whether it succeeded."""

    method: str
    params: Mapping[str, Any]
    ok: bool


@dataclass(frozen=True)
class Failure:
    """How the next call of a method fails: with a status, or by dropping the connection."""

    kind: Literal["status", "drop"] = "status"
    status: int = 500
    retry_after: int = 1


class Provider:
    """Base of the local providers. Subclasses answer `_answer(method, params)`."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.url = ""
        self._failures: defaultdict[str, deque[Failure]] = defaultdict(deque)

    @classmethod
    @asynccontextmanager
    async def running(cls, *args: Any) -> AsyncIterator[Self]:
        """The provider on a free port of this machine."""
        provider = cls(*args)
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", provider._serve)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0]
        provider.url = f"http://{host}:{port}"
        try:
            yield provider
        finally:
            await runner.cleanup()

    def fail(self, method: str, *failures: Failure) -> None:
        """Let the next calls of `method` fail in these ways, in order."""
        self._failures[method].extend(failures)

    def made(self, method: str) -> list[Mapping[str, Any]]:
        """Parameters of the successful calls of `method`."""
        return [call.params for call in self.calls if call.method == method and call.ok]

    def refused(self, method: str) -> list[Mapping[str, Any]]:
        """Parameters of the calls of `method` that did not succeed."""
        return [call.params for call in self.calls if call.method == method and not call.ok]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        raise NotImplementedError

    def _next_failure(self, method: str) -> Failure | None:
        waiting = self._failures[method]
        return waiting.popleft() if waiting else None

    @staticmethod
    async def _drop(request: web.Request) -> web.StreamResponse:
        """Close the connection without an answer."""
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


async def eventually(condition: Callable[[], Any], within: float = WITHIN) -> Any:
    """Wait until `condition` is true and return it; AssertionError where it never is."""
    deadline = asyncio.get_running_loop().time() + within
    while not (result := condition()):
        assert asyncio.get_running_loop().time() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)
    return result


async def settled(seconds: float = 0.3) -> None:
    """Give what must not happen the time to happen."""
    await asyncio.sleep(seconds)
