"""References into the numbered list last shown: `the second one`, `#3`, `number two`, `the last`.

The value is the 1-based place as a string; -1 is the last, -2 the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.spans import Span

SHORT = 14
"""Words in a message where a bare `the second` may point into a list."""
_NAMES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TYPOS = {
    "frist": 1,
    "fisrt": 1,
    "secnd": 2,
    "secound": 2,
    "secon": 2,
    "seccond": 2,
    "thrid": 3,
    "forth": 4,
    "fith": 5,
}
_ORDINAL = (
    rf"(?:{'|'.join([*_NAMES, *_TYPOS])}|1st|2nd|3rd|(?:[4-9]|10)th|top|bottom|very last|very first|last)"
)
_NOUN = (
    r"(?:ones?|movie|film|flick|pick|result|option|suggestion|recommendation|title|choice|item|entry|card|hit|match"
    r"|of (?:those|these|them)|(?:one )?(?:on|in|from) (?:the|that|this|your) (?:list|results?))"
)
_CARDINAL = rf"(?:10|[1-9]|{'|'.join(_CARDINALS)})"
_NEXT = (
    r"(?=\s*(?:[.,;:!?)]|$|(?:to|from|on|off|in|and|or|is|was|please|pls|again|about|for|as|looks?|sounds?|sucked|has|had"
    r"|but|only|except|without|instead|because|not|seems?|should|would|if|have|when"
    r"|out|a|an|already|instead|though|too|more|then|way|up|i|with|gets?|deserves?|\d)\b|['’]s\b))"
)
_I = re.IGNORECASE
_WITH_NOUN = re.compile(
    rf"\b(?:the\s+|that\s+|this\s+|your\s+)?(?P<o>{_ORDINAL})\s+(?:one|{_NOUN})(?:\s+of\s+(?:those|these|them))?"
    r"(?:\s+(?:on|in|from)\s+(?:the|that|this|your)\s+(?:list|results?))?\b",
    _I,
)
_WITH_FILM_NOUN = re.compile(r"(?:movie|film|flick)$", _I)
_BARE = re.compile(
    rf"\bthe\s+(?P<o>{_ORDINAL}){_NEXT}|^(?P<o2>{_ORDINAL})(?:\s+(?:please|pls))?\s*[.!?]*$", _I
)
_LAST_BUT = re.compile(
    r"\b(?:the\s+)?(?:second[\s-]to[\s-]last|(?:second|next)[\s-]last|one before last)(?:\s+one)?\b", _I
)
_NUMBERED = re.compile(
    rf"(?:#\s?|\b(?:number|num|no\.?|nr\.?|option|result|item|pick|film|movie)\s+(?:#\s?)?)(?P<n>{_CARDINAL})\b(?!\s*(?:stars?|/|out\b|%|\.\d))",
    _I,
)
_LIST_NUMBER = re.compile(rf"^\s*(?P<n>{_CARDINAL})\s*[.!)]*\s*$", _I)
_CONTINUES = re.compile(
    r"^\s+(?!(?:to|from|on|off|in|and|or|is|was|please|pls|again|about|for|as|a|an|already|\d)\b)\w", _I
)


def _place(text: str) -> str:
    folded = text.casefold()
    if folded in {"last", "bottom", "very last"}:
        return "-1"
    if folded in {"top", "very first"}:
        return "1"
    if folded in _TYPOS:
        return str(_TYPOS[folded])
    if folded in _NAMES:
        return str(_NAMES.index(folded) + 1)
    if folded in _CARDINALS:
        return str(_CARDINALS.index(folded) + 1)
    return re.sub(r"\D", "", folded)


def find_ordinals(text: str, length: int) -> Iterator[Span]:
    """Ordinals in a message of `length` words."""
    if length > 2 * SHORT:
        return
    for match in _WITH_NOUN.finditer(text):
        # "the first movie with sound", "the last film he made": a description, not a place in a list.
        if _WITH_FILM_NOUN.search(match.group()) and (
            length > SHORT or _CONTINUES.match(text[match.end() :])
        ):
            continue
        yield Span("ordinal", match.start(), match.end(), _place(match["o"]))
    for match in _LAST_BUT.finditer(text):
        yield Span("ordinal", match.start(), match.end(), "-2")
    for match in _NUMBERED.finditer(text):
        if length <= SHORT:
            yield Span("ordinal", match.start(), match.end(), _place(match["n"]))
    if length <= SHORT:
        for match in _BARE.finditer(text):
            yield Span("ordinal", match.start(), match.end(), _place(match["o"] or match["o2"]), 0.9)
    if number := _LIST_NUMBER.match(text):
        yield Span("ordinal", number.start("n"), number.end("n"), _place(number["n"]), 0.9)
