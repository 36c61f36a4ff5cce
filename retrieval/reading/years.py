"""Years and decades."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.alternatives import either
from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.reading.stance import HEDGES

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
_APPROXIMATE: Final = 0.75
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
    rf"{_PART}(?P<value>{_YEAR}|{_DECADE})(?: (?P<join>or|and|to) (?:from )?(?:the )?(?:{_HEDGE} )?"
    rf"(?:(?P<part2>early|mid|middle|late) )?(?P<other>{_YEAR}|{_DECADE}))?"
    rf"(?: (?P<hedge3>(?!about|around|ca|roughly|somewhere){_HEDGE}))?\b"
)
MENTION: Final = re.compile(
    rf"\b{_PART}(?P<value>{_YEAR}|{_DECADE})(?:(?: ?(?:or|and|to|-|–|/|,|maybe|perhaps|at the latest))+ (?:the )?"
    rf"(?:(?P<part2>early|mid|middle|late) )?(?P<other>{_YEAR}|{_DECADE}))?\b"
)
"""A year, a decade or two of them, wherever they stand."""
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
_BEFORE: Final = frozenset(("before", "pre", "prior to", "older than", "earlier than"))


def read_years(draft: Draft) -> None:
    """Set the year bounds; a setting of the plot (`set in 1944`) is none."""
    if _read_range(draft) or _read_bounds(draft):
        return
    for found, first, last in draft.find(_ONE):
        if _is_wish(draft, found, first, last):
            _take_one(draft, found, first, last)
            return


def _read_range(draft: Draft) -> bool:
    for found, first, last in draft.find(_BETWEEN):
        stated = found.group().split()[0] in {"between", "from", "made", "released"}
        if draft.key(first - 1) == "set" or not (draft.after_film(first) or (stated and draft.closes(last))):
            continue
        low, _ = span(found["low"])
        _, high = span(found["high"])
        low, high = min(low, high), max(low, high)
        draft.wish(Filters(year_from=low, year_to=high), first, last, f"{low}–{high}")
        return True
    return False


def _read_bounds(draft: Draft) -> bool:
    taken = False
    for found, first, last in draft.find(_BOUND):
        refused = draft.stance(first, last).refused
        if not (draft.after_film(first) or draft.closes(last) or refused):
            continue
        low, high = span(found["value"], found["part"])
        word = found["word"]
        if word in _LOW_BOUNDS:
            bound = low if _LOW_BOUNDS[word] == 0 else high + 1
            change, opposite = Filters(year_from=bound), f"until {bound - 1}"
            note = f"since {bound}"
        else:
            bound = low - 1 if word in _BEFORE else high
            change, note, opposite = Filters(year_to=bound), f"until {bound}", f"since {bound + 1}"
        draft.wish(change, first, last, note, opposite)
        taken = True
    return taken


def _is_wish(draft: Draft, found: re.Match[str], first: int, last: int) -> bool:
    meant = draft.stance(first, last)
    if draft.key(first - 1) in {"set", "takes", "back", "place", "travels", "during"}:
        return False
    if (meant.refused or meant.weight < 1) and draft.closes(last) and meant.first < first:
        return True
    if draft.is_said_of_film(first) and draft.closes(last):
        return True
    before_film = draft.is_film_noun(last + 1) or (last + 1 < len(draft.tokens) and draft.used[last + 1])
    if draft.leads(first) and (
        before_film or (draft.closes(last) and draft.next_unused(last + 1) >= len(draft.tokens))
    ):
        return True
    if before_film and draft.key(last + 1) not in {"one", "something"}:
        return True
    prep = (found["prep"] or "").strip()
    at_end = all(
        draft.used[number] or not draft.key(number).isalnum() for number in range(last + 1, len(draft.tokens))
    )
    if any(word in prep for word in ("released", "made", "out", "produced", "dating")):
        return True
    if prep.endswith(("from", "in", "of")):
        if draft.after_film(first):
            return draft.closes(last)
        # "a thriller about a heist from the 90s": the film was named before, and nothing follows.
        return prep.endswith("from") and any(draft.used[:first]) and at_end
    brief = len(draft.tokens) <= _BRIEF
    return not prep and at_end and (brief or draft.after_film(first) or draft.key(first - 1) in {",", "("})


def _take_one(draft: Draft, found: re.Match[str], first: int, last: int) -> None:
    spans = [span(found["value"], found["part"])]
    if found["other"]:
        spans.append(span(found["other"], found["part2"]))
    hedges = [found[name] for name in ("hedge", "hedge2", "hedge3") if found[name]]
    weight = min([draft.stance(first, last).weight, *(HEDGES.get(hedge, _APPROXIMATE) for hedge in hedges)])
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    if weight < 1:
        slack = _HEDGED_YEARS if high == low else _HEDGED_DECADE
        change = Filters(year_from=low - slack, year_to=high + slack)
        draft.hint(
            change, weight, draft.stance(first, last).first, last, f"around {low - slack}–{high + slack}"
        )
        return
    if found["join"] == "or" and max(start for start, _ in spans) > min(end for _, end in spans) + 1:
        change = either(Filters(year_from=start, year_to=end) for start, end in spans)
        draft.wish(change, first, last, " or ".join(_named(*years) for years in spans))
        return
    draft.wish(Filters(year_from=low, year_to=high), first, last, _named(low, high))


def _named(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low}s" if low % 10 == 0 and high == low + 9 else f"{low}–{high}"


def span(value: str, part: str | None = None) -> tuple[int, int]:
    """First and last year of `1994`, `90s`, `1990s` or `nineties`."""
    if value.isdigit():
        return int(value), int(value)
    start = _DECADE_WORDS.get(value) or int(value.rstrip("s"))
    if start < 100:
        start += 1900 if start >= 20 else 2000
    first, last = _PARTS[part] if part else (0, 9)
    return start + first, start + last
