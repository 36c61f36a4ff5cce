"""What is not wanted: genres and contents (people are read with the other names)."""

from __future__ import annotations

import re
from typing import Final

from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.reading.genre_names import GENRE_WORDS, UNWANTED, Kind

_NOT: Final = (
    r"(?:but |and |, )?(?:no|not|without|nothing|never|minus|except|excluding|avoid|isnt|arent|non"
    r"|anything but"
    r"|(?:i )?(?:dont|do not|doesnt|does not) (?:want|like|need|have)|(?:i )?hate)"
)
_FILLER: Final = (
    r"(?:(?:a|an|any|too|so|that|very|really|more|another|one of those|overly|super|as|graphic|with"
    r"|much|lots of|anything|something|the) )*"
)
_GENRES: Final = "|".join(sorted(GENRE_WORDS, key=len, reverse=True))
_UNWANTED: Final = "|".join(sorted(UNWANTED, key=len, reverse=True))
_REFUSED: Final = re.compile(
    rf"\b(?P<not>{_NOT}) {_FILLER}(?:(?P<genre>{_GENRES})"
    rf"|(?P<content>{_UNWANTED}))(?P<film> (?:{FILM_NOUN}|stuff|ones?|please))?\b"
)
_MORE: Final = re.compile(
    rf"\b(?:or|and|nor|,) (?P<not>no |not )?{_FILLER}(?:(?P<genre>{_GENRES})"
    rf"|(?P<content>{_UNWANTED}))(?P<film> (?:{FILM_NOUN}|stuff|ones?))?\b"
)
_LESS: Final = re.compile(rf"\bless (?P<content>{_UNWANTED})\b")
_NO_SUBTITLES: Final = re.compile(r"\b(?:no|without|not with) subtitles\b")


def read_refusals(draft: Draft) -> None:
    """Add what is refused; `a man with no family` refuses nothing."""
    for _, first, last in draft.find(_NO_SUBTITLES):
        draft.languages.add("en")
        draft.use(first, last, "in English")
    for found, first, last in draft.find(_LESS):
        draft.relative.add(
            "less violent" if "violence" in UNWANTED[found["content"]] else f"less {found['content']}"
        )
        draft.without_keywords.update(UNWANTED[found["content"]])
        draft.use(first, last, f"less {found['content']}")
    for found, first, last in draft.find(_REFUSED):
        if not _is_wish(draft, found, last):
            continue
        end = _refuse(draft, found, first, last)
        for more, start, stop in draft.find(_MORE):
            if start == end + 1 and _is_wish(draft, more, stop):
                end = _refuse(draft, more, start, stop)


def _is_wish(draft: Draft, found: re.Match[str], last: int) -> bool:
    ends = draft.closes(last) and draft.key(last + 1) not in {"for", "of", "in", "who", "between", "on"}
    if found["content"]:
        return ends
    kind = GENRE_WORDS[found["genre"]][1]
    if found["film"]:
        return True
    # "no family" and "without music" are as likely part of a plot: they need the word film. "Not war" is a wish.
    return ends and (kind is not Kind.TOPIC or (found["not"] or "").strip().endswith("not"))


def _refuse(draft: Draft, found: re.Match[str], first: int, last: int) -> int:
    if found["genre"]:
        names = GENRE_WORDS[found["genre"]][0]
        draft.without_genres.update(names if len(names) == 1 else ("Romance",))
        if "musical" in found["genre"]:
            draft.without_keywords.add("musical")
        draft.use(first, last, f"not {' '.join(name.lower() for name in names)}")
    else:
        draft.without_keywords.update(UNWANTED[found["content"]])
        draft.use(
            first,
            last,
            f"not {found['content']}"
            if found["content"].endswith(("ent", "y", "al"))
            else f"no {found['content']}",
        )
    return last
