"""Forms of a title under which people look for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from retrieval.text import fold, word_set, words

_ARTICLES: Final = word_set("the a an le la les el los las il der das")
_TRAILING_ARTICLE: Final = re.compile(r"^(.+),\s*(?:the|a|an|le|la|les|el|los|las|il|der|die|das)$")
_PART_WORDS: Final = word_set("part episode chapter volume vol teil partie parte")
_ROMAN: Final = {
    numeral: str(number)
    for number, numeral in enumerate(
        ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"], start=2
    )
}
_NUMBER: Final = {
    word: str(number)
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        start=1,
    )
}
_LEET: Final = str.maketrans("013457", "oleasv")
_DIGITS_INSIDE: Final = re.compile(r"^[a-z]+\d+[a-z]+$")
_SUBTITLE: Final = re.compile(r"\s*(?::|\s[-–—]\s|;|,? or:?\s+(?=(?:how|the)\b))\s*", re.IGNORECASE)
_YEAR_AT_END: Final = re.compile(
    r"^(?P<title>.*\S)\s*[(\[,]?\s*\b(?P<year>(?:18[89]|19\d|20[0-4])\d)\s*[)\]]?$"
)
_NUMBER_AT_END: Final = re.compile(r"^(?P<base>.+) (?P<number>\d{1,2})$")


def title_key(text: str) -> str:
    """The plain form: folded, `&` as `and`, no article in front (`Godfather, The` too)."""
    text = fold(text).strip().replace("&", " and ")
    inverted = _TRAILING_ARTICLE.match(text)
    tokens = words(inverted.group(1) if inverted else text)
    if len(tokens) > 1 and tokens[0] in _ARTICLES:
        tokens = tokens[1:]
    return " ".join(tokens)


def numbered_key(key: str) -> str:
    """A plain key with numbers as digits: `godfather part ii` is `godfather 2`, `se7en` is `7`."""
    result: list[str] = []
    previous = ""
    for position, word in enumerate(key.split()):
        after_part = previous in _PART_WORDS and position > 0
        plain = word.translate(_LEET) if _DIGITS_INSIDE.match(word) else word
        number = _NUMBER.get(plain) or (_ROMAN.get(plain) if position > 0 else None)
        if after_part and plain == "i":
            number = "1"
        value = number or plain
        if after_part and value.isdigit() and len(result) > 1:
            result.pop()
        result.append(value)
        previous = word
    return " ".join(result)


def squashed(key: str) -> str:
    """Without blanks, so that `spiderman` equals `spider man`."""
    return key.replace(" ", "")


def exact_keys(title: str) -> tuple[str, ...]:
    """Squashed forms; two titles are the same when they share one."""
    plain = title_key(title)
    return tuple(dict.fromkeys(key for key in (squashed(plain), squashed(numbered_key(plain))) if key))


def part_keys(title: str) -> tuple[str, ...]:
    """Plain keys of what stands before and after a colon or dash, where it can be told from other titles."""
    parts = _SUBTITLE.split(title)
    if len(parts) < 2:
        return ()
    keys = (title_key(part) for part in (parts[0], " ".join(parts[1:])))
    return tuple(key for key in keys if len(key) > 3 and not key.replace("part ", "").isdigit())


def split_year(text: str) -> tuple[str, int | None]:
    """`Heat (1995)` as ("Heat", 1995); a text that is only a year is a title."""
    found = _YEAR_AT_END.match(text.strip())
    return (found["title"].rstrip(" ([,"), int(found["year"])) if found else (text.strip(), None)


def split_number(key: str) -> tuple[str, int] | None:
    """`star wars 5` as ("star wars", 5)."""
    found = _NUMBER_AT_END.match(key)
    return (found["base"], int(found["number"])) if found else None


def starts_with_words(key: str, base: str) -> bool:
    """Whether `key` is `base` or goes on after it with another word."""
    return key == base or key.startswith(f"{base} ")


def distinct(keys: Sequence[str]) -> list[str]:
    """Without empty ones and repeats, order kept."""
    return list(dict.fromkeys(key for key in keys if key))
