"""Which of a film's facts a text names, for the line that says why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from retrieval.documents import Document
from retrieval.facets import Facets
from retrieval.filters import Filters, Hint
from retrieval.other_titles import known_as
from retrieval.text import STOPWORDS, name_key, stem, word_set, words

_WORDS: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MAX_REASONS: Final = 5
_SAYS_NOTHING: Final = word_set(
    "anything everything something someone make makes made new old one two first last"
)


class Reasons:
    """Finds what one text has in common with films."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = f" {name_key(text)} "
        self._words = {
            stemmed: word
            for word in words(text)
            if word not in STOPWORDS and word not in _SAYS_NOTHING and len(word) > 2
            for stemmed in stem((word,))
        }

    def of(self, document: Document) -> tuple[str, ...]:
        """Title, people, keywords, then words of the overview that the text names; at most five."""
        found: list[str] = []
        if self._names(document.title):
            found.append(document.title)
        elif known := known_as(document, self._text):
            found.append(known)
        found.extend(name for name in document.people if self._names(name))
        covered = {stemmed for phrase in found for stemmed in stem(words(phrase))}
        for keyword in document.keywords:
            stems = set(stem(words(keyword)))
            if stems and stems <= self._words.keys() and not stems <= covered:
                found.append(keyword)
                covered |= stems
        for stemmed in dict.fromkeys(stem(words(document.overview))):
            if stemmed in self._words and stemmed not in covered:
                found.append(self._words[stemmed])
                covered.add(stemmed)
        return tuple(found[:_MAX_REASONS])

    def marks(self, document: Document, filters: Iterable[Filters] = ()) -> tuple[str, ...]:
        """What of a film as shown should stand out: words of its overview and title that the text shares,
        people and genres that the text or `filters` name. Spelt as the film has them, none twice."""
        shown = _WORDS.findall(f"{document.title} {document.overview}")
        found = [word for word in shown if not self._words.keys().isdisjoint(stem(words(word)))]
        named = {name_key(name) for asked in _flat(filters) for name in (*asked.people, *asked.genres)}
        found += [
            name
            for name in (*document.people, *document.genres)
            if self._names(name) or name_key(name) in named
        ]
        return tuple({word.casefold(): word for word in reversed(found)}.values())[::-1]

    def _names(self, name: str) -> bool:
        key = name_key(name)
        return bool(key) and f" {key} " in self._line


def met_hints(hints: Sequence[Hint], documents: Sequence[Document]) -> dict[int, tuple[str, ...]]:
    """By film id, the notes of the hints that each film meets."""
    facets = Facets(documents)
    masks = [(hint.note, facets.mask(hint.filters)) for hint in hints if hint.note]
    return {
        document.id: tuple(note.removeprefix("maybe ") for note, mask in masks if mask[row])
        for row, document in enumerate(documents)
    }


def _flat(filters: Iterable[Filters]) -> Iterator[Filters]:
    """The filters and their alternatives."""
    for one in filters:
        yield one
        yield from _flat(option for group in one.any_of for option in group)
