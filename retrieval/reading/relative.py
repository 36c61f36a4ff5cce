"""Wishes relative to what was shown: newer, shorter, funnier."""

from __future__ import annotations

import re
from typing import Final

from retrieval.reading.draft import Draft

_WORDS: Final = {
    "newer": "newer",
    "more recent": "newer",
    "more modern": "newer",
    "recent": "newer",
    "latest": "newer",
    "newest": "newer",
    "younger": "newer",
    "older": "older",
    "more classic": "older",
    "earlier": "older",
    "oldest": "older",
    "shorter": "shorter",
    "not so long": "shorter",
    "longer": "longer",
    "funnier": "funnier",
    "more funny": "funnier",
    "more humorous": "funnier",
    "lighter": "lighter",
    "more lighthearted": "lighter",
    "less dark": "lighter",
    "less serious": "lighter",
    "happier": "lighter",
    "less depressing": "lighter",
    "less sad": "lighter",
    "darker": "darker",
    "more serious": "darker",
    "grittier": "darker",
    "less scary": "less scary",
    "scarier": "scarier",
    "more scary": "scarier",
    "better rated": "better",
    "higher rated": "better",
    **dict.fromkeys(
        ("more popular", "more mainstream", "more famous", "more well known", "better known", "less obscure"),
        "more popular",
    ),
    **dict.fromkeys(
        (
            "less popular",
            "less mainstream",
            "less famous",
            "less well known",
            "more unknown",
            "more niche",
            "more indie",
            "lesser known",
            "more obscure",
            "obscurer",
        ),
        "less known",
    ),
    "less known": "less known",
    "more violent": "more violent",
    "more romantic": "more romantic",
    "more action": "more action",
}
_RELATIVE: Final = re.compile(
    rf"\b(?:(?:something|anything|a bit|a little|bit|much|even|way|but|and|only|one thats|one that is"
    rf"|make it|some) )*"
    rf"(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?: (?:ones?|movies?|films?|stuff"
    rf"|than that|than this|than these|than those))?\b"
)
_MORE_LIKE: Final = re.compile(
    r"\b(?:show me )?(?:some |a bit )?more (?:movies |films |ones )?(?:like|of) (?:this|that|it"
    r"|these|those|them)(?: one| ones)?\b"
)
_MAX_TOKENS: Final = 12  # a longer text tells a plot: "an older man"


def read_relative(draft: Draft) -> None:
    """Set the flags of comparisons, such as `newer` in `something newer`; `an older man` is none."""
    for _, first, last in draft.find(_MORE_LIKE):
        draft.relative.add("more like")
        draft.use(first, last)
    if len(draft.tokens) > _MAX_TOKENS:
        return
    for found, first, last in draft.find(_RELATIVE):
        if (draft.leads(first) and draft.closes(last)) or draft.is_whole(first, last):
            draft.relative.add(_WORDS[found["word"]])
            draft.use(first, last)
