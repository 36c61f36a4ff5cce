"""Titles the catalogue does not hold, found by the place they take in a request: `add X to my watchlist`.

They let the bot say which film it does not know, instead of taking the request for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlu import cues, lexicon
from nlu.context import Kind, kind_of
from nlu.spans import Span
from nlu.text import words

CONFIDENCE = 0.4
LONGEST_MESSAGE = 18
LONGEST_TITLE = 8
_I = re.IGNORECASE
_X = r"(?P<x>\S.*?)"
_LIST = r"(?:(?:my|the|our)\s+)?(?:watch[\s-]?list|list|queue|watch later)\b"
_END = r"\s*[.!?]*\s*(?:please|pls|thanks|yet|again|too|already)?\s*[.!?]*$"
_STRICT = tuple(
    re.compile(pattern, _I)
    for pattern in (
        rf"\b(?:add|put|save|stick|throw|pop|bookmark|queue(?:\s+up)?)\s+{_X}\s+(?:to|on|onto|in|into|for)\s+(?:{_LIST}|later)",
        rf"\b(?:remove|delete|drop|take|scratch|strike|cross|get|kick)\s+{_X}\s+(?:from|off|out of)\s+(?:of\s+)?{_LIST}",
        rf"\bmark\s+{_X}\s+(?:as|off as)\s+(?:seen|watched|viewed|done)",
    )
)
_QUOTED = re.compile(r"[\"“«](?P<x>[^\"”»]{2,60})[\"”»]")
_LOOSE = tuple(
    re.compile(pattern, _I)
    for pattern in (
        rf"\b(?:similar to|(?:something|anything|movies?|films?|stuff|more|one|flicks?|things?)\s+(?:just\s+)?like)\s+{_X}{_END}",
        rf"\b(?:tell me (?:more |all )?about|more about|info on|details (?:of|on|for)|who (?:directed|made|wrote|stars in|is in|plays in))\s+{_X}{_END}",
        rf"\b(?:how long is|what year (?:is|was)|when (?:did|was)|where was)\s+{_X}\s*(?:made|released|come out|filmed|shot)?{_END}",
        rf"\b(?:is|what is|what['’]?s)\s+{_X}\s+(?:about|any good|good)\s*[?]*$",
        rf"\b(?:seen|watched|saw|finished)\s+{_X}{_END}",
        rf"\bwhy (?:did you |are you |do you )?(?:recommend(?:ing|ed)?|suggest(?:ing|ed)?|show(?:ing)? me|pick(?:ed)?)\s+{_X}{_END}",
        rf"\b(?:not interested in|hide|stop (?:recommending|suggesting|showing)(?: me)?|don['’]?t (?:show|recommend|suggest)(?: me)?|no more)\s+{_X}{_END}",
        rf"\b(?:loved|liked|love|enjoyed|hated|disliked|hate|adored)\s+{_X}{_END}",
        rf"^{_X}\s+(?:was|is|were)\s+(?:\w+\s+)?\w+{_END}",
    )
)
_NOT_QUOTED = re.compile(
    r"\b(?:says?|said|saying|yells?|shouts?|lines?|quotes?|quoted|goes|word|words|phrase|song)\b", _I
)


def find_unknown_titles(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """A title entity for text in a title's place that `spans`, all that was found before, leave unexplained."""
    if (
        len(text) > 200
        or len(words(text)) > LONGEST_MESSAGE
        or any(s.entity in ("title", "person") for s in spans)
    ):
        return
    ratings = [span for span in spans if span.entity == "rating"]
    for start, end in (*_around_ratings(text, ratings), *_captures(text, _STRICT), *_quotations(text)):
        if _plausible(text, start, end, spans):
            yield _unknown(text, start, end)
            return
    for start, end in _captures(text, _LOOSE):
        if _plausible(text, start, end, spans) and _looks_named(text, start, end):
            yield _unknown(text, start, end)
            return


def _unknown(text: str, start: int, end: int) -> Span:
    return Span("title", start, end, text[start:end], CONFIDENCE)


def _captures(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield _trimmed(text, *match.span("x"))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Quoted titles, not quoted lines: `he says "I'll be back"`."""
    for match in _QUOTED.finditer(text):
        if not _NOT_QUOTED.search(text[: match.start()]):
            yield _trimmed(text, *match.span("x"))


def _around_ratings(text: str, ratings: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """`rate X 4`, `give X 4 stars`, `4 stars for X`, `X: 4 stars`."""
    for rating in ratings:
        if not any(char.isdigit() for char in rating.value):
            continue
        before = re.search(
            r"(?:^|\b)(?:rate|give|score|grade|rated|gave)\s+(?P<x>\S.*?)\s+(?:as\s+|with\s+)?(?:an?\s+)?(?:solid\s+)?$",
            text[: rating.start],
            _I,
        )
        if before:
            yield _trimmed(text, *before.span("x"))
        after = re.match(rf"\s+(?:for|to)\s+{_X}{_END}", text[rating.end :], _I)
        if after:
            yield _trimmed(text, rating.end + after.start("x"), rating.end + after.end("x"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without quotes, spaces and a leading `the movie`."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "!?.)":
        end -= 1
    lead = re.match(r"(?:the\s+)?(?:movie|film)\s+(?=\S)", text[start:end], _I)
    return (start + lead.end(), end) if lead else (start, end)


def _plausible(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    held = words(text[start:end])
    inside = Span("title", start, end, "")
    return (
        0 < len(held) <= LONGEST_TITLE
        and not all(word.norm in cues.NOT_TITLES for word in held)
        and held[0].norm
        not in {
            "a",
            "an",
            "some",
            "any",
            "something",
            "anything",
            "me",
            "i",
            "you",
            "my",
            "all",
            "about",
            "what",
            "where",
        }
        and not any(span.entity in {"ordinal", "genre"} and span.overlaps(inside) for span in spans)
    )


def _looks_named(text: str, start: int, end: int) -> bool:
    """Whether it is written as a name, in capitals or with a word no dictionary holds."""
    held = words(text[start:end])
    if text[start:end].isupper() and text.isupper():
        return False
    capitals = [word.text[:1].isupper() for word in held if lexicon.rank(word.norm) > 100 or word is held[0]]
    if start and capitals and all(capitals) and kind_of([word.norm for word in held]) is not Kind.FUNCTION:
        return True
    return any(len(word.norm) > 3 and not lexicon.is_english(word.norm) for word in held) and len(held) <= 4
