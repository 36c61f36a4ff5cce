"""Headers every response carries: browser protections, and the cookie of a new session."""

from __future__ import annotations

from http.cookies import SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import Settings
from channels.api.sessions import COOKIE, MAX_AGE


def content_security_policy(widget_origins: str) -> str:
    """Only our own files run, nothing inline; only `widget_origins` may frame the page."""
    frames = " ".join(["'self'", *widget_origins.split()])
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        f"base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
    )


class ResponseHeaders:
    """ASGI middleware: adds the security headers, and `Set-Cookie` where a session was minted.

    The cookie is set here, rather than in routes, so that error responses carry it too.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._https = (settings.public_url or "").startswith("https:")
        self._fixed = [
            (b"content-security-policy", content_security_policy(settings.widget_origins).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *self._fixed]
                names = {name.lower() for name, _ in message["headers"]}
                if b"cache-control" not in names:
                    headers.append((b"cache-control", b"no-store"))
                if token := state.get("session_token"):
                    headers.append((b"set-cookie", self._cookie(token, scope["scheme"] == "https")))
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _cookie(self, token: str, https: bool) -> bytes:
        cookie: SimpleCookie = SimpleCookie({COOKIE: token})
        morsel = cookie[COOKIE]
        morsel["path"] = "/"
        morsel["max-age"] = MAX_AGE
        morsel["httponly"] = True
        morsel["samesite"] = "lax"
        if https or self._https:
            morsel["secure"] = True
        return morsel.OutputString().encode()
