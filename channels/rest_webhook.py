"""REST webhook for other programs, shaped like Rasa's own: `POST /webhooks/rest/webhook`."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

from actions.replies import Button, Card, Reply
from channels.delivery import Answers, answer
from channels.messages import Converse, Sender

if TYPE_CHECKING:
    from bot.settings import Settings

PATH = "/webhooks/rest/webhook"
MAX_NAME = 50
MAX_SENDER = 200  # with the key's name in front it fits the 255 characters of a stored subject

_OFF = "The REST webhook is off. Set MOVIES_REST_API_KEYS to name:key to turn it on."
_WRONG_KEY = "The API key is missing or wrong. Send it as X-API-Key, or as Authorization: Bearer."

_HEADER = APIKeyHeader(name="X-API-Key", scheme_name="REST webhook key", auto_error=False)
_BEARER = HTTPBearer(scheme_name="REST webhook bearer", auto_error=False)


class RestMessage(BaseModel):
    """A person's message, or a button's payload. `sender` is your own id of the person."""

    sender: str = Field(min_length=1, max_length=MAX_SENDER, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["ada"])
    message: str = Field(examples=["a thief who steals secrets through dreams"])


class CardsMessage(BaseModel):
    """Where clients written for Rasa look for what is not text."""

    cards: list[Card]


class RestReply(BaseModel):
    """One message for the person; parts that are empty are left out.

    `custom` repeats the cards for clients written for Rasa.
    """

    recipient_id: str
    text: str | None = None
    cards: list[Card] | None = None
    buttons: list[Button] | None = None
    custom: CardsMessage | None = None


def attach(app: FastAPI, settings: Settings, converse: Converse) -> None:
    """Add the route; without keys it says how to turn it on."""
    keys = parse_keys(settings.rest_api_keys.get_secret_value())
    answers: Answers[list[Reply]] = Answers()

    def caller(
        key: Annotated[str | None, Depends(_HEADER)],
        bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    ) -> str:
        """The name of the key that was shown."""
        if not keys:
            raise HTTPException(503, _OFF)
        name = key_name(keys, key or (bearer.credentials if bearer else ""))
        if name is None:
            raise HTTPException(401, _WRONG_KEY, {"WWW-Authenticate": "Bearer"})
        return name

    @app.post(
        PATH,
        tags=["chat"],
        summary="Chat from another program",
        response_model_exclude_none=True,
        responses={401: {"description": "Wrong API key"}, 503: {"description": "No key is configured"}},
    )
    async def rest_webhook(
        message: RestMessage,
        name: str = Depends(caller),
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> list[RestReply]:
        """Answer one message. Each API key has its own people: a sender id means nothing to another key.

        With an `Idempotency-Key` header a repeated request gets the first one's answer and is not done again.
        """
        sender = Sender("rest", f"{name}:{message.sender}")
        if idempotency_key is None:
            turn = converse(sender, message.message)
        else:
            work = partial(converse, sender, message.message)
            turn = answers.once((sender, idempotency_key, message.message), work)
        return [_translate(message.sender, reply) for reply in await answer(turn)]


def parse_keys(setting: str) -> dict[str, bytes]:
    """`name:key,name2:key2` as digests by name; raises ValueError naming the entry that is wrong."""
    keys: dict[str, bytes] = {}
    for number, entry in enumerate(filter(None, map(str.strip, setting.split(","))), start=1):
        name, colon, key = (part.strip() for part in entry.partition(":"))
        if not (name and colon and key):
            raise ValueError(f"MOVIES_REST_API_KEYS: entry {number} is not of the form name:key.")
        if len(name) > MAX_NAME:
            raise ValueError(f"MOVIES_REST_API_KEYS: the name {name!r} is longer than {MAX_NAME} characters.")
        if name in keys:
            raise ValueError(f"MOVIES_REST_API_KEYS: the name {name!r} stands there twice.")
        if (digest := _digest(key.encode())) in keys.values():
            raise ValueError(f"MOVIES_REST_API_KEYS: {name!r} has the key of another name.")
        keys[name] = digest
    return keys


def key_name(keys: Mapping[str, bytes], shown: str) -> str | None:
    """The name whose key was shown, in a time that does not depend on how much of it is right."""
    digest = _digest(shown.encode("latin-1"))  # as the server decoded the header
    found = None
    for name, expected in keys.items():
        if hmac.compare_digest(digest, expected):
            found = name
    return found


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def _translate(recipient: str, reply: Reply) -> RestReply:
    return RestReply(
        recipient_id=recipient,
        text=reply.text or None,
        cards=reply.cards or None,
        buttons=reply.buttons or None,
        custom=CardsMessage(cards=reply.cards) if reply.cards else None,
    )
