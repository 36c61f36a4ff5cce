"""Years, decades and centuries as people write them, as the years they span."""

from __future__ import annotations

import re
from typing import Final

YEAR: Final = r"(?:18[89]\d|19\d\d|20[0-4]\d)"
"""Part of a pattern: a year in digits."""
_DECADES: Final = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000, "naughties": 2000, "aughts": 2000,
    "two thousands": 2000, "twenty tens": 2010, "twenty twenties": 2020,
}  # fmt: skip
DECADE: Final = rf"(?:(?:19|20)?\d0s|(?:nineteen )?(?:{'|'.join(_DECADES)}))"
"""Part of a pattern: a decade in digits or words."""
_PARTS: Final = {
    **dict.fromkeys(("early", "beginning of", "start of"), (0, 3)),
    **dict.fromkeys(("mid", "middle", "middle of"), (4, 6)),
    **dict.fromkeys(("late", "end of"), (7, 9)),
    "first half of": (0, 4),
    **dict.fromkeys(("second half of", "latter half of"), (5, 9)),
}
PART_NAMES: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
"""Part of a pattern: `early`, `end of`."""
_CENTURIES: Final = {
    **dict.fromkeys(("20 th century", "twentieth century", "last century", "previous century"), (1900, 1999)),
    **dict.fromkeys(
        ("21 st century", "twenty first century", "this century", "current century", "new millennium",
         "this millennium"),
        (2001, None),
    ),
}  # fmt: skip
CENTURY: Final = re.compile(
    rf"\b(?:(?:made|released|produced|shot|filmed) )?(?:(?:from|in|of|during) )?(?:the )?(?P<name>{'|'.join(_CENTURIES)})\b"
)
"""A century in which films were made."""


def century(name: str) -> tuple[int, int | None]:
    """First and last year of a century; this one has no end."""
    return _CENTURIES[name]


def span(value: str, part: str | None = None, *, loose: bool = False) -> tuple[int, int]:
    """First and last year of `1994`, `90s`, `1990s` or `nineties`.

    Parts of a decade do not overlap, but for a `loose` reading: who half remembers counts 1986 among the late 80s.
    """
    if value.isdigit():
        return int(value), int(value)
    start = _DECADES.get(value.removeprefix("nineteen ")) or int(value.rstrip("s"))
    if start < 100:
        start += 1900 if start >= 20 else 2000
    first, last = _PARTS[part] if part else (0, 9)
    if loose and part and first > 0:
        first -= 1
    return start + first, start + last
