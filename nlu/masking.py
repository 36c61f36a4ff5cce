"""The message as the intent classifier reads it: what was recognised becomes a placeholder.

`4 stars for Heat` and `5 stars for some film nobody knows` then look alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from nlu.spans import Span
from nlu.text import fold

_THUMBS = "👍👎"
_SPOKEN = {
    "titletoken": "Titanic",
    "persontoken": "Tom Hanks",
    "ratingtoken": "4 stars",
    "ordinaltoken": "the second one",
    "genretoken": "comedy",
    "yeartoken": "1990s",
    "moodtoken": "funny",
    "languagetoken": "french",
    "runtimetoken": "two hours",
    "opiniontoken": "loved",
    "thumbtoken": "thumbs up",
}


def placeholder(span: Span, text: str) -> str:
    """The word that stands for `span`."""
    if span.entity == "rating" and span.value in {"up", "down"}:
        written = text[span.start : span.end]
        if any(thumb in written for thumb in _THUMBS):
            return "thumbtoken"
        return "ratingtoken" if "thumb" in written.casefold() else "opiniontoken"
    return f"{span.entity}token"


def mask(text: str, spans: Iterable[Span]) -> str:
    """`text` folded to lower case, each span replaced by its placeholder."""
    pieces: list[str] = []
    place = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= place:
            pieces += [fold(text[place : span.start]), f" {placeholder(span, text)} "]
            place = span.end
    return " ".join("".join([*pieces, fold(text[place:])]).split())


def spoken(masked: str) -> str:
    """A masked text in plain words, the same for every value, as a sentence encoder can read it."""
    return " ".join(_SPOKEN.get(word, word) for word in masked.split())
