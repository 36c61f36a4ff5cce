"""The contract's doors that answer in the response: the web page's chat and the REST webhook."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import httpx

from channels.messages import Sender
from tests.contract.doors.base import Door, Key, Shown

TIMEOUT = 30.0


class WebDoor(Door):
    """People with a guest session each, as the chat page has."""

    repeats = False

    def __init__(self, service: str) -> None:
        self._service = service
        self._tokens: dict[str, str] = {}
        self._inbox: defaultdict[str, list[Shown]] = defaultdict(list)

    async def say(self, who: str, words: str) -> None:
        response = await self._post("/chat", {"message": words}, await self._token(who))
        body = response.json()
        if response.is_success:
            self._inbox[who].extend(map(_seen, body["replies"]))
        else:  # the page shows the error's sentence
            self._inbox[who].append(Shown(body["error"]["message"]))

    async def press(self, who: str, key: Key) -> None:
        await self.say(who, key.raw)

    async def say_twice(self, who: str, words: str) -> None:
        raise NotImplementedError("a page sends a message once")

    async def forge(self, who: str, words: str) -> int:
        forged = (await self._token(who))[:-2] + "xx"
        return (await self._post("/chat", {"message": words}, forged)).status_code

    async def claim(self, who: str, other: str, words: str) -> None:
        person = int((await self.sender(other)).subject)
        for name in ("sender", "person", "person_id"):
            await self._post("/chat", {"message": words, name: person}, await self._token(who))

    def shown(self, who: str) -> list[Shown]:
        return self._inbox[who]

    async def sender(self, who: str) -> Sender:
        async with httpx.AsyncClient(base_url=self._service) as client:
            headers = {"Authorization": f"Bearer {await self._token(who)}"}
            person = (await client.get("/me", headers=headers)).json()["person"]
        return Sender("web", str(person))

    async def _token(self, who: str) -> str:
        if who not in self._tokens:
            response = await self._post("/session", {}, None)
            self._tokens.setdefault(who, response.json()["token"])
        return self._tokens[who]

    async def _post(self, path: str, body: Mapping[str, Any], token: str | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(base_url=self._service, timeout=TIMEOUT) as client:
            return await client.post(path, json=body, headers=headers)


class RestDoor(Door):
    """People of one integrator; another one, with a key of its own, is the stranger."""

    def __init__(self, service: str, key: str, other_key: str) -> None:
        self._service = service
        self._key = key
        self._other_key = other_key
        self._inbox: defaultdict[str, list[Shown]] = defaultdict(list)
        self._deliveries = itertools.count(1)

    async def say(self, who: str, words: str) -> None:
        self._keep(who, await self._post(who, words, self._key))

    async def press(self, who: str, key: Key) -> None:
        await self.say(who, key.raw)

    async def say_twice(self, who: str, words: str) -> None:
        delivery = {"Idempotency-Key": f"delivery-{next(self._deliveries)}"}
        first = await self._post(who, words, self._key, delivery)
        again = await self._post(who, words, self._key, delivery)
        assert first.json() == again.json()
        self._keep(who, first)

    async def forge(self, who: str, words: str) -> int:
        return (await self._post(who, words, "guessed")).status_code

    async def claim(self, who: str, other: str, words: str) -> None:
        for name in (other, f"site:{other}"):
            await self._post(name, words, self._other_key)
        await self._post(who, words, self._key, {"X-Sender": other})

    def shown(self, who: str) -> list[Shown]:
        return self._inbox[who]

    async def sender(self, who: str) -> Sender:
        return Sender("rest", f"site:{who}")

    def _keep(self, who: str, response: httpx.Response) -> None:
        assert response.status_code == 200, response.text
        messages = response.json()
        assert all(message["recipient_id"] == who for message in messages)
        self._inbox[who].extend(map(_seen, messages))

    async def _post(
        self, who: str, words: str, key: str, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        async with httpx.AsyncClient(base_url=self._service, timeout=TIMEOUT) as client:
            return await client.post(
                "/webhooks/rest/webhook",
                json={"sender": who, "message": words},
                headers={"X-API-Key": key, **(headers or {})},
            )


def _seen(reply: Mapping[str, Any]) -> Shown:
    """A reply as a client reads it: text, then each card, with all buttons."""
    cards = reply.get("cards") or []
    lines = [reply.get("text") or ""]
    for card in cards:
        lines += [card["title"], str(card.get("year", "")), card.get("reason", "")]
    keys = [b for part in (*cards, reply) for b in part.get("buttons") or []]
    text = "\n".join(line for line in lines if line)
    return Shown(text, tuple(Key(b["title"], b["payload"]) for b in keys))
