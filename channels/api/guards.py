"""What is refused before any route runs: bodies that are too large, and writes other sites forge."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import Settings
from channels.api.errors import error_body

MAX_BODY = 1024 * 1024  # bytes; the longest chat message, escaped, fits
MAX_ACTION_CALL = 32 * 1024 * 1024  # bytes; Rasa sends the whole conversation
PRIVATE = "/webhook"
PROVIDERS = ("/webhooks/", "/slack/", "/telegram/")
"""Where Telegram, Slack and programs post: they prove themselves by signatures and keys, not cookies."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class BodyLimit:
    """ASGI middleware: 413 for a body over the limit, declared or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = MAX_ACTION_CALL if scope["path"] == PRIVATE else MAX_BODY
        message = f"The body is larger than the limit of {limit:,} bytes."
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > limit:
            await JSONResponse(error_body("body_too_large", message), status_code=413)(scope, receive, send)
            return
        received = 0

        async def limited_receive() -> Message:
            nonlocal received
            part = await receive()
            received += len(part.get("body", b""))
            if received > limit:
                raise HTTPException(413, message)  # reaches the error handlers: the route was still reading
            return part

        await self._app(scope, limited_receive, send)


class CrossSiteGuard:
    """ASGI middleware: refuses writes a browser sends on behalf of another site.

    A cookie is sent with them unasked, so the browser's own word on where they come from decides.
    Requests with a bearer token need no such check, as no other site can know the token.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._public = urlsplit(settings.public_url or "").netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["method"] in _SAFE or self._proves_itself(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal: JSONResponse | None = None
        if "authorization" not in headers and not self._same_origin(headers):
            refusal = JSONResponse(
                error_body("cross_site", "Writes from another site are refused."), status_code=403
            )
        elif _has_body(headers) and not _is_json(headers):
            refusal = JSONResponse(
                error_body(
                    "unsupported_media_type", "Send the body as JSON, with Content-Type: application/json."
                ),
                status_code=415,
            )
        await (refusal or self._app)(scope, receive, send)

    @staticmethod
    def _proves_itself(path: str) -> bool:
        return path == PRIVATE or path.startswith(PROVIDERS)

    def _same_origin(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None and site not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin is None:  # not a browser, or one that already said same-origin
            return True
        return urlsplit(origin).netloc.lower() in {headers.get("host", "").lower(), self._public} - {""}


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _is_json(headers: Headers) -> bool:
    return headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"
