"""Languages and countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.alternatives import Option, wish_all
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import names_kind, opens, stands_alone
from retrieval.reading.origin_names import COUNTRIES, LANGUAGES, NATIONALITIES
from retrieval.reading.vocabulary import FILM_NOUN


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_FOREIGN: Final = frozenset(code for codes in LANGUAGES.values() for code in codes) - {"en"}
_FOREIGN_FILM: Final = re.compile(
    rf"\b(?:(?:any|anything|something|only|with|in|a|an|the|that is|thats) )*(?:(?:foreign|international|world)(?: language)? (?:{FILM_NOUN}|ones?|stuff)|foreign language(?: {FILM_NOUN})?"
    rf"|(?:non|not|nothing|isnt|arent|not spoken|anything but) (?:(?:the|in|spoken|made|speaking) )*english(?: language| speaking| spoken| dialogue)?(?: {FILM_NOUN})?"
    rf"|no english (?:language(?: {FILM_NOUN})?|{FILM_NOUN}|dialogue)"
    rf"|subtitles|subtitled(?: {FILM_NOUN})?|(?:in )?(?:a foreign|another|a different|any other|some other) language)(?= |$)"
)
_ELSEWHERE: Final = re.compile(
    rf"\b(?:from )?(?:anywhere|everywhere|any country|any place) (?:but|except(?: for)?|other than|outside(?: of)?) (?:the )?"
    rf"(?P<name>{_either(COUNTRIES)})\b"
)
_FOREIGN_WORD: Final = re.compile(r"\bforeign\b")
_HEARD: Final = re.compile(r"\b(?:who|teacher|lesson|learn\w*|speaks?|class|professor)\b")
_SPOKEN: Final = re.compile(
    rf"\b(?:(?:(?:which is |thats |that is )?in|spoken in) (?:the )?(?P<name>{_either(LANGUAGES)})(?: language)?"
    rf"|with (?P<heard>{_either(LANGUAGES)}) (?:dialogue|dialog|audio))\b"
)
_LANGUAGE: Final = re.compile(
    rf"\b(?P<name>{_either(LANGUAGES)}) (?:language|speaking|spoken)(?: {FILM_NOUN})?\b"
)
_ADJECTIVE: Final = re.compile(rf"\b(?P<name>{_either((*LANGUAGES, *NATIONALITIES))})\b")
_COUNTRY: Final = re.compile(
    rf"\b(?:(?:made|produced|filmed|shot) in|from|out of|{FILM_NOUN} of) (?:the )?(?P<name>{_either(COUNTRIES)})\b"
)


def read_origin(draft: Draft) -> None:
    """Set languages and countries; those of the plot (`a French chef`, `set in France`) are none."""
    for _, first, last in draft.find(_FOREIGN_FILM):
        if (draft.closes(last) or draft.is_film_noun(last + 1) or opens(draft, first)) and not _HEARD.search(
            draft.line
        ):
            draft.wish(Filters(languages=_FOREIGN), first, last, "not in English", "in English")
    for _, first, last in draft.find(_FOREIGN_WORD):
        named = names_kind(draft, first, last) or stands_alone(draft, first, last)
        if named or (draft.is_film_noun(first - 1) and draft.closes(last)):
            draft.wish(Filters(languages=_FOREIGN), first, last, "not in English", "in English")
    for found, first, last in draft.find(_SPOKEN):
        if draft.closes(last):
            draft.wish(*_spoken(found["name"] or found["heard"], first, last))
    for found, first, last in draft.find(_LANGUAGE):
        draft.wish(*_spoken(found["name"], first, last))
    options: list[Option] = []
    for found, first, last in draft.find(_ADJECTIVE):
        name = found["name"]
        if name == "bollywood" or draft.key(last + 1) == "or" or _describes_film(draft, first, last):
            options.append(_made(name, first, last) if name in NATIONALITIES else _spoken(name, first, last))
    wish_all(draft, _without_dangling(draft, options))
    for found, first, last in draft.find(_ELSEWHERE):
        refused = Filters(countries=frozenset(COUNTRIES[found["name"]])).refused()
        draft.wish(refused, first, last, f"not from {found['name'].title()}")
    for found, first, last in draft.find(_COUNTRY):
        made = found.group().split()[0] in {"made", "produced"}
        if (made or draft.after_film(first) or draft.stance(first, last).refused) and draft.closes(last):
            name = found["name"]
            draft.wish(Filters(countries=frozenset(COUNTRIES[name])), first, last, f"from {name.title()}")


def _made(name: str, first: int, last: int) -> Option:
    return Option(Filters(countries=frozenset(NATIONALITIES[name])), first, last, name.title())


def _spoken(name: str, first: int, last: int) -> Option:
    note = name.title() if name == "bollywood" else f"in {name.title()}"
    return Option(Filters(languages=frozenset(LANGUAGES[name])), first, last, note)


def _without_dangling(draft: Draft, options: list[Option]) -> list[Option]:
    """Options but for the first of two (`French or …`) whose second is no film's: `a French or Swiss chef`."""
    kept: list[Option] = []
    for option in reversed(options):
        second = kept[-1].first if kept else len(draft.tokens)
        if draft.key(option.last + 1) != "or" or second <= option.last + 3:
            kept.append(option)
    return kept[::-1]


def _is_made(draft: Draft, last: int) -> bool:
    """`UK made`, `Danish produced`."""
    return draft.key(last + 1) in {"made", "produced"} and draft.closes(last + 1)


def _describes_film(draft: Draft, first: int, last: int) -> bool:
    """`French film`, `a French 90s thriller`, or nothing but `French`; not `French chef`."""
    after = last + 1
    if after < len(draft.tokens) and (draft.is_film_noun(after) and draft.key(after) != "one"):
        return True
    if draft.key(first - 1) == "non":
        return True
    if after < len(draft.tokens) and draft.used[after] and draft.key(after) not in {",", "and"}:
        return opens(draft, first)
    if draft.key(first - 1) in {"something", "anything"} and draft.closes(last):
        return True
    if stands_alone(draft, first, last) or _is_made(draft, last):
        return True
    meant = draft.stance(first, last)
    if meant.refused and draft.closes(last) and opens(draft, meant.first):
        return True
    if (draft.is_said_of_film(first) or meant.weight < 1) and draft.closes(meant.last):
        return True
    return (
        draft.is_whole(first, last)
        or names_kind(draft, first, last)
        or (bool(draft.wished.genres) and draft.labels(first, last))
    )
