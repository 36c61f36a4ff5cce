"""Codes by which one person lets another have suggestions for both of them."""

from __future__ import annotations

import re
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

from bot.errors import InvalidTasteCode

MAX_AGE: Final = 24 * 3600  # seconds: an evening together, and the day to plan it
_PREFIX: Final = "duo."
_CODE: Final = re.compile(r"(?<![\w.-])duo(?:\.[A-Za-z0-9_-]{2,64}){3}(?![\w-])")


class TasteCodes:
    """Signs and reads the codes. A code is good for suggestions alone: it opens no session."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeTimedSerializer(key, salt="taste-code")

    def mint(self, person: int) -> str:
        """A code that stands for `person` for `MAX_AGE` seconds."""
        return _PREFIX + str(self._serializer.dumps(person))

    def read(self, code: str) -> int:
        """The person of a code. Raises InvalidTasteCode where it is forged, damaged or too old."""
        if not code.startswith(_PREFIX):
            raise InvalidTasteCode
        try:
            person = self._serializer.loads(code.removeprefix(_PREFIX), max_age=MAX_AGE)
        except BadData:
            raise InvalidTasteCode from None
        if type(person) is not int:
            raise InvalidTasteCode
        return person


def codes_in(text: str) -> list[str]:
    """What looks like a code in a message, in the order said, each once."""
    return list(dict.fromkeys(_CODE.findall(text)))
