"""Years and decades."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.alternatives import either
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import names_kind, stands_alone
from retrieval.reading.stance import HEDGES
from retrieval.reading.vocabulary import FILM_NOUN
from retrieval.reading.year_names import CENTURY, DECADE, PART_NAMES, YEAR, century, span

_PART: Final = rf"(?:(?P<part>{PART_NAMES}) (?:the )?)?"
_PART2: Final = rf"(?:(?P<part2>{PART_NAMES}) (?:the )?)?"
_HEDGE: Final = (
    r"(?:maybe|perhaps|around|about|circa|ca|probably|possibly|roughly|approximately|i think|i guess"
    r"|i believe"
    r"|or so|or something|or thereabouts|not sure|ish|somewhere)"
)
_RELEASED: Final = (
    r"(?:released|made|produced|filmed|shot|came out|come out|out|dating|dated|starting|beginning)"
)
_BRIEF: Final = 6  # tokens of a text such as "heist casino 2001"
_APPROXIMATE: Final = 0.75
_HEDGED_YEARS: Final = 3
_HEDGED_DECADE: Final = 2
_STORY_DECADES: Final = 1950  # "1920s gangster film" is as likely set then as made then

_BETWEEN: Final = re.compile(
    rf"\b(?:(?:from|in|made|released) )?(?:(?:between|from) )?(?:the )?{_PART}(?P<low>{YEAR}|{DECADE})"
    rf" (?:and|to|-|–|until|till|through|up to) (?:the )?{_PART2}(?P<high>{YEAR}|{DECADE}|(?<=[-–] )\d\d)\b"
    rf"(?: {FILM_NOUN})?"
)
_BOUND: Final = re.compile(
    rf"\b(?:(?:{_RELEASED}|from) )?(?P<word>after|since|before|until|till|up to|up until|post|pre|prior to"
    rf"|newer than|older than|as of|starting (?:in|from|with)"
    rf"|later than|earlier than|no older than|not older than|no newer than|not newer than|no later than"
    rf"|not later than|no earlier than|not earlier than|more recent than|not before|not after|at least(?: from)?)"
    rf" (?:the )?(?:year )?{_PART}(?P<value>{YEAR}|{DECADE})\b(?! (?:years|people|dollars|men|miles"
    rf"|feet|soldiers))"
)
_OPEN_END: Final = re.compile(
    rf"\b(?:(?:{_RELEASED} )?(?:from|since|in|of|after) )?(?:the )?(?:year )?{_PART}(?P<value>{YEAR}|{DECADE}) (?:"
    r"(?P<on>onwards?|forwards?|upwards?|(?:and|or) (?:later|after|newer|up|upwards?|onwards?|beyond|more recent|above)"
    r"|(?:to|till|until) (?:now|today|the present|present|this day)|\+|at the earliest|(?<=from \d{4} )on|(?<=since \d{4} )on"
    r"|(?<=from \d{4}s )on|(?<=\d0s )on)"
    r"|(?P<back>(?:and|or) (?:earlier|before|older|prior|below)|at the latest))(?= |$)"
)
_ONE: Final = re.compile(
    rf"\b(?:(?P<hedge>{_HEDGE}) )*(?P<prep>(?:(?:{_RELEASED} )?(?:in|from|of"
    rf"|during)|released|dated|produced) )?(?:(?P<hedge2>{_HEDGE}) )*(?:the )?(?:year )?"
    rf"{_PART}(?P<value>{YEAR}|{DECADE})(?: (?P<join>or|and|to) (?:from )?(?:the )?(?:{_HEDGE} )?"
    rf"{_PART2}(?P<other>{YEAR}|{DECADE}))?"
    rf"(?: (?P<hedge3>(?!about|around|ca|roughly|somewhere){_HEDGE}))?\b"
)
MENTION: Final = re.compile(
    rf"\b{_PART}(?P<value>{YEAR}|{DECADE})(?:(?: ?(?:or|and|to|-|–|/|,|maybe|perhaps|at the latest))+ (?:the )?"
    rf"{_PART2}(?P<other>{YEAR}|{DECADE}))?\b"
)
"""A year, a decade or two of them, wherever they stand."""
_LOW_BOUNDS: Final = {
    **dict.fromkeys(("after", "post", "newer than", "later than", "more recent than"), 1),
    **dict.fromkeys(
        ("since", "no older than", "not older than", "no earlier than", "not earlier than", "not before", "as of",
         "at least", "at least from", "starting in", "starting from", "starting with"),
        0,
    ),
}  # fmt: skip
_BEFORE: Final = frozenset(("before", "pre", "prior to", "older than", "earlier than"))


def read_years(draft: Draft) -> None:
    """Set the year bounds; a setting of the plot (`set in 1944`) is none."""
    _read_centuries(draft)
    if _read_range(draft) or _read_open_end(draft) or _read_bounds(draft):
        return
    for found, first, last in draft.find(_ONE):
        if _is_wish(draft, found, first, last):
            _take_one(draft, found, first, last)
            return


def _read_centuries(draft: Draft) -> None:
    for found, first, last in draft.find(CENTURY):
        if not (
            draft.after_film(first)
            or draft.stance(first, last).refused
            or names_kind(draft, first, last)
            or stands_alone(draft, first, last)
        ):
            continue
        low, high = century(found["name"])
        if draft.closes(last) or names_kind(draft, first, last):
            note = f"{low}–{high}" if high else f"since {low}"
            draft.wish(Filters(year_from=low, year_to=high), first, last, note)


def _read_range(draft: Draft) -> bool:
    for found, first, last in draft.find(_BETWEEN):
        stated = found.group().split()[0] in {"between", "from", "made", "released"}
        film = draft.after_film(first) or names_kind(draft, first, last)
        if draft.key(first - 1) == "set" or not (film or (stated and draft.closes(last))):
            continue
        low, other = span(found["low"], found["part"])
        end = found["high"]
        start, high = span(f"{low // 100}{end}" if len(end) == 2 else end, found["part2"])
        low, high = min(low, start), max(other, high)
        draft.wish(Filters(year_from=low, year_to=high), first, last, f"{low}–{high}")
        return True
    return False


def _read_open_end(draft: Draft) -> bool:
    """`2005 onwards`, `1968 or earlier`."""
    for found, first, last in draft.find(_OPEN_END):
        if draft.key(first - 1) == "set" or not (draft.after_film(first) or draft.closes(last)):
            continue
        low, high = span(found["value"], found["part"])
        if found["on"]:
            draft.wish(Filters(year_from=low), first, last, f"since {low}", f"until {low - 1}")
        else:
            draft.wish(Filters(year_to=high), first, last, f"until {high}", f"since {high + 1}")
        return True
    return False


def _read_bounds(draft: Draft) -> bool:
    taken = False
    for found, first, last in draft.find(_BOUND):
        refused = draft.stance(first, last).refused
        film = draft.after_film(first) or draft.closes(last) or names_kind(draft, first, last)
        if not (film or refused):
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
    if not prep and span(found["value"])[0] >= _STORY_DECADES and names_kind(draft, first, last):
        return True
    at_end = all(
        draft.used[number] or not draft.key(number).isalnum() for number in range(last + 1, len(draft.tokens))
    )
    if any(word in prep for word in ("released", "made", "out", "produced", "dating", "dated")):
        return True
    film_named = any(draft.used[draft.opened : first])
    if stands_alone(draft, first, last) and (draft.leads(first) if not film_named else at_end or not prep):
        return True  # "a romance, 1990s, with a bookshop"
    if prep.endswith(("from", "in", "of")):
        if draft.after_film(first):
            return draft.closes(last)
        # "a thriller about a heist from the 90s": the film was named before, and nothing follows.
        worked = draft.key(first - 1) in {"did", "does", "starred", "acted", "appeared", "directed"}
        return (prep.endswith("from") or worked) and any(draft.used[:first]) and at_end
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
        low, _ = span(found["value"], found["part"], loose=True)
        _, high = (
            span(found["other"], found["part2"], loose=True)
            if found["other"]
            else span(found["value"], found["part"])
        )
        low, high = min(low, high), max(low, high)
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
