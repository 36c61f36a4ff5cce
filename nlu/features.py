"""What the intent classifier sees of a masked message: word and letter sequences, and its shape."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from nlu import lexicon

_WORD = re.compile(r"\w+|[?]", re.UNICODE)
_GIBBERISH = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}|^[^aeiouy]{4,}$|(.)\1{3,}")
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 30)
LONGEST = 120
"""Words of a message that count: the intent of a long story is clear by then."""


def tokens(masked: str) -> list[str]:
    """The words of a masked message, and its question marks."""
    return _WORD.findall(masked)[:LONGEST]


def is_placeholder(token: str) -> bool:
    """Whether a token stands for something recognised."""
    return token.endswith("token")


def looks_like_gibberish(token: str) -> bool:
    """Whether no language would spell a word so."""
    return bool(_GIBBERISH.search(token)) and not lexicon.is_english(token)


def generalise(token: str, known: Collection[str]) -> str:
    """A word the training examples hold, or what sort of other word it is."""
    if token in known or is_placeholder(token):
        return token
    if token.isdigit():
        return "<number>"
    return "<english>" if lexicon.is_english(token) else "<other>"


def word_features(masked: str, known: Collection[str]) -> Iterator[str]:
    """Runs of one to three words, rare words generalised, the ends of the message marked."""
    row = ["<s>", *(generalise(token, known) for token in tokens(masked)), "</s>"]
    for size in (1, 2, 3):
        for start in range(len(row) - size + 1):
            yield "w " + " ".join(row[start : start + size])


def letter_features(masked: str) -> Iterator[str]:
    """Runs of two to five letters inside words: what survives a typo or an ending."""
    for token in tokens(masked):
        if is_placeholder(token):
            continue
        padded = f" {token} "
        for size in (2, 3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield "l " + padded[start : start + size]


def shape_features(masked: str) -> Iterator[str]:
    """How long the message is, what it holds, and whether it asks."""
    found = tokens(masked)
    words = [token for token in found if token != "?"]
    yield f"s length {sum(len(words) > bound for bound in _LENGTHS)}"
    if "?" in found:
        yield "s question"
    if words:
        yield f"s first {words[0] if is_placeholder(words[0]) else 'word'}"
        yield f"s last {words[-1] if is_placeholder(words[-1]) else 'word'}"
    for token in {token for token in words if is_placeholder(token)}:
        yield f"s has {token}"
    if words and all(is_placeholder(token) for token in words):
        yield "s only placeholders"
