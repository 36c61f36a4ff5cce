"""Names of films and people, found in text by spelling-blind lookup, or by likeness where mistyped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from nlu import lexicon
from nlu.text import ARTICLES, Word, fold, key, without_article, words
from nlu.trigrams import TrigramIndex

LONGEST_NAME = 12
"""Words in the longest name looked for."""
LONGEST_FUZZY = 5
"""Words in the longest mistyped name looked for."""
_SUBTITLE = re.compile(r":\s+|\s+[-–—]\s+")
_FAMOUS = 4000
"""People whose surname alone is looked for through typos."""


@dataclass(frozen=True, slots=True)
class Name:
    """A catalogue name a key leads to. `entity` is title or person; `whole` is False for a surname or
    the part of a title before its subtitle; `words` are the folded words of what was indexed."""

    entity: str
    value: str
    popularity: float
    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` up to, not including, `after` of a message look like `name`; `likeness` 1 is exact."""

    first: int
    after: int
    name: Name
    likeness: float = 1.0


class Gazetteer:
    """An immutable index of titles and people, each with its popularity."""

    def __init__(self, titles: Iterable[tuple[str, float]], people: Iterable[tuple[str, float]]) -> None:
        self._titles: dict[str, Name] = {}
        self._people: dict[str, Name] = {}
        titles = list(titles)
        for title, popularity in titles:
            _add(self._titles, _title_names(title, popularity))
        # A popularity below 0 marks a title in another language, whose words do not stand for it alone.
        _add(self._titles, _telling_words([title for title in titles if title[1] >= 0]))
        ranked = sorted(people, key=lambda person: -person[1])
        for person, popularity in ranked:
            _add(self._people, _person_names(person, popularity))
        famous = {person for person, _ in ranked[:_FAMOUS]}
        self._similar_titles = TrigramIndex(self._titles)
        self._similar_people = TrigramIndex(
            k for k, name in self._people.items() if name.whole or (name.value in famous and len(k) >= 6)
        )

    def __len__(self) -> int:
        """How many keys are known."""
        return len(self._titles) + len(self._people)

    def exact(self, message: Sequence[Word]) -> Iterator[Match]:
        """Every run of words that spells a name, case, accents, spaces and a leading article aside."""
        norms = [word.norm for word in message]
        for first in range(len(norms)):
            if norms[first] == "and":
                continue
            for after in range(first + 1, min(first + LONGEST_NAME, len(norms)) + 1):
                if norms[after - 1] == "and":
                    continue
                name_key = key(norms[first:after])
                if title := self._titles.get(name_key):
                    yield Match(_include_article(norms, first, title), after, title)
                if person := self._people.get(name_key):
                    yield Match(first, after, person)

    def similar(
        self, message: Sequence[Word], taken: Sequence[bool], known: Collection[str] = ()
    ) -> Iterator[Match]:
        """Runs of words that look like a mistyped name.

        Words marked in `taken` have a reading already, which only a longer one may replace; words in `known` are no typos, whatever the dictionary says.
        """
        norms = [word.norm for word in message]
        odd = [norm not in known and _is_odd(norm) for norm in norms]
        for first in range(len(norms)):
            if norms[first] in ARTICLES or norms[first] == "and":
                continue
            for after in range(first + 1, min(first + LONGEST_FUZZY, len(norms)) + 1):
                if all(taken[first:after]):
                    continue
                if any(odd[first:after]) and norms[after - 1] != "and":
                    yield from self._like(norms, first, after)

    def _like(self, norms: Sequence[str], first: int, after: int) -> Iterator[Match]:
        text = key(norms[first:after])
        if len(text) < 5:
            return
        for index, names in ((self._similar_titles, self._titles), (self._similar_people, self._people)):
            found = best_match(text, index, names)
            if found is None or (after - first == 1 and found[1] < 1 and _near_common_word(text)):
                continue
            name, likeness = found
            if not name.whole and after - first > len(name.words):
                continue
            start = _include_article(norms, first, name) if name.entity == "title" else first
            yield Match(start, after, name, likeness)


def best_match(text: str, index: TrigramIndex, names: dict[str, Name]) -> tuple[Name, float] | None:
    """The name fewest slips of the keyboard away from `text`, the more popular of equals; None beyond the limit."""
    allowed = 1 if len(text) < 8 else 2 if len(text) < 14 else 3
    best: tuple[float, float, Name] | None = None
    for candidate in index.candidates(text):
        slips = OSA.distance(text, candidate, score_cutoff=allowed)
        if slips > allowed or (slips and candidate[0] != text[0] and slips == allowed):
            continue
        if any(char.isdigit() for char in text + candidate) and _digits(text) != _digits(candidate):
            continue
        rank = (-float(slips), names[candidate].popularity)
        if best is None or rank > best[:2]:
            best = (*rank, names[candidate])
    return None if best is None else (best[2], 1 + best[0] / len(text))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _is_odd(norm: str) -> bool:
    """Whether a word may be a typo: four letters or more, and no English word."""
    return len(norm) > 3 and not norm.isdigit() and not lexicon.is_english(norm)


def _near_common_word(text: str) -> bool:
    """Whether `text` is one slip from an everyday word, which it then more likely is."""
    return any(
        abs(len(word) - len(text)) <= 1 and OSA.distance(text, word, score_cutoff=1) <= 1
        for word in lexicon.most_common(3000)
    )


def _include_article(norms: Sequence[str], first: int, name: Name) -> int:
    """Where the span starts, the article the title has included."""
    begins = fold(name.value).split(" ", 1)[0]
    return first - 1 if first and begins in ARTICLES and norms[first - 1] == begins else first


def _add(index: dict[str, Name], names: Iterable[Name]) -> None:
    for name in names:
        name_key = key(name.words)
        known = index.get(name_key)
        if name_key and (known is None or _priority(name, name_key) > _priority(known, name_key)):
            index[name_key] = name


def _priority(name: Name, name_key: str) -> tuple[bool, bool, float]:
    """Whole names before parts, `Heat` before `The Heat`, then the more popular."""
    return name.whole, key([word.norm for word in words(name.value)]) == name_key, name.popularity


def _title_names(title: str, popularity: float) -> Iterator[Name]:
    norms = tuple(word.norm for word in words(title))
    yield Name("title", title, popularity, norms, True)
    yield Name("title", title, popularity, tuple(without_article(norms)), True)
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    if main != title:
        main_norms = tuple(without_article([word.norm for word in words(main)]))
        if sum(map(len, main_norms)) > 2:
            yield Name("title", title, popularity, main_norms, False)


def _telling_words(titles: Sequence[tuple[str, float]]) -> Iterator[Name]:
    """Words no dictionary and no other title holds stand for their title: `shawshank`."""
    holders: dict[str, list[tuple[str, float]]] = {}
    for title in titles:
        for norm in {word.norm for word in words(title[0])}:
            if len(norm) > 5 and not norm.isdigit() and not lexicon.is_english(norm):
                holders.setdefault(norm, []).append(title)
    for norm, held in holders.items():
        if len(held) == 1:
            yield Name("title", *held[0], (norm,), False)


def _person_names(person: str, popularity: float) -> Iterator[Name]:
    norms = tuple(word.norm for word in words(person))
    yield Name("person", person, popularity, norms, True)
    for start in range(1, len(norms)):
        surname = norms[start:]
        if (
            sum(map(len, surname)) > 3
            and len(surname[0]) > 1
            and surname[0] not in {"jr", "sr", "the", "ii", "iii"}
        ):
            yield Name("person", person, popularity, surname, False)
