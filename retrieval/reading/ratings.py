"""How well rated a film must be, from 0 to 10."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import names_kind

_GOOD: Final = 7.0
_NUMBERS: Final = {
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
}
_VALUE: Final = (
    rf"(?P<value>\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)})(?: ?(?:/|out of) ?(?P<scale>100|10|5|ten|five)| ?(?P<percent>%|percent)"
    r"| (?P<stars>stars?\b))?"
)
_WORD: Final = (
    r"(?:ratings?|rated|rating|score[sd]?|scoring|averag(?:e|es|ing)|imdb|tmdb|stars?|reviews?|reviewed)"
)
_MIN: Final = (
    r"(?:above|over|at least|higher than|more than|better than|greater than|no less than|not less than|not below|not under"
    r"|no lower than|not lower than|not worse than|no worse than|north of|exceeding|of at least|minimum|min|>=?|of)"
)
_OR_MORE: Final = r"(?:or (?:more|higher|above|better|over|up)|and (?:up|above|higher|over|better)|plus|upwards?|minimum|min|at least)"
_NONE_BELOW: Final = re.compile(
    r"\b(?:no|nothing|not|never|none) (?:ratings?|scores?|rated|scored|scoring|films rated|movies rated) (?:below|under|less than"
    r"|lower than|worse than) (?P<value>[4-9](?:[.,]\d+)?)(?= |$)"
)
_STATED: Final = re.compile(
    rf"\b(?:(?:with|has|have|having|whose|that has|which has) )?(?:an? |the )?(?:imdb )?(?:minimum |min )?{_WORD}(?: it)?(?: (?:rating"
    rf"|score))?(?: is| of| a| an)*(?: {_MIN})?(?: a| an)? {_VALUE}(?: ?\+| {_OR_MORE}| stars)*"
)
_REVERSED: Final = re.compile(
    rf"\b(?:(?:with|has|have|having|whose|that has|which has) )?(?:an? |the )?(?:(?P<min>{_MIN}) )?(?:an? )?{_VALUE}(?: ?(?P<plus>\+)"
    rf"| (?P<more>{_OR_MORE}))?(?P<of> on a scale of (?:1 to )?10)?(?: (?:on|in))?(?: (?P<word>{_WORD}))?(?= |$)"
)
# "8+ dramas", "at least a 7": numbers that say nothing of stars or ratings.
_PLUS: Final = re.compile(r"\b(?P<value>[5-9](?:[.,]\d+)?) ?\+(?= )")
_AT_LEAST: Final = re.compile(
    r"\b(?:at least|minimum|min)(?: of)?(?: an?)? (?P<value>[5-9](?:[.,]\d+)?)(?= [,.;:!?)]|$)"
)
_PRAISE: Final = re.compile(
    r"\b(?:(?:with|has|have|having|got|that got|that has) )?(?:a )?(?:very |really )?"
    r"(?:(?:highly|well|best|top|high(?:est)?|good) (?:rated|reviewed|ratings?|reviews?|scores?"
    r"|scored|scoring|rating|regarded|praised)|well (?:received|thought of)"
    r"|(?:critically |universally |highly |widely )?acclaimed|(?:critically|universally|widely) (?:loved|praised|adored|lauded)"
    r"|(?:critics|everyone|people) (?:really )?(?:loved|adored)|(?:loved|praised|adored) by (?:the )?critics"
    r"|(?:rave|great|good|excellent|glowing|stellar) (?:reviews|ratings?|scores?))\b"
)


def read_rating(draft: Draft) -> None:
    """Set the minimum rating; stars up to 5 and percent are converted."""
    for pattern in (_NONE_BELOW, _PLUS, _AT_LEAST):
        for found, first, last in draft.find(pattern):
            if (
                pattern is _NONE_BELOW
                or names_kind(draft, first, last)
                or (pattern is _AT_LEAST and any(draft.used[:first]))
            ):
                least = float(found["value"].replace(",", "."))
                draft.wished = draft.wished.joined(Filters(rating_min=least))
                draft.use(first, last, f"rated at least {least:g}")
                return
    for pattern in (_STATED, _REVERSED):
        for found, first, last in draft.find(pattern):
            groups = found.groupdict()
            stated = (
                pattern is _STATED
                or groups.get("word")
                or groups.get("of")
                or found["scale"]
                or found["percent"]
                or found["stars"]
            )
            bounded = (
                pattern is _STATED
                or groups.get("min")
                or groups.get("plus")
                or groups.get("more")
                or groups.get("word")
            )
            value = _on_ten(found)
            ends = draft.closes(last) or draft.is_film_noun(last + 1) or names_kind(draft, first, last)
            if not stated or not bounded or value is None or not ends:
                continue
            draft.wish(Filters(rating_min=value), first, last, f"rated at least {value:g}")
            return
    for _, first, last in draft.find(_PRAISE):
        if draft.leads(first) or draft.closes(last):
            draft.wish(Filters(rating_min=_GOOD), first, last, "highly rated")
            return


def _on_ten(found: re.Match[str]) -> float | None:
    said = found["value"]
    value = _NUMBERS[said] if said in _NUMBERS else float(said.replace(",", "."))
    if found["percent"] or found["scale"] == "100":
        value /= 10
    elif found["scale"] in {"5", "five"} or (found["stars"] and value <= 5):
        value *= 2
    return value if 0 < value <= 10 else None
