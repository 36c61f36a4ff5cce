"""BERT's uncased WordPiece tokenisation (Devlin et al. 2019; Wu et al. 2016, section 4.1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

LONGEST_WORD = 100
"""Letters in the longest word that is split into pieces; longer ones are unknown."""


class WordPiece:
    """Splits text into the ids of a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown, self._start, self._end = (self._ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """Read `vocab.txt`, one piece a line."""
        return cls(path.read_text("utf-8").splitlines())

    def ids(self, text: str, longest: int) -> list[int]:
        """The ids of `text` between the start and end marks, at most `longest` in all."""
        pieces = [number for word in _basic_words(text) for number in self._pieces(word)]
        return [self._start, *pieces[: longest - 2], self._end]

    def _pieces(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self._ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _basic_words(text: str) -> Iterator[str]:
    """Lower-case words without accents; each punctuation mark and CJK character is a word of its own."""
    word = ""
    for char in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or (category[0] == "C" and not char.isspace()):
            continue
        if char.isspace() or _stands_alone(char, category):
            if word:
                yield word
                word = ""
            if not char.isspace():
                yield char
        else:
            word += char
    if word:
        yield word


def _stands_alone(char: str, category: str) -> bool:
    ascii_mark = char.isascii() and not char.isalnum()
    return ascii_mark or category[0] == "P" or "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"
