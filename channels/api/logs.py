"""One structured line a request, without anything a person wrote."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("movies.requests")

_ACCEPTABLE_ID = re.compile(rb"[A-Za-z0-9_-]{1,64}")


def configure(level: str) -> None:
    """Log at `level` to standard error, keeping quiet the loggers that print addresses.

    uvicorn's access log would show what people searched for, httpx a bot token in its path.
    """
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("uvicorn.access", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)


class RequestLog:
    """ASGI middleware: gives each request an id and logs its route, status and duration."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id", b"")
        request_id = given if _ACCEPTABLE_ID.fullmatch(given) else secrets.token_hex(8).encode()
        started = time.perf_counter()
        status = 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (b"x-request-id", request_id)]}
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            entry = {
                "request": request_id.decode(),
                "method": scope["method"],
                # The pattern, not the path: what people ask for stays out of the log.
                "route": getattr(scope.get("route"), "path", "-"),
                "status": status,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            }
            logger.info(json.dumps(entry))
