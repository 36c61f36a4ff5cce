"""How long a film may be, in minutes."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.text import word_set

_WORDS: Final = {
    "one": 1.0,
    "an": 1.0,
    "a": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "ninety": 90.0,
    "sixty": 60.0,
}
_AMOUNT: Final = rf"\d+(?:[.,]\d+)?|{'|'.join(_WORDS)}"
_DURATION: Final = (
    rf"(?P<amount>{_AMOUNT}) ?(?P<unit>hours?|hrs?|h|minutes?|mins?|min|m)"
    rf"(?: (?:and )?(?:(?P<half>a half)|(?P<more>\d+)(?: ?(?:minutes?|mins?|min|m))?))?"
)
_UPPER: Final = (
    r"under|less than|shorter than|below|at most|no longer than|not longer than|no more than"
    r"|not more than|up to|max"
    r"|maximum|fewer than|within|not over"
)
_LOWER: Final = (
    r"over|more than|longer than|above|at least|no shorter than|no less than|not under|min|minimum"
)
_ABOUT: Final = r"about|around|roughly|approximately"
_BOUND: Final = re.compile(
    rf"\b(?:(?:that|which) (?:is|are|lasts?|runs?) |(?:is|are|lasting|running|runtime) )?"
    rf"(?:(?P<upper>{_UPPER})|(?P<lower>{_LOWER})|(?P<about>{_ABOUT})) (?:of )?{_DURATION}(?: long"
    rf"| in length| runtime)?\b"
)
_BARE: Final = re.compile(
    rf"\b{_DURATION} (?:(?P<upper>max|maximum|tops|at most|or less)|(?P<lower>min|minimum|or more)"
    rf"|(?P<film>long|{FILM_NOUN}))\b"
)
_SHORT: Final = re.compile(
    rf"\b(?:(?:a|something|anything|quite|really|very|too|fairly) )*(?P<word>short|quick|long"
    rf"|lengthy)\b(?: {FILM_NOUN})?"
)
_NOT_TOO_LONG: Final = re.compile(
    r"\b(?:(?:that|which) )?(?:is |are )?(?:not|isnt|nothing|arent)(?: too| that| so| very| super)? long\b"
)
_PLOT_AFTER: Final = word_set("to before of later left until till after away from into in ago")
_PLOT_BEFORE: Final = word_set("in has have had with only within just last for every after them")
_SHORT_MINUTES: Final = 95
_LONG_MINUTES: Final = 150
_NOT_LONG_MINUTES: Final = 120
_ABOUT_MINUTES: Final = 15


def read_runtime(draft: Draft) -> None:
    """Set the runtime bounds; a deadline of the plot (`24 hours to find the killer`) is none."""
    for _, first, last in draft.find(_NOT_TOO_LONG):
        draft.wish(Filters(runtime_max=_NOT_LONG_MINUTES), first, last, "not too long")
    for pattern in (_BOUND, _BARE):
        for found, first, last in draft.find(pattern):
            minutes = _minutes(found)
            after = (
                draft.key(last + 1) in _PLOT_AFTER
                and not draft.used[last + 1]
                and draft.key(last + 2) != "which"
            )
            if minutes is None or after or draft.key(first - 1) in _PLOT_BEFORE:
                continue
            _take(draft, found, first, last, minutes)
    for found, first, last in draft.find(_SHORT):
        head = found.group().split()
        about_film = (
            draft.is_film_noun(last) or head[0] in {"something", "anything"} or _before_film(draft, last)
        )
        if draft.leads(first) and (about_film or draft.is_whole(first, last)):
            if found["word"] in {"short", "quick"}:
                draft.wish(
                    Filters(runtime_max=draft.wished.runtime_max or _SHORT_MINUTES), first, last, "short"
                )
            else:
                draft.wish(
                    Filters(runtime_min=draft.wished.runtime_min or _LONG_MINUTES), first, last, "long"
                )


def _before_film(draft: Draft, last: int) -> bool:
    """Whether an understood word or a film follows: `a short 90s comedy`."""
    after = last + 1
    return after < len(draft.tokens) and (draft.used[after] or draft.is_film_noun(after))


def _minutes(found: re.Match[str]) -> int | None:
    """The duration in minutes; None for one no film has, such as 24 hours."""
    amount = found["amount"].replace(",", ".")
    value = _WORDS[amount] if amount in _WORDS else float(amount)
    minutes = value * 60 if found["unit"].startswith("h") else value
    if found["half"]:
        minutes += 30
    if found["more"]:
        minutes += int(found["more"])
    return round(minutes) if 20 <= minutes <= 400 else None


def _take(draft: Draft, found: re.Match[str], first: int, last: int, minutes: int) -> None:
    bounds = found.groupdict()
    if bounds.get("upper"):
        change, note, opposite = Filters(runtime_max=minutes), f"up to {minutes} min", f"over {minutes} min"
    elif bounds.get("lower"):
        change, note, opposite = (
            Filters(runtime_min=minutes),
            f"at least {minutes} min",
            f"up to {minutes} min",
        )
    else:
        change = Filters(runtime_min=minutes - _ABOUT_MINUTES, runtime_max=minutes + _ABOUT_MINUTES)
        note, opposite = f"about {minutes} min", f"not about {minutes} min"
    draft.wish(change, first, last, note, opposite)
