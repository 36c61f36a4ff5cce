"""A local Slack: the Web API a bot uses with its documented answers, and signed deliveries to the service."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from aiohttp import web

from tests.providers.server import Call, Failure, Provider

TOKEN = "xoxb-local"
SIGNING_SECRET = "local-signing-secret"
TEAM = "T0001"
BOT_USER = "U0BOT"
_numbers = itertools.count(1)


class Slack(Provider):
    """Records calls, checks blocks as Slack does, and delivers events and button presses."""

    path = "/slack/events"

    @property
    def base_url(self) -> str:
        """What a client puts before the method."""
        return f"{self.url}/api/"

    async def deliver_event(self, service: str, body: Mapping[str, Any], **how: Any) -> httpx.Response:
        """Post an event; `retry` marks it as a repeated delivery."""
        return await self._post(service, json.dumps(body), "application/json", **how)

    async def deliver_action(self, service: str, body: Mapping[str, Any], **how: Any) -> httpx.Response:
        """Post a button press, as a form with one field."""
        form = urlencode({"payload": json.dumps(body)})
        return await self._post(service, form, "application/x-www-form-urlencoded", **how)

    async def _post(
        self,
        service: str,
        body: str,
        content_type: str,
        *,
        secret: str = SIGNING_SECRET,
        age: float = 0,
        retry: int = 0,
    ) -> httpx.Response:
        timestamp = str(int(time.time() - age))
        signed = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        async with httpx.AsyncClient() as client:
            return await client.post(service + self.path, content=body, headers=headers)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.path.removeprefix("/api/")
        if request.content_type == "application/json":
            params = await request.json()
        else:
            params = dict(await request.post())
        failure = self._next_failure(method)
        if failure is not None:
            self.calls.append(Call(method, params, ok=False))
            return await self._drop(request) if failure.kind == "drop" else _failed(failure)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            answer: dict[str, Any] = {"ok": False, "error": "invalid_auth"}
        else:
            answer = self._answer(method, params)
        self.calls.append(Call(method, params, ok=answer["ok"]))
        return web.json_response(answer)

    def _answer(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        match method:
            case "auth.test":
                return {
                    "ok": True,
                    "url": "https://local.slack.com/",
                    "team": "Local",
                    "user": "movies",
                    "team_id": TEAM,
                    "user_id": BOT_USER,
                    "bot_id": "B0BOT",
                }
            case "chat.postMessage":
                if problems := list(block_problems(params.get("blocks", []))):
                    return {
                        "ok": False,
                        "error": "invalid_blocks",
                        "response_metadata": {"messages": problems},
                    }
                if not params.get("text"):
                    return {"ok": False, "error": "no_text"}
                stamp = f"1700000000.{next(_numbers):06}"
                return {"ok": True, "channel": params["channel"], "ts": stamp, "message": {"ts": stamp}}
            case _:
                return {"ok": False, "error": "unknown_method"}


def block_problems(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """What Slack refuses in a message's blocks."""
    if len(blocks) > 50:
        yield "no more than 50 items allowed [json-pointer:/blocks]"
    actions = [e["action_id"] for b in blocks if b["type"] == "actions" for e in b["elements"]]
    if len(actions) != len(set(actions)):
        yield "`action_id` already exists"
    for number, block in enumerate(blocks):
        for problem in _problems(block):
            yield f"{problem} [json-pointer:/blocks/{number}]"


def _problems(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield from _text_problems(block["text"], 3000)
        case "context":
            if not 1 <= len(block["elements"]) <= 10:
                yield "1 to 10 elements"
            for element in block["elements"]:
                yield from _text_problems(element, 3000)
        case "actions":
            if not 1 <= len(block["elements"]) <= 25:
                yield "1 to 25 elements"
            for element in block["elements"]:
                yield from _text_problems(element["text"], 75)
                if not 1 <= len(element["value"]) <= 2000 or not 1 <= len(element["action_id"]) <= 255:
                    yield "value or action_id is too long"
        case "rich_text":
            for section in block["elements"]:
                for element in section["elements"]:
                    if not 1 <= len(element["text"]) <= 3000:
                        yield "text must be 1 to 3000 characters"
        case kind:
            yield f"unsupported type: {kind}"


def _text_problems(text: Mapping[str, Any], limit: int) -> Iterator[str]:
    if text["type"] not in ("plain_text", "mrkdwn"):
        yield f"unsupported text type {text['type']}"
    if not 1 <= len(text["text"]) <= limit:
        yield f"must be 1 to {limit} characters"


def shown(block: Mapping[str, Any]) -> str:
    """What a person reads in a block, buttons apart. A mrkdwn text with markup in it fails the test."""
    match block["type"]:
        case "rich_text":
            return "".join(e["text"] for section in block["elements"] for e in section["elements"])
        case "section":
            return _read(block["text"])
        case "context":
            return " ".join(map(_read, block["elements"]))
        case _:
            return ""


def buttons(params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All buttons of a message that was sent."""
    return [e for block in params["blocks"] if block["type"] == "actions" for e in block["elements"]]


def _read(text: Mapping[str, Any]) -> str:
    if text["type"] == "plain_text":
        return str(text["text"])
    bare = re.sub(r"^\*(.*?)\*", r"\1", text["text"])
    assert not re.search(r"[<>*_~`]", bare), f"Slack reads this as markup: {bare}"
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def event(user: str, words: str, *, kind: str = "message", **more: Any) -> dict[str, Any]:
    """An event of a person writing: `message` in a direct conversation, or `app_mention` in a channel."""
    number = next(_numbers)
    content = {
        "type": kind,
        "user": user,
        "team": TEAM,
        "text": words,
        "ts": f"1700000000.{number:06}",
        "channel": f"D{user}" if kind == "message" else "C0001",
        **({"channel_type": "im"} if kind == "message" else {}),
        **more,
    }
    return {
        "token": "unused",
        "team_id": TEAM,
        "api_app_id": "A0001",
        "event": content,
        "type": "event_callback",
        "event_id": f"Ev{number:06}",
        "event_time": 1_700_000_000,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        "is_ext_shared_channel": False,
    }


def action(user: str, button: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A person pressing a button of a message the bot sent."""
    number = next(_numbers)
    channel = f"D{user}"
    return {
        "type": "block_actions",
        "user": {"id": user, "username": user.lower(), "team_id": TEAM},
        "api_app_id": "A0001",
        "container": {"type": "message", "message_ts": "1700000000.000001", "channel_id": channel},
        "trigger_id": f"{number}.1.abc",
        "team": {"id": TEAM, "domain": "local"},
        "channel": {"id": channel, "name": "directmessage"},
        "message": {"ts": "1700000000.000001", "user": BOT_USER},
        "response_url": "http://127.0.0.1:9/unused",
        "actions": [
            {
                "type": "button",
                "action_id": button["action_id"],
                "block_id": "b1",
                "text": button["text"],
                "value": button["value"],
                "action_ts": f"1700000000.{number:06}",
            }
        ],
        **more,
    }


def _failed(failure: Failure) -> web.Response:
    if failure.status == 429:
        headers = {"Retry-After": str(failure.retry_after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    return web.json_response({"ok": False, "error": "internal_error"}, status=failure.status)
