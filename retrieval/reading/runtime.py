"""How long a film may be, in minutes."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import names_kind
from retrieval.reading.vocabulary import FILM_NOUN
from retrieval.text import word_set

_WORDS: Final = {
    "one": 1.0, "an": 1.0, "a": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "an hour and a half": 1.5,
    "sixty": 60.0, "seventy": 70.0, "seventy five": 75.0, "eighty": 80.0, "eighty five": 85.0, "ninety": 90.0,
    "ninety five": 95.0, "a hundred": 100.0, "one hundred": 100.0, "a hundred and twenty": 120.0,
    "one hundred and twenty": 120.0,
}  # fmt: skip
_MORE_WORDS: Final = {
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty five": 45,
    "fifty": 50,
}
_AMOUNT: Final = rf"\d+(?:[.,]\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_MORE: Final = rf"\d+|{'|'.join(sorted(_MORE_WORDS, key=len, reverse=True))}"
_DURATION: Final = (
    rf"(?:(?P<amount>{_AMOUNT}) ?(?P<fraction>and a half )?(?P<unit>hours?|hrs?|h|minutes?|mins?|min|m)"
    rf"(?: (?:and )?(?:(?P<half>a half)|(?P<more>{_MORE})(?: ?(?:minutes?|mins?|min|m))?(?= |$)))?)"
)
_UPPER: Final = (
    r"under|less than|shorter than|below|at most|no longer than|not longer than|no more than"
    r"|not more than|up to|max|sub"
    r"|maximum|fewer than|within|not over|not above|no longer then|(?:that )?(?:dont|doesnt|do not|does not|wont|not) (?:exceed|go over|run over|last over|last longer than|last more than"
    r"|run longer than|run more than|go beyond)|not exceeding|not lasting longer than|not running over|a maximum of|at the most"
)
_LOWER: Final = (
    r"over|past|beyond|more than|longer than|above|at least|no shorter than|not shorter than|no less than|not less than|not under|min"
    r"|minimum|upwards of|north of"
)
# "Under two hours" leaves out a film of exactly two hours, "at most two hours" does not.
_STRICT: Final = frozenset(
    ("under", "less than", "shorter than", "below", "sub", "fewer than", "over", "more than", "longer than", "above", "past", "beyond",
     "north of", "upwards of"),
)  # fmt: skip
_ABOUT: Final = r"about|around|roughly|approximately"
_BOUND: Final = re.compile(
    rf"\b(?:(?:that|which) (?:is|are|lasts?|runs?|clocks? in|goes on for|goes for|lasts? for|runs? for) |(?:is|are|lasting|running|runtime|runtime of|runs|lasts) )?"
    rf"(?:(?:(?:that |which )?(?:i|we|you) can (?:finish|watch|see|get through|fit) )?(?:in|at) )?"
    rf"(?:(?P<upper>{_UPPER})|(?P<lower>{_LOWER})|(?P<about>{_ABOUT})) (?:of )?{_DURATION}(?: long"
    rf"| in length| runtime| of runtime)?\b"
)
_RANGE: Final = re.compile(
    r"\b(?:(?:lasting|running|runs|lasts|runtime|of) )?(?:between |from )?(?P<low>\d+)(?: ?(?:minutes?|mins?|min|m))? (?:and|to|-|–) (?P<high>\d+) ?(?:minutes?|mins?|min|m)"
    r"(?: long| in length| runtime)?(?= |$)"
)
_SPARE: Final = re.compile(
    rf"\b(?:i|we|ive|weve) (?:only |just )?(?:have|got|have got)(?: only| just| about| like)* {_DURATION}"
    r"(?: to spare| free| tonight| left| for it| to kill)?(?= |$)"
)
_LENGTH: Final = re.compile(rf"\b{_DURATION}(?= )")
_BARE: Final = re.compile(
    rf"\b(?:(?:(?:that |which )?(?:i|we|you) can (?:finish|watch|see|get through|fit) )?in )?{_DURATION}(?: long)? "
    rf"(?:(?P<upper>max|maximum|tops|at most|at the most|or less|or under|or shorter|or below)"
    rf"|(?P<lower>min|minimum|or more|or longer|or over|at least|plus|\+)"
    rf"|(?P<film>long|{FILM_NOUN}))(?= |$)"
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
_SHORTEST, _LONGEST = 20, 400  # minutes a film may have


def read_runtime(draft: Draft) -> None:
    """Set the runtime bounds; a deadline of the plot (`24 hours to find the killer`) is none."""
    for _, first, last in draft.find(_NOT_TOO_LONG):
        draft.wish(Filters(runtime_max=_NOT_LONG_MINUTES), first, last, "not too long")
    for found, first, last in draft.find(_RANGE):
        low, high = int(found["low"]), int(found["high"])
        if _SHORTEST <= low < high <= _LONGEST and (draft.after_film(first) or draft.closes(last)):
            draft.wish(Filters(runtime_min=low, runtime_max=high), first, last, f"{low}–{high} min")
    for found, first, last in draft.find(_SPARE):
        minutes = _minutes(found)
        if minutes is not None:
            draft.wish(Filters(runtime_max=minutes), first, last, f"up to {minutes} min")
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
    for found, first, last in draft.find(_LENGTH):  # "a three hour drama"
        minutes = _minutes(found)
        if minutes is not None and names_kind(draft, first, last):
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
    if found["half"] or found["fraction"]:
        minutes += 30
    if found["more"]:
        minutes += _MORE_WORDS.get(found["more"]) or int(found["more"])
    return round(minutes) if _SHORTEST <= minutes <= _LONGEST else None


def _take(draft: Draft, found: re.Match[str], first: int, last: int, minutes: int) -> None:
    bounds = found.groupdict()
    if upper := bounds.get("upper"):
        change = Filters(runtime_max=minutes - (upper in _STRICT))
        note, opposite = (
            (f"under {minutes} min", f"at least {minutes} min")
            if upper in _STRICT
            else (f"up to {minutes} min", f"over {minutes} min")
        )
    elif lower := bounds.get("lower"):
        change = Filters(runtime_min=minutes + (lower in _STRICT))
        note, opposite = (
            (f"over {minutes} min", f"up to {minutes} min")
            if lower in _STRICT
            else (f"at least {minutes} min", f"under {minutes} min")
        )
    else:
        change = Filters(runtime_min=minutes - _ABOUT_MINUTES, runtime_max=minutes + _ABOUT_MINUTES)
        note, opposite = f"about {minutes} min", f"not about {minutes} min"
    draft.wish(change, first, last, note, opposite)
