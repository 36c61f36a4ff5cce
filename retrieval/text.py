"""Words as every part of the engine compares them: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS

_UNDECOMPOSED: Final = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "`": "'",
        "\u200c": "",  # joins nothing, only shapes letters: Persian and Indic scripts
        "\u200d": "",
    }
)
# Unicode combining classes of marks that spell a word: voiced kana, a mute consonant, vowels and tones
# of South and Southeast Asia. All other marks are accents, or vowels that are rarely written.
_SPELLING: Final = frozenset((0, 8, 9, *range(84, 133)))


def word_set(text: str) -> frozenset[str]:
    """The words of a table written as one text."""
    return frozenset(text.split())


# Marks of these scripts are parts of words, which `\w` does not know.
_MARKS: Final = "\u0900-\u0963\u0971-\u0df3\u0e31-\u0e4e\u0eb1-\u0ecd\u0f3e-\u0fbc\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u3099\u309a"
_WORD: Final = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;])\s+|\n+")

# Words every description of a film contains, whatever the film.
STOPWORDS: Final = frozenset(STOPWORDS_EN_PLUS) | word_set(
    "movie movies film films story plot character characters scene scenes"
)
# What people say around a film they half remember: long texts are full of it.
TALK: Final = word_set(
    """
    guy guys really something kind kinda maybe sure year years lot thing things pretty think thought believe
    remember recall memory memories know dont cant im ive didnt doesnt wasnt isnt vaguely basically
    actually probably possibly definitely anyway anyone somebody someone help tv netflix dvd vhs cinema
    theater channel english american color black white main protagonist guess look looking try trying
    find found see seen saw watch watched watching old young kid kids ago early late mid 70s 80s 90s
    2000s start starts started beginning end ends ending middle part parts happen happens happened turn
    turns turned going goes go went get gets got like likes liked also else etc ok thanks thank please
    hi hello detail details genre date extras description language"""
)
LONG_TEXT: Final = 25  # words; a longer text tells a plot rather than names a wish


def fold(text: str) -> str:
    """Lower case without accents: `Amélie` and `AMELIE` become `amelie`."""
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if unicodedata.combining(char) in _SPELLING)
    return bare.translate(_UNDECOMPOSED)


def words(text: str) -> list[str]:
    """The folded words of `text`; `Ocean's` is `oceans`, `don't` is `dont`."""
    return _WORD.findall(fold(text).replace("'", ""))


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The form in which names are equal: folded words with one blank between."""
    return " ".join(words(name))


def stem(tokens: Iterable[str]) -> list[str]:
    """Snowball stems of content words, stopwords left out."""
    return [_stem_of(token) for token in tokens if token not in STOPWORDS]


@lru_cache(maxsize=1 << 16)
def _stem_of(word: str) -> str:
    # A Stemmer is not safe to share between threads and costs less than a microsecond to make.
    stemmed: str = Stemmer.Stemmer("english").stemWord(word)
    return stemmed


def sentences(text: str, min_words: int) -> list[str]:
    """Sentences of `text`; one shorter than `min_words` is joined to the next, the last to the one before."""
    parts: list[str] = []
    pending = ""
    for piece in _SENTENCE_END.split(text.strip()):
        pending = f"{pending} {piece}".strip()
        if len(pending.split()) >= min_words:
            parts.append(pending)
            pending = ""
    if pending and parts:
        parts[-1] = f"{parts[-1]} {pending}"
    elif pending:
        parts.append(pending)
    return parts
