"""Words that carry a command rather than a film's name, and what a message says besides them."""

from __future__ import annotations

import re
from typing import Final

_COMMANDS: Final = """
    a about actor ask chose choose picked recommended shown showed actors add again ago all already also am an and another any anyone anything are as at
    aww be been bookmark but by can cast check could delete describe description detail details did
    didn't direct directed director directors do does doesn't don't done drop enjoyed especially
    enjoy enjoyable excellent explain favourite favorite film films finished five for four from gave get give given good
    got great half hate hated have haven't her him his how i i'd i'll i'm i've id if im in info
    information interested into is it it's its just keep know language last later length let like liked
    list lists long love loved made make many mark marked maybe me mean meant mention minutes more movie
    movies much my named nah new no nope not now of off oh ok okay on one ones only or other out plan
    plans play please plot plz put rate rated rating ratings really recommend remember remind remove
    review runtime saved save saw score scored say see seen she should show similar so some something
    sorry star starred starring stars story suggest surprise take tonight today tell terrible than thanks that that's the their
    them there these they thing think this those three through thumb thumbs time title to too two
    unwatched up uh um very want wanna was watch watched watching watchlist we well what what's when
    where which who who's whole why will with without would write wrong yeah yep yes yesterday yet you
    your
"""
_COMMAND_WORDS: Final = frozenset(_COMMANDS.split())
_POINTERS: Final = frozenset(
    {"it", "its", "it's", "that", "that's", "this", "these", "one", "him", "her", "them"}
)
_ANSWERS: Final = """
    the one from of i mean meant film movie please version with a it is was that by starring made in no yes
    and ok okay then number option
"""
_ANSWER_WORDS: Final = frozenset(_ANSWERS.split())
_LONGEST_TITLE: Final = 80
_MOST_BEGINNINGS: Final = 4
_TOKEN: Final = re.compile(r"[^\s,;!?…\"“”«»]+")
_WORD_CHARS: Final = re.compile(r"[^\W_]")


def is_wordless(text: str) -> bool:
    """Whether nothing can be read: empty, emoji or punctuation alone."""
    return not _WORD_CHARS.search(text)


def core(text: str) -> str:
    """`text` without the command words at both ends: what may be a title. Empty where nothing is left."""
    tokens = _tokens(text)
    while tokens and _plain(tokens[0]) in _COMMAND_WORDS:
        tokens.pop(0)
    while tokens and _plain(tokens[-1]) in _COMMAND_WORDS:
        tokens.pop()
    return " ".join(tokens)


def title_candidates(text: str) -> list[str]:
    """Stretches that may be a title, longest first: titles hold command words too (`Some Like It Hot`)."""
    tokens = _tokens(text)
    first = last = 0
    while first < len(tokens) and _plain(tokens[first]) in _COMMAND_WORDS:
        first += 1
    while last < len(tokens) - first and _plain(tokens[-1 - last]) in _COMMAND_WORDS:
        last += 1
    if first == len(tokens):
        return []
    begins = range(max(0, first - _MOST_BEGINNINGS), first + 1)
    stretches = {" ".join(tokens[begin:end]) for begin in begins for end in (len(tokens), len(tokens) - last)}
    return sorted((stretch for stretch in stretches if len(stretch) <= _LONGEST_TITLE), key=len, reverse=True)


def content_words(text: str) -> list[str]:
    """Words of `text` that are no command words, in order."""
    return [plain for token in _tokens(text) if (plain := _plain(token)) and plain not in _COMMAND_WORDS]


def points(text: str) -> bool:
    """Whether the message points at a film instead of naming it: `it`, `that one`."""
    return any(_plain(token) in _POINTERS for token in _tokens(text))


def is_pointer(said: str) -> bool:
    """Whether `said` is nothing but such a word."""
    words = [_plain(token) for token in _tokens(said)]
    return bool(words) and all(word in _POINTERS for word in words)


def only_answers(text: str) -> bool:
    """Whether `text` adds nothing to an answer already read from the rest: `the ... one please`."""
    return all(not _plain(token) or _plain(token) in _ANSWER_WORDS for token in _tokens(text))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _plain(token: str) -> str:
    return token.strip("'’.:()[]-*#").replace("’", "'").casefold()
