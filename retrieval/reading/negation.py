"""What is not wanted: genres and contents (people are read with the other names)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.reading.genre_names import GENRE_WORDS, UNWANTED, Kind
from retrieval.reading.origin_names import LANGUAGES

_NOT: Final = (
    r"(?:but |and |, )?(?:that |which |it |its )?(?:is |s |'s |are |was )?(?:no|not|without|nothing|never|minus|except|excluding|avoid|isnt|arent|non"
    r"|anything but"
    r"|(?:i )?(?:dont|do not|doesnt|does not) (?:want|like|need|have)|(?:i )?hate)"
)
_FILLER: Final = (
    r"(?:(?:a|an|any|too|so|that|very|really|more|another|one of those|overly|super|as|graphic|with|in|of"
    r"|much|lots of|anything|something|the) )*"
)
_GENRES: Final = "|".join(sorted(GENRE_WORDS, key=len, reverse=True))
_UNWANTED: Final = "|".join(sorted(UNWANTED, key=len, reverse=True))
_REFUSED: Final = re.compile(
    rf"\b(?P<not>{_NOT}) {_FILLER}(?:(?P<genre>{_GENRES})"
    rf"|(?P<content>{_UNWANTED}))(?P<film> (?:{FILM_NOUN}|stuff|ones?|please))?\b"
)
_MORE: Final = re.compile(
    rf"\b(?:(?:, )?(?:or|and|nor|but)|,) (?P<not>no |not )?{_FILLER}(?:(?P<genre>{_GENRES})"
    rf"|(?P<content>{_UNWANTED}))(?P<film> (?:{FILM_NOUN}|stuff|ones?))?\b"
)
_LESS: Final = re.compile(rf"\bless (?P<content>{_UNWANTED})\b")
_NO_SUBTITLES: Final = re.compile(r"\b(?:no|without|not with|nothing with) subtitles\b")
_PLOT_AFTER: Final = frozenset(("for", "of", "in", "who", "between", "on"))
_IN_PLOT: Final = re.compile(r"\b(?:about|who|whose|where|when|his|her|their)\b")


def read_refusals(draft: Draft) -> None:
    """Add what is refused; `a man with no family` refuses nothing."""
    for _, first, last in draft.find(_NO_SUBTITLES):
        draft.wished = draft.wished.joined(Filters(languages=frozenset(("en",))))
        draft.use(first, last, "in English")
    for found, first, last in draft.find(_LESS):
        draft.relative.add(
            "less violent" if "violence" in UNWANTED[found["content"]] else f"less {found['content']}"
        )
        _keep_out(draft, UNWANTED[found["content"]])
        draft.use(first, last, f"less {found['content']}")
    for found, first, last in draft.find(_REFUSED):
        if not _is_wish(draft, found, last):
            continue
        end = _refuse(draft, found, first, last)
        for more, start, stop in draft.find(_MORE):
            if start == end + 1 and _is_wish(draft, more, stop):
                end = _refuse(draft, more, start, stop)


def _is_wish(draft: Draft, found: re.Match[str], last: int) -> bool:
    ends = draft.closes(last) and (draft.key(last + 1) not in _PLOT_AFTER or _goes_on(draft, last + 1))
    if found["content"]:
        return ends
    kind = GENRE_WORDS[found["genre"]][1]
    if found["film"]:
        return True
    listed = (
        any(draft.used)
        and draft.key(last + 1) in {"", ",", ".", "and", "or"}
        and not _IN_PLOT.search(draft.line)
    )
    if listed:
        return True
    # "no family" and "without music" are as likely part of a plot: they need the word film. "Not war" is a wish.
    return ends and (kind is not Kind.TOPIC or (found["not"] or "").strip().endswith("not"))


def _goes_on(draft: Draft, number: int) -> bool:
    """Whether `in` leads to more about the film: `no horror in Spanish`, `not a comedy in which`."""
    return draft.key(number) == "in" and draft.key(number + 1) in {"which", *LANGUAGES}


def _refuse(draft: Draft, found: re.Match[str], first: int, last: int) -> int:
    if found["genre"]:
        names = GENRE_WORDS[found["genre"]][0]
        refused = Filters(genres=frozenset(names)).refused()
        draft.wished = draft.wished.joined(refused)
        if "musical" in found["genre"]:
            _keep_out(draft, ("musical",))
        draft.use(first, last, f"not {' '.join(name.lower() for name in names)}")
    else:
        _keep_out(draft, UNWANTED[found["content"]])
        draft.use(
            first,
            last,
            f"not {found['content']}"
            if found["content"].endswith(("ent", "y", "al"))
            else f"no {found['content']}",
        )
    return last


def _keep_out(draft: Draft, keywords: Iterable[str]) -> None:
    draft.wished = draft.wished.joined(Filters(without_keywords=frozenset(keywords)))
