"""Films by what they are called in other languages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from retrieval.documents import Document
from retrieval.languages import language_name
from retrieval.text import STOPWORDS, name_key, words
from retrieval.title_keys import distinct, exact_keys, numbered_key, part_keys, squashed, title_key

_PENALTY: Final = 3.0  # a title in another language comes after one that is as near in the catalogue's
_PART_PENALTY: Final = 8.0
_CUTOFF: Final = 82.0
_MAX_FOUND: Final = 20
_ORDINARY: Final = 3  # films in whose story a word is: no sign of another language
_LETTERS: Final = re.compile(r"[a-z]+")
# Scripts without blanks between words; of a text in one, every part may be a title.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
)
_SPACED: Final = re.compile(rf"[^{_UNSPACED}]+")
_PIECE: Final = re.compile(rf"[{_UNSPACED}]|[^{_UNSPACED}\s]+")
_LONGEST: Final = 16  # pieces of a title that is looked for among other words
_SHORTEST: Final = 5  # letters of it, and signs where no blanks are
_SHORTEST_UNSPACED: Final = 2
_ONE_WORD: Final = 75.0  # score of a title of one word among very many others,
_SEVERAL_WORDS: Final = 92.0  # of one of several words,
_NEARLY_ALONE: Final = 97.0  # and of any title with hardly another word


class OtherTitles:
    """Lookup over the other titles of films, whose rows are given back."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._ordinary = _ordinary_words(documents)
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        near: dict[tuple[str, int], float] = {}
        for row, document in enumerate(documents):
            own = {key for name in (document.title, document.original_title) for key in exact_keys(name)}
            titles = [
                other.title for other in document.other_titles if own.isdisjoint(exact_keys(other.title))
            ]
            for key in dict.fromkeys(key for title in titles for key in _spellings(title)):
                self._exact[key].append(row)
            plain = [title_key(title) for title in titles]
            for key in distinct([*plain, *map(numbered_key, plain)]):
                near.setdefault((key, row), _PENALTY)
            for key in (key for title in titles for key in part_keys(title)):
                told_alike = self._is_ordinary(key.split())  # `James Bond` in the title of one of his films
                if squashed(key) not in own and not told_alike:
                    near.setdefault((key, row), _PART_PENALTY)
        self._near_keys = [key for key, _ in near]
        self._near_rows = [row for _, row in near]
        self._penalties = list(near.values())

    def exact(self, text: str) -> list[int]:
        """Rows of the films called exactly this; a single word of the catalogue's language is none of them."""
        if len(title_key(text).split()) == 1 and self._is_ordinary(words(text)):
            return []
        return next((self._exact[key] for key in exact_keys(text) if key in self._exact), [])

    def near(self, text: str) -> dict[int, float]:
        """Rows of the films whose title is like `text`, or stands in it, with scores below 100."""
        scores: dict[int, float] = {}
        if not self._exact or self._is_ordinary(words(text)):
            return scores
        plain = title_key(text)
        for key in distinct([plain, numbered_key(plain)]):
            found = process.extract(
                key, self._near_keys, scorer=fuzz.ratio, limit=_MAX_FOUND, score_cutoff=_CUTOFF
            )
            for name, score, place in found:
                row = self._near_rows[place]
                # One sign of many that stand for a word each is half a slip.
                alike = score if _SPACED.search(name) else (score + 100.0) / 2
                scores[row] = max(scores.get(row, 0.0), alike - self._penalties[place])
        for row, score in self._named_in(name_key(text)):
            scores[row] = max(scores.get(row, 0.0), score)
        return scores

    def _named_in(self, text: str) -> Iterator[tuple[int, float]]:
        """Titles among other words: `quiero ver El padrino`, `我想看教父`."""
        pieces = _PIECE.findall(text)
        length = sum(map(len, pieces))
        for first in range(len(pieces)):
            for after in range(first + 1, min(first + _LONGEST, len(pieces)) + 1):
                key = "".join(pieces[first:after])
                spaced = bool(_SPACED.search(key))
                if len(key) < (_SHORTEST if spaced else _SHORTEST_UNSPACED) or key not in self._exact:
                    continue
                if not self._is_ordinary(pieces[first:after]):
                    least = _SEVERAL_WORDS if spaced and after - first > 1 else _ONE_WORD
                    score = least + (_NEARLY_ALONE - least) * len(key) / length
                    yield from ((row, score) for row in self._exact[key])

    def _is_ordinary(self, said: Sequence[str]) -> bool:
        return all(word in self._ordinary or word.isdigit() for word in said)


def known_as(document: Document, text: str) -> str:
    """What `text` calls the film in another language: `known as Der Pate in German`; empty where it does not."""
    key = name_key(text)
    if f" {name_key(document.title)} " in f" {key} ":
        return ""
    for other in document.other_titles:
        if _says(key, name_key(other.title)):
            named = [
                language_name(same.language) for same in document.other_titles if same.title == other.title
            ]
            languages = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
            return f"known as {other.title} in {languages}"
    return ""


def _spellings(title: str) -> tuple[str, ...]:
    """Keys of a title without its article and with it, as it stands among other words."""
    return tuple(dict.fromkeys((*exact_keys(title), squashed(name_key(title)))))


def _says(text: str, title: str) -> bool:
    if not title:
        return False
    if not _SPACED.search(title) and title in text:
        return True
    # One word among others says too little: `Dreams` may be an English one.
    inside = " " in title and f" {title} " in f" {text} "
    return inside or fuzz.ratio(text, title) >= _CUTOFF


def _ordinary_words(documents: Sequence[Document]) -> frozenset[str]:
    """Words of the language that the catalogue's stories are told in, and names that are in many of them."""
    counts: Counter[str] = Counter()
    if any(document.other_titles for document in documents):
        for document in documents:
            counts.update(set(_LETTERS.findall(f"{document.overview} {document.synopsis}".lower())))
    return STOPWORDS | {word for word, count in counts.items() if count >= _ORDINARY}
