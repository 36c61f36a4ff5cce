"""A local Telegram Bot API: the methods a bot uses, with their documented answers, limits and errors."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import httpx
from aiohttp import web

from tests.providers.server import Call, Failure, Provider

TOKEN = "123456:local-bot-token"
BOT = {"id": 999, "is_bot": True, "first_name": "Movies", "username": "MoviesBot"}
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TAGS = {"b", "strong", "i", "em", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}


class BadRequest(Exception):
    """What Telegram answers with 400."""


class Telegram(Provider):
    """Records calls; delivers updates to a webhook or to a poller."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.webhook: Mapping[str, Any] = {}
        self._updates: list[dict[str, Any]] = []
        self._arrived = asyncio.Event()
        self._message_id = 100

    @property
    def base_url(self) -> str:
        """What a bot puts before its token."""
        return f"{self.url}/bot"

    def queue(self, *updates: dict[str, Any]) -> None:
        """Updates for the next `getUpdates`."""
        self._updates.extend(updates)
        self._arrived.set()

    async def deliver(
        self, service: str, update: Mapping[str, Any], secret: str | None = None
    ) -> httpx.Response:
        """Post an update to the webhook that was set, on the service's real address."""
        path = httpx.URL(self.webhook.get("url", "https://unset/telegram/webhook")).path
        headers = {SECRET_HEADER: self.webhook.get("secret_token", "") if secret is None else secret}
        async with httpx.AsyncClient() as client:
            return await client.post(service + path, json=update, headers=headers)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", request.path)
        if match is None or match[1] != self.token:
            return _error(401, "Unauthorized")
        method = match[2]
        params = {name: _decoded(value) for name, value in (await request.post()).items()}
        failure = self._next_failure(method)
        if failure is not None:
            self.calls.append(Call(method, params, ok=False))
            return await self._drop(request) if failure.kind == "drop" else _failed(failure)
        try:
            result = await self._result(method, params)
        except BadRequest as error:
            self.calls.append(Call(method, params, ok=False))
            return _error(400, f"Bad Request: {error}")
        self.calls.append(Call(method, params, ok=True))
        return web.json_response({"ok": True, "result": result})

    async def _result(self, method: str, params: Mapping[str, Any]) -> Any:
        match method:
            case "getMe":
                return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}
            case "setWebhook":
                if not str(params["url"]).startswith("https://"):
                    raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
                self.webhook = params
                return True
            case "deleteWebhook":
                self.webhook = {}
                return True
            case "getUpdates":
                return await self._poll(int(params.get("offset", 0)), float(params.get("timeout", 0)))
            case "sendMessage":
                return self._sent(params)
            case "answerCallbackQuery" | "sendChatAction" | "setMyCommands":
                return True
            case _:
                raise BadRequest(f"method {method} not found")

    async def _poll(self, offset: int, timeout: float) -> list[dict[str, Any]]:
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), min(timeout, 1.0))
            except TimeoutError:
                return []
        return list(self._updates)

    def _sent(self, params: Mapping[str, Any]) -> dict[str, Any]:
        text = shown(str(params.get("text", "")), params.get("parse_mode"))
        if not text.strip():
            raise BadRequest("message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            raise BadRequest("message is too long")
        for button in buttons(params):
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise BadRequest("BUTTON_DATA_INVALID")
        self._message_id += 1
        chat = {"id": int(params["chat_id"]), "type": "private" if int(params["chat_id"]) > 0 else "group"}
        return {
            "message_id": self._message_id,
            "from": BOT,
            "chat": chat,
            "date": 1_700_000_000,
            "text": text,
        }


class _Shown(HTMLParser):
    """Telegram's reading of its HTML: known tags, closed in order, text between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise BadRequest(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise BadRequest(f'can\'t parse entities: Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text += data

    def close(self) -> None:
        super().close()
        if self._open:
            raise BadRequest(f"can't parse entities: Can't find end tag for \"{self._open[-1]}\"")


def shown(text: str, parse_mode: str | None) -> str:
    """What a person reads; raises `BadRequest` for HTML that Telegram refuses."""
    if parse_mode is None:
        return text
    assert parse_mode == "HTML"
    parser = _Shown()
    parser.feed(text)
    parser.close()
    return parser.text


def buttons(params: Mapping[str, Any]) -> list[dict[str, str]]:
    """All buttons under a message that was sent."""
    markup = params.get("reply_markup") or {}
    return [button for row in markup.get("inline_keyboard", []) for button in row]


def _decoded(value: Any) -> Any:
    """Numbers, lists and objects travel as JSON in a form."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _failed(failure: Failure) -> web.Response:
    if failure.status == 429:
        wait = failure.retry_after
        return _error(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
    return _error(failure.status, "Internal Server Error")


def _error(status: int, description: str, parameters: Mapping[str, Any] | None = None) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = dict(parameters)
    return web.json_response(body, status=status)
