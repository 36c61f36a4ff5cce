"""Guest sessions: a signed token that carries a person id and nothing else.

An account, once there are any, only changes which person id a token carries.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

COOKIE = "movies_session"
MAX_AGE = 400 * 24 * 3600  # seconds; the longest a browser keeps a cookie
RENEW_AFTER = 30 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Session:
    """A token whose signature holds."""

    person: int
    age: float

    @property
    def due_for_renewal(self) -> bool:
        """Whether a fresh token should replace this one, so that a regular visitor is never forgotten."""
        return self.age > RENEW_AFTER


class Sessions:
    """Signs and reads session tokens with one key."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeTimedSerializer(key, salt="guest-session")

    def mint(self, person: int) -> str:
        """A token for `person`."""
        return str(self._serializer.dumps(person))

    def read(self, token: str) -> Session | None:
        """The session of a token, or None where it is forged, damaged or too old."""
        try:
            person, signed_at = self._serializer.loads(token, max_age=MAX_AGE, return_timestamp=True)
        except BadData:
            return None
        if type(person) is not int:
            return None
        return Session(person, time.time() - signed_at.timestamp())


class Visitor:
    """Who makes a request: a known person, or nobody until something must be remembered."""

    def __init__(self, person: int | None, mint: Callable[[], int]) -> None:
        self._person = person
        self._mint = mint

    @property
    def person(self) -> int | None:
        """The person, or None for an anonymous request."""
        return self._person

    def require(self) -> int:
        """The person, made a new guest where there was none; touches the database."""
        if self._person is None:
            self._person = self._mint()
        return self._person
