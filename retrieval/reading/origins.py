"""Languages and countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.reading.origin_names import COUNTRIES, LANGUAGES, NATIONALITIES


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_FOREIGN: Final = frozenset(code for codes in LANGUAGES.values() for code in codes) - {"en"}
_FOREIGN_FILM: Final = re.compile(
    rf"\b(?:foreign(?: language)? {FILM_NOUN}|non english(?: language)?(?: {FILM_NOUN})?|not in english)\b"
)
_SPOKEN: Final = re.compile(
    rf"\b(?:(?:which is |thats |that is )?in|spoken in) (?P<name>{_either(LANGUAGES)})(?: language)?\b"
)
_LANGUAGE: Final = re.compile(
    rf"\b(?P<name>{_either(LANGUAGES)}) (?:language|speaking|spoken)(?: {FILM_NOUN})?\b"
)
_ADJECTIVE: Final = re.compile(rf"\b(?P<name>{_either((*LANGUAGES, *NATIONALITIES))})\b")
_COUNTRY: Final = re.compile(
    rf"\b(?:(?:made|produced|filmed|shot) in|from|out of) (?:the )?(?P<name>{_either(COUNTRIES)})\b"
)


def read_origin(draft: Draft) -> None:
    """Set languages and countries; those of the plot (`a French chef`, `set in France`) are none."""
    for _, first, last in draft.find(_FOREIGN_FILM):
        draft.languages |= _FOREIGN
        draft.use(first, last, "not in English")
    for found, first, last in draft.find(_SPOKEN):
        if draft.closes(last):
            _speak(draft, found["name"], first, last)
    for found, first, last in draft.find(_LANGUAGE):
        _speak(draft, found["name"], first, last)
    for found, first, last in draft.find(_ADJECTIVE):
        if found["name"] != "bollywood" and not _describes_film(draft, first, last):
            continue
        if found["name"] in NATIONALITIES:
            draft.countries.update(NATIONALITIES[found["name"]])
            draft.use(first, last, found["name"].title())
        else:
            _speak(draft, found["name"], first, last)
    for found, first, last in draft.find(_COUNTRY):
        made = found.group().split()[0] in {"made", "produced"}
        if (made or draft.after_film(first)) and draft.closes(last):
            draft.countries.update(COUNTRIES[found["name"]])
            draft.use(first, last, f"from {found['name'].title()}")


def _speak(draft: Draft, name: str, first: int, last: int) -> None:
    draft.languages.update(LANGUAGES[name])
    draft.use(first, last, name.title() if name == "bollywood" else f"in {name.title()}")


def _describes_film(draft: Draft, first: int, last: int) -> bool:
    """`French film`, `a French 90s thriller`, or nothing but `French`; not `French chef`."""
    after = last + 1
    if after < len(draft.tokens) and (draft.is_film_noun(after) and draft.key(after) != "one"):
        return True
    if after < len(draft.tokens) and draft.used[after] and draft.key(after) not in {",", "and"}:
        return draft.leads(first)
    return draft.is_whole(first, last) or (bool(draft.genres) and draft.labels(first, last))
