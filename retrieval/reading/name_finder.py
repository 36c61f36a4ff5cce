"""Names of people at a place of a text: in full, mistyped, by surname or by given name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from retrieval.documents import Document
from retrieval.people import PARTICLES, PeopleIndex
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import modifies_film
from retrieval.reading.genre_names import GENRE_WORDS, UNWANTED
from retrieval.reading.origin_names import COUNTRIES, LANGUAGES, NATIONALITIES
from retrieval.text import STOPWORDS, name_key, word_set, words

_LOWER_CASE: Final = re.compile(r"\b[a-z]+\b")
_MAX_NAME_TOKENS: Final = 6  # "J. J. Abrams" is five tokens
_COMMON: Final = 3  # films whose description has the word in lower case: no name
_CLOSE: Final = 87.0
_CLOSE_SURNAME: Final = 79.0
_ENDINGS: Final = frozenset(("d", "ed", "s", "es", "r", "er", "y", "ly", "ing"))  # "ceased" is not Kyle Cease
_VERY_CLOSE: Final = 93.0
MIN_FILMS: Final = 2
_MIN_LETTERS: Final = 6
_MIN_GIVEN: Final = 4


class Found(NamedTuple):
    """A person of the catalogue, and the last token of the name."""

    name: str
    last: int


class NameFinder:
    """Knows who acted or directed, and which words are too common to be a name."""

    def __init__(self, documents: Sequence[Document], people: PeopleIndex) -> None:
        self._people = people
        counts: Counter[str] = Counter()
        self._siblings: dict[str, set[str]] = {}
        self._characters: set[str] = set()
        for document in documents:
            self._note_siblings(document.directors)
            keywords = words(" ".join(document.keywords))
            told = f"{document.overview} {document.synopsis}"
            counts.update({*_LOWER_CASE.findall(told), *keywords})
            self._characters.update(
                name_key(member.character)
                for member in document.cast
                if name_key(member.character) != name_key(member.name)  # who plays themselves is no character
            )
        # Dawn French and Al Gore are not meant by "French films" and "no gore".
        taken = word_set(" ".join((*LANGUAGES, *NATIONALITIES, *COUNTRIES, *GENRE_WORDS, *UNWANTED)))
        self.common: Final = STOPWORDS | taken | {word for word, count in counts.items() if count >= _COMMON}

    def _note_siblings(self, directors: Sequence[str]) -> None:
        """Directors of one surname who made a film together."""
        by_surname: dict[str, set[str]] = {}
        for name in directors:
            by_surname.setdefault(name_key(name).rpartition(" ")[2], set()).add(name)
        for surname, names in by_surname.items():
            if len(names) > 1:
                self._siblings.setdefault(surname, set()).update(names)

    def siblings(self, surname: str) -> frozenset[str]:
        """Who directs together under one surname: `the Coen brothers`; none for a name of one person."""
        return frozenset(self._siblings.get(surname, ()))

    def at(self, draft: Draft, first: int, *, marked: bool, exact: bool) -> Found | None:
        """A name that begins at `first`: in full, and where it is `marked` as one also by surname or mistyped."""
        found = self.exact(draft, first, min_words=2)
        if found is not None or exact or first >= len(draft.tokens):
            return found
        if marked and draft.key(first) in PARTICLES:
            for last in range(min(first + 2, len(draft.tokens) - 1), first, -1):
                owner = self._people.surname_owner(" ".join(draft.key(at) for at in range(first, last + 1)))
                if owner is not None and self._people.films(owner) >= MIN_FILMS:
                    return Found(owner, last)
        single = draft.key(first)
        if single not in self.common and len(single) > 2 and marked:
            owner = self.owner(single)
            if owner is not None and self._people.films(owner) >= MIN_FILMS:
                after = first + 1
                follows_surname = (
                    draft.closes(first)
                    or draft.key(after) == "'s"
                    or draft.is_film_noun(after)
                    or draft.key(first - 1) == "non"
                )
                if follows_surname:
                    return Found(owner, first)
        return self.mistyped(draft, first) if marked else None

    def full_or_surname(self, draft: Draft, first: int) -> Found | None:
        """A name in full that begins at `first`, or the surname of somebody well known."""
        if first >= len(draft.tokens) or draft.used[first]:
            return None
        found = self.exact(draft, first, min_words=2)
        if found is None and draft.key(first) not in self.common and len(draft.key(first)) > 2:
            owner = self.owner(draft.key(first))
            found = Found(owner, first) if owner is not None else None
        return found if found is not None and self.films(found.name) >= MIN_FILMS else None

    def exact(self, draft: Draft, first: int, min_words: int) -> Found | None:
        """The longest name spelt as in the catalogue that begins at `first`."""
        for last in range(min(first + _MAX_NAME_TOKENS, len(draft.tokens)) - 1, first, -1):
            if any(draft.used[first : last + 1]) or draft.key(last) == ".":
                continue
            keys = [draft.key(number) for number in range(first, last + 1)]
            if any(
                not key.isalnum() and (key != "." or len(keys[at - 1]) > 1) for at, key in enumerate(keys)
            ):
                continue
            name = [key for key in keys if key != "."]
            known = self._people.named(" ".join(name)) if len(name) >= min_words else None
            # "Ten Years After" is a band: rare names of everyday words are more likely part of the plot.
            if known is not None and (
                self._people.films(known) >= MIN_FILMS or not self.common.issuperset(name)
            ):
                return Found(known, last)
        return None

    def mistyped(self, draft: Draft, first: int, min_words: int = 1) -> Found | None:
        """A name nearly spelt as in the catalogue that begins at `first` and ends its phrase."""
        for last in range(first + 2, first + min_words - 2, -1):
            keys = [draft.key(number) for number in range(first, last + 1)]
            if last >= len(draft.tokens) or not all(key.isalpha() for key in keys):
                continue
            text = " ".join(keys)
            # A word with a typo is no everyday word; looking up every other pair would take too long.
            if len(text) < _MIN_LETTERS or self.common.issuperset(keys):
                continue
            ends = (
                draft.closes(last)
                or draft.is_film_noun(last + 1)
                or self._genre_follows(draft, last)
                or (keys[-1] not in self.common and modifies_film(draft, last))
            )
            if not ends:
                continue
            near = self._people.find(text, 1)
            if not near or near[0].films < MIN_FILMS:
                continue
            if last == first:
                surname = name_key(near[0].name).split()[-1]
                typo = surname[:2] == text[:2] and text.removeprefix(surname) not in _ENDINGS
                if typo and near[0].score >= _CLOSE_SURNAME:
                    return Found(near[0].name, last)
            elif near[0].score >= _VERY_CLOSE or (min_words == 1 and near[0].score >= _CLOSE):
                return Found(near[0].name, last)
        return None

    @staticmethod
    def _genre_follows(draft: Draft, last: int) -> bool:
        return draft.key(last + 1) in GENRE_WORDS or " ".join(draft.keys[last + 1 : last + 3]) in GENRE_WORDS

    def given_name(self, draft: Draft, place: int) -> Found | None:
        """Whom a given name means where something is refused: `not the one with Keanu`."""
        given = draft.key(place)
        if given in self.common or len(given) < _MIN_GIVEN or not draft.closes(place):
            return None
        near = [found for found in self._people.find(given, 2) if name_key(found.name).split()[0] == given]
        return Found(near[0].name, place) if near and near[0].films >= MIN_FILMS else None

    def films(self, name: str) -> int:
        """How many films have somebody of this name."""
        return self._people.films(name)

    def owner(self, surname: str) -> str | None:
        """The one well-known person of this surname; of directors who share it, who made most."""
        owner = self._people.surname_owner(surname)
        pair = sorted(self.siblings(surname), key=lambda name: (-self._people.films(name), name))
        return owner or (pair[0] if pair else None)

    def is_character(self, name: str) -> bool:
        """Whether some film has a part of this name."""
        return name_key(name) in self._characters
