"""Years, decades and running times.

Values: a year `1994`; a decade `1990s`; a running time in minutes, `<=120` and `>=180` where it is a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.constraints.numbers import NUMBER, number
from nlu.spans import Span

_I = re.IGNORECASE
_YEAR = re.compile(
    r"(?<![\w$€£.,/#-])(?:18[89]|19\d|20[0-3])\d(?![\w%/]|[.,]\d|\s+(?:years?|people|men|women|miles)\b)"
)
_DECADE = re.compile(r"(?<!\w)(?:(?:early|late|mid)[\s-]+)?['’]?(?P<full>(?:19|20)?\d0)['’]?\s?s\b", _I)
_DECADE_WORDS = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990, "noughties": 2000, "two thousands": 2000,
}  # fmt: skip
_DECADE_WORD = re.compile(rf"\b(?:(?:early|late|mid)[\s-]+)?(?P<word>{'|'.join(_DECADE_WORDS)})\b", _I)
_BELOW = r"(?:under|less than|shorter than|at most|max(?:imum)?|no longer than|no more than|not longer than|below|up to)"
_ABOVE = r"(?:over|more than|longer than|at least|above|min(?:imum)?)"
_HOURS = rf"(?:(?:an )?hour and a half|an hour|half an hour|(?P<h>{NUMBER})(?P<half> and a half)?[\s-]?(?:hours?|hrs?|h)\b)"
_MINUTES = r"(?P<m>\d{2,3}|ninety|sixty|forty-?five)[\s-]?(?:minutes?|mins?)\b"
_RUNTIME = re.compile(
    rf"(?:\b(?:(?P<below>{_BELOW})|(?P<above>{_ABOVE}))\s+)?(?<!\w)(?:{_HOURS}(?:\s*(?:and\s+)?(?P<hm>\d{{1,2}})\s?(?:minutes?|mins?|m)\b)?|{_MINUTES})",
    _I,
)
_SPOKEN = {"ninety": 90, "sixty": 60, "fortyfive": 45}


def find_years(text: str) -> Iterator[Span]:
    """Years from 1880 to 2039, and decades."""
    for match in _YEAR.finditer(text):
        yield Span("year", match.start(), match.end(), match.group())
    for match in _DECADE.finditer(text):
        digits = match["full"]
        start = int(digits) if len(digits) == 4 else (1900 if int(digits) > 20 else 2000) + int(digits)
        yield Span("year", match.start(), match.end(), f"{start}s")
    for match in _DECADE_WORD.finditer(text):
        yield Span("year", match.start(), match.end(), f"{_DECADE_WORDS[match['word'].casefold()]}s")


def _minutes(match: re.Match[str]) -> int:
    if match["m"]:
        spoken = match["m"].casefold().replace("-", "")
        return _SPOKEN[spoken] if spoken in _SPOKEN else int(spoken)
    if match["h"]:
        hours = number(match["h"]) + (0.5 if match["half"] else 0)
    else:
        folded = match.group().casefold()
        hours = 1.5 if "and a half" in folded else 0.5 if "half an" in folded else 1
    return round(hours * 60) + int(match["hm"] or 0)


def find_runtimes(text: str) -> Iterator[Span]:
    """Running times, with the bound they are."""
    for match in _RUNTIME.finditer(text):
        sign = "<=" if match["below"] else ">=" if match["above"] else ""
        yield Span("runtime", match.start(), match.end(), f"{sign}{_minutes(match)}")
