"""Years and decades."""

from __future__ import annotations

import re
from typing import Final

from retrieval.reading.draft import FILM_NOUN, Draft

_YEAR: Final = r"(?:18[89]\d|19\d\d|20[0-4]\d)"
_DECADE_WORDS: Final = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000,
}  # fmt: skip
_DECADE: Final = rf"(?:(?:19|20)?\d0s|{'|'.join(_DECADE_WORDS)})"
_PART: Final = r"(?:(?P<part>early|mid|middle|late) )?"
_PARTS: Final = {"early": (0, 3), "mid": (3, 6), "middle": (3, 6), "late": (6, 9)}
_HEDGE: Final = (
    r"(?:maybe|perhaps|around|about|circa|ca|probably|possibly|roughly|approximately|i think|i guess"
    r"|i believe"
    r"|or so|or something|or thereabouts|not sure|ish|somewhere)"
)
_RELEASED: Final = r"(?:released|made|produced|filmed|shot|came out|come out|out|dating)"
_BRIEF: Final = 6  # tokens of a text such as "heist casino 2001"
_HEDGED_YEARS: Final = 3
_HEDGED_DECADE: Final = 2

_BETWEEN: Final = re.compile(
    rf"\b(?:(?:from|in|made|released) )?(?:(?:between|from) )?(?:the )?(?P<low>{_YEAR}|{_DECADE})"
    rf" (?:and|to|-|–|until|till|through) (?:the )?(?P<high>{_YEAR}|{_DECADE})\b(?: {FILM_NOUN})?"
)
_BOUND: Final = re.compile(
    rf"\b(?:(?:{_RELEASED}|from) )?(?P<word>after|since|before|until|till|up to|post|pre|prior to"
    rf"|newer than|older than"
    rf"|later than|earlier than|no older than|not older than|no newer than|more recent than)"
    rf" (?:the )?(?:year )?{_PART}(?P<value>{_YEAR}|{_DECADE})\b(?! (?:years|people|dollars|men|miles"
    rf"|feet|soldiers))"
)
_ONE: Final = re.compile(
    rf"\b(?:(?P<hedge>{_HEDGE}) )*(?P<prep>(?:{_RELEASED} )?(?:in|from|of"
    rf"|during) )?(?:(?P<hedge2>{_HEDGE}) )*(?:the )?(?:year )?"
    rf"{_PART}(?P<value>{_YEAR}|{_DECADE})(?: (?:or|and) (?:the )?(?:{_HEDGE} )?(?:early |mid "
    rf"|late )?(?P<other>{_YEAR}|{_DECADE}))?"
    rf"(?: (?P<hedge3>{_HEDGE}))?\b"
)
_ANY: Final = re.compile(rf"\b(?P<value>{_YEAR}|{_DECADE})\b")
_LOW_BOUNDS: Final = {
    "after": 1,
    "since": 0,
    "post": 1,
    "newer than": 1,
    "later than": 1,
    "more recent than": 1,
    "no older than": 0,
    "not older than": 0,
}


def read_years(draft: Draft) -> None:
    """Set the year bounds; a setting of the plot (`set in 1944`) is none."""
    if _read_range(draft) or _read_bounds(draft):
        return
    for found, first, last in draft.find(_ONE):
        if _is_wish(draft, found, first, last):
            _take_one(draft, found, first, last)
            return


def hinted_years(text: str) -> list[tuple[int, int]]:
    """Spans of years a text mentions, a little widened: films of these years are likelier."""
    return [
        (first - _HEDGED_DECADE, last + _HEDGED_DECADE)
        for found in _ANY.finditer(Draft(text).line)
        for first, last in (_span(found["value"]),)
    ]


def _read_range(draft: Draft) -> bool:
    for found, first, last in draft.find(_BETWEEN):
        stated = found.group().split()[0] in {"between", "from", "made", "released"}
        if draft.key(first - 1) == "set" or not (draft.after_film(first) or (stated and draft.closes(last))):
            continue
        low, _ = _span(found["low"])
        _, high = _span(found["high"])
        draft.year_from, draft.year_to = min(low, high), max(low, high)
        draft.use(first, last, f"{draft.year_from}–{draft.year_to}")
        return True
    return False


def _read_bounds(draft: Draft) -> bool:
    taken = False
    for found, first, last in draft.find(_BOUND):
        if not (draft.after_film(first) or draft.closes(last)):
            continue
        low, high = _span(found["value"], found["part"])
        word = found["word"]
        if word in _LOW_BOUNDS:
            draft.year_from = low if _LOW_BOUNDS[word] == 0 else high + 1
            draft.use(first, last, f"since {draft.year_from}")
        else:
            draft.year_to = (
                low - 1 if word in {"before", "pre", "prior to", "older than", "earlier than"} else high
            )
            draft.use(first, last, f"until {draft.year_to}")
        taken = True
    return taken


def _is_wish(draft: Draft, found: re.Match[str], first: int, last: int) -> bool:
    if draft.key(first - 1) in {"set", "takes", "back", "place", "travels", "during"}:
        return False
    before_film = draft.is_film_noun(last + 1) or (last + 1 < len(draft.tokens) and draft.used[last + 1])
    if draft.leads(first) and (
        before_film or (draft.closes(last) and draft.next_unused(last + 1) >= len(draft.tokens))
    ):
        return True
    if before_film and draft.key(last + 1) not in {"one", "something"}:
        return True
    prep = (found["prep"] or "").strip()
    if any(word in prep for word in ("released", "made", "out", "produced", "dating")):
        return True
    if prep.endswith(("from", "in", "of")):
        if draft.after_film(first):
            return draft.closes(last)
        # "a thriller about a heist from the 90s": the film was named before, and nothing follows.
        return prep.endswith("from") and any(draft.used[:first]) and last == len(draft.tokens) - 1
    at_end = all(not draft.key(number).isalnum() for number in range(last + 1, len(draft.tokens)))
    brief = len(draft.tokens) <= _BRIEF
    return not prep and at_end and (brief or draft.after_film(first) or draft.key(first - 1) in {",", "("})


def _take_one(draft: Draft, found: re.Match[str], first: int, last: int) -> None:
    low, high = _span(found["value"], found["part"])
    if found["other"]:
        other_low, other_high = _span(found["other"])
        low, high = min(low, other_low), max(high, other_high)
    hedged = found["hedge"] or found["hedge2"] or found["hedge3"]
    if hedged:
        slack = _HEDGED_YEARS if high == low else _HEDGED_DECADE
        low, high = low - slack, high + slack
    draft.year_from, draft.year_to = low, high
    if hedged:
        note = f"around {low}–{high}"
    elif low == high:
        note = str(low)
    else:
        note = f"{low}s" if low % 10 == 0 and high == low + 9 else f"{low}–{high}"
    draft.use(first, last, note)


def _span(value: str, part: str | None = None) -> tuple[int, int]:
    """First and last year of `1994`, `90s`, `1990s` or `nineties`."""
    if value.isdigit():
        return int(value), int(value)
    start = _DECADE_WORDS.get(value) or int(value.rstrip("s"))
    if start < 100:
        start += 1900 if start >= 20 else 2000
    first, last = _PARTS[part] if part else (0, 9)
    return start + first, start + last
