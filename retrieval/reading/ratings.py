"""How well rated a film must be, from 0 to 10."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import Draft

_GOOD: Final = 7.0
_VALUE: Final = (
    r"(?P<value>\d+(?:[.,]\d+)?)(?: ?/ ?(?P<scale>10|5|100)| ?(?P<percent>%)| (?P<stars>stars?\b))?"
)
_WORD: Final = r"(?:ratings?|rated|score[sd]?|imdb|tmdb|stars?|reviews?)"
_MIN: Final = r"(?:above|over|at least|higher than|more than|better than|of at least|minimum|min|>=?|of)"
_STATED: Final = re.compile(
    rf"\b(?:(?:with|has|have|having) )?(?:an? )?(?:imdb )?(?:minimum |min )?{_WORD}(?: (?:rating"
    rf"|score))?(?: is| of)?(?: {_MIN})? {_VALUE}(?: ?\+| (?:or (?:more|higher|above|better|over)"
    rf"|and (?:up|above)|plus|stars))*"
)
_REVERSED: Final = re.compile(
    rf"\b(?:(?:with|has|have|having) )?(?:an? )?(?:(?P<min>{_MIN}) )?{_VALUE}(?: ?(?P<plus>\+)"
    rf"| (?P<more>or (?:more|higher|above|better|over)|and (?:up|above)|plus))?(?: (?:on"
    rf"|in))?(?: (?P<word>{_WORD}))?"
)
_PRAISE: Final = re.compile(
    r"\b(?:(?:with|has|have|having|got|that got|that has) )?(?:a )?(?:very |really )?"
    r"(?:(?:highly|well|best|top|high(?:est)?|good) (?:rated|reviewed|ratings?|reviews?|scores?"
    r"|scored|regarded)"
    r"|(?:critically )?acclaimed|(?:great|good) (?:reviews|ratings?))\b"
)


def read_rating(draft: Draft) -> None:
    """Set the minimum rating; stars up to 5 and percent are converted."""
    for pattern in (_STATED, _REVERSED):
        for found, first, last in draft.find(pattern):
            groups = found.groupdict()
            stated = (
                pattern is _STATED
                or groups.get("word")
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
            if not stated or not bounded or value is None:
                continue
            draft.wish(Filters(rating_min=value), first, last, f"rated at least {value:g}")
            return
    for _, first, last in draft.find(_PRAISE):
        if draft.leads(first) or draft.closes(last):
            draft.wish(Filters(rating_min=_GOOD), first, last, "highly rated")
            return


def _on_ten(found: re.Match[str]) -> float | None:
    value = float(found["value"].replace(",", "."))
    if found["percent"] or found["scale"] == "100":
        value /= 10
    elif found["scale"] == "5" or (found["stars"] and value <= 5):
        value *= 2
    return value if 0 < value <= 10 else None
