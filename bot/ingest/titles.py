"""Titles as data sets write them, made comparable: `Haunting, The` is `The Haunting`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ARTICLES = frozenset(
    [
        *("the", "a", "an"),
        *("le", "la", "les", "l'", "un", "une"),
        *("der", "die", "das", "ein", "eine", "den", "det", "de", "het"),
        *("el", "los", "las", "lo", "il", "gli", "i", "o", "os", "as"),
    ]
)
"""Leading articles of the languages that the data sets move to the end; accents are gone here."""

BRACKETS = re.compile(r"\(([^()]*)\)")
ALSO_KNOWN_AS = re.compile(r"^\s*(a\.?k\.?a\.?|aka)\s+", re.IGNORECASE)
YEAR_AT_END = re.compile(r"\s*\((\d{4})(?:[-\u2013]\d{0,4})?\)\s*$")
SUBTITLE = re.compile(r":\s|\s[-\u2013]\s")
# Letters that Unicode does not take apart into a base letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "\u2019": "'"}
)


def split_year(title: str) -> tuple[str, int | None]:
    """A title and the year in brackets at its end: `Heat (1995)` is `Heat` of 1995."""
    found = YEAR_AT_END.search(title)
    if found is None:
        return title.strip(), None
    return title[: found.start()].strip(), int(found[1])


def fold(text: str) -> str:
    """Case and accents taken away."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def normalise(title: str) -> str:
    """A key that is equal for two spellings of a title; empty where a title has no letter or digit.

    Case, accents, punctuation, spaces and a leading or trailing article do not count; & is "and".
    """
    text = fold(title).replace("&", " and ").strip()
    head, comma, tail = text.rpartition(",")
    if comma and tail.strip() in ARTICLES:
        text = head
    elif text.startswith("l'"):
        text = text.removeprefix("l'")
    else:
        first, _, rest = text.partition(" ")
        text = rest if first in ARTICLES and rest.strip() else text
    return "".join(char for char in text if char.isalnum())


def variants(title: str) -> tuple[str, ...]:
    """The keys of a title and of its alternative titles in brackets, main title first.

    `Farewell My Concubine (Ba wang bie ji)` has two; `Seven (a.k.a. Se7en)` has two.
    """
    alternatives = [ALSO_KNOWN_AS.sub("", name) for name in BRACKETS.findall(title)]
    return _keys([BRACKETS.sub(" ", title), *alternatives, title])


def parts(title: str) -> tuple[str, ...]:
    """The keys of what stands before and after a subtitle's colon or dash; none for a plain title.

    `Star Wars: Episode IV - A New Hope` has `Star Wars`, `Episode IV - A New Hope` and `A New Hope`.
    """
    text = BRACKETS.sub(" ", title)
    cuts = list(SUBTITLE.finditer(text))
    return _keys([*(text[: cut.start()] for cut in cuts[:1]), *(text[cut.end() :] for cut in cuts)])


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in names if (key := normalise(name))))
