"""Names of people at a place of a text: in full, mistyped, by surname or by given name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from retrieval.documents import Document
from retrieval.people import PARTICLES, PeopleIndex
from retrieval.reading.draft import Draft
from retrieval.reading.genre_names import GENRE_WORDS, UNWANTED
from retrieval.reading.origin_names import COUNTRIES, LANGUAGES, NATIONALITIES
from retrieval.text import STOPWORDS, name_key, word_set, words

_LOWER_CASE: Final = re.compile(r"\b[a-z]+\b")
_MAX_NAME_TOKENS: Final = 6  # "J. J. Abrams" is five tokens
_COMMON: Final = 3  # films whose description has the word in lower case: no name
_CLOSE: Final = 87.0
_CLOSE_SURNAME: Final = 79.0
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
        self._characters: set[str] = set()
        for document in documents:
            keywords = words(" ".join(document.keywords))
            counts.update({*_LOWER_CASE.findall(document.overview), *keywords})
            self._characters.update(
                name_key(member.character)
                for member in document.cast
                if name_key(member.character) != name_key(member.name)  # who plays themselves is no character
            )
        # Dawn French and Al Gore are not meant by "French films" and "no gore".
        taken = word_set(" ".join((*LANGUAGES, *NATIONALITIES, *COUNTRIES, *GENRE_WORDS, *UNWANTED)))
        self.common: Final = STOPWORDS | taken | {word for word, count in counts.items() if count >= _COMMON}

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
            owner = self._people.surname_owner(single)
            if owner is not None and self._people.films(owner) >= MIN_FILMS:
                follows_surname = draft.closes(first) or draft.key(first + 1) == "'s"
                if follows_surname:
                    return Found(owner, first)
        return self.mistyped(draft, first) if marked else None

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
            ends = draft.closes(last) or draft.is_film_noun(last + 1) or draft.key(last + 1) in GENRE_WORDS
            if not ends or len(text) < _MIN_LETTERS or all(key in STOPWORDS for key in keys):
                continue
            near = self._people.find(text, 1)
            if not near or near[0].films < MIN_FILMS:
                continue
            unusual = any(key not in self.common for key in keys)
            if last == first:
                same_start = name_key(near[0].name).split()[-1][:2] == text[:2]
                if unusual and same_start and near[0].score >= _CLOSE_SURNAME:
                    return Found(near[0].name, last)
            elif near[0].score >= _VERY_CLOSE or (unusual and min_words == 1 and near[0].score >= _CLOSE):
                return Found(near[0].name, last)
        return None

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
        """The one well-known person of this surname."""
        return self._people.surname_owner(surname)

    def is_character(self, name: str) -> bool:
        """Whether some film has a part of this name."""
        return name_key(name) in self._characters
