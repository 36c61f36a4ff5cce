"""Which of a film's facts a text names, for the line that says why it was found."""

from __future__ import annotations

from typing import Final

from retrieval.documents import Document
from retrieval.text import STOPWORDS, name_key, stem, word_set, words

_MAX_REASONS: Final = 5
_SAYS_NOTHING: Final = word_set(
    "anything everything something someone make makes made new old one two first last"
)


class Reasons:
    """Finds what one text has in common with films."""

    def __init__(self, text: str) -> None:
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

    def _names(self, name: str) -> bool:
        key = name_key(name)
        return bool(key) and f" {key} " in self._line
