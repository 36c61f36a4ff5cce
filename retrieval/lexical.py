"""BM25 over the words of a film."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from retrieval.documents import Document
from retrieval.text import LONG_TEXT, TALK, stem, words

Scores = NDArray[np.float32]

# How often the words of a field count: term frequencies add up before BM25 saturates them, as in
# BM25F (Robertson, Zaragoza and Taylor 2004). Tuned, see docs/retrieval.md.
OVERVIEW_WEIGHT: Final = 2
SYNOPSIS_WEIGHT: Final = 2
KEYWORDS_WEIGHT: Final = 2
CAST_DEPTH: Final = 15
CHARACTER_DEPTH: Final = 20

_K1: Final = 1.2
_B: Final = 0.75
_MAX_QUERY_STEMS: Final = 400
_FAMILIAR: Final = 0.6  # share of known words from which a text is in the language of the films
_PARAMETERS_FILE: Final = "params.index.json"


class LexicalIndex:
    """Scores films by the stems they share with a text, in row order."""

    def __init__(self, model: bm25s.BM25, size: int) -> None:
        self._model = model
        self._size = size
        data, starts = model.scores["data"], model.scores["indptr"]
        # The best score any film has for each stem; a stem of no film keeps 0.
        self._best = np.zeros(len(starts) - 1, dtype=np.float32)
        used = np.flatnonzero(np.diff(starts))
        if len(used):
            self._best[used] = np.maximum.reduceat(np.asarray(data), np.asarray(starts)[used])

    @classmethod
    def build(cls, documents: Sequence[Document]) -> Self:
        """Index the words of all fields of `documents`."""
        model = bm25s.BM25(k1=_K1, b=_B)
        # bm25s cannot index a corpus without a single word; "" matches no query.
        model.index([field_stems(document) or [""] for document in documents] or [[""]], show_progress=False)
        return cls(model, len(documents))

    def query_stems(self, text: str) -> list[str]:
        """Stems of `text` that occur in some film, in order, repeats kept: they count twice."""
        vocabulary = self._model.vocab_dict
        return [token for token in _asked(text) if token in vocabulary]

    def scores(self, text: str) -> Scores:
        """BM25 score of every film, relative to one that would be the best in every word: from 0 to 1.

        Where most words are in no film, the text is in another language, and what it seems to share with
        films is chance: the scores shrink with the share of known words.
        """
        stems = self.query_stems(text)
        vocabulary = self._model.vocab_dict
        bound = float(sum(self._best[vocabulary[token]] for token in stems))
        if bound <= 0:
            return np.zeros(self._size, dtype=np.float32)
        scores: Scores = self._model.get_scores(stems)
        known = len(stems) / len(_asked(text))
        trust = 1.0 if known >= _FAMILIAR else known
        return (trust * scores[: self._size] / bound).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write arrays and vocabulary to `folder`; nothing is pickled."""
        self._model.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote, arrays memory-mapped; raises ValueError naming the file."""
        path = folder / _PARAMETERS_FILE
        try:
            size = int(json.loads(path.read_text(encoding="utf-8"))["num_docs"])
            model = bm25s.BM25.load(folder, mmap=True, allow_pickle=False, show_progress=False)
        except (OSError, KeyError, ValueError) as error:
            raise ValueError(f"{path} or an array beside it cannot be read: build the index again") from error
        return cls(model, size)


def _asked(text: str) -> list[str]:
    tokens = words(text)
    if len(tokens) > LONG_TEXT:
        tokens = [token for token in tokens if token not in TALK]
    return stem(tokens)[:_MAX_QUERY_STEMS]


def field_stems(document: Document) -> list[str]:
    """All stems of a film, each as often as its field counts."""
    titles = dict.fromkeys((document.title, document.original_title))
    names = (*document.directors, *(member.name for member in document.cast[:CAST_DEPTH]))
    characters = (member.character for member in document.cast[:CHARACTER_DEPTH])
    weighted = (
        (" ".join(titles), 1),
        (" ".join(document.keywords), KEYWORDS_WEIGHT),
        (document.overview, OVERVIEW_WEIGHT),
        (document.synopsis, SYNOPSIS_WEIGHT),
        (document.tagline, 1),
        (" ".join(document.genres), 1),
        (" ".join(names), 1),
        (" ".join(characters), 1),
    )
    return [token for text, weight in weighted for token in stem(words(text)) * weight]
