"""People who act or direct."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from retrieval.documents import Document
from retrieval.filters import Filters
from retrieval.people import PARTICLES, PeopleIndex
from retrieval.reading.alternatives import Option, either, runs, wish_all
from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.reading.genre_names import GENRE_WORDS, UNWANTED
from retrieval.reading.origin_names import COUNTRIES, LANGUAGES, NATIONALITIES
from retrieval.text import STOPWORDS, name_key, word_set, words

_STATED: Final = (
    r"starring|stars|featuring|feat|directed by|director|directors|from director|acted by|played by"
    r"|with actor|with actress|actor|actress"
)
_MARKER: Final = re.compile(
    rf"\b(?:(?P<stated>{_STATED})|(?P<by>(?:(?:made|directed|written|{FILM_NOUN}|something|anything"
    rf"|stuff) )?by)|(?P<with>with|has|have|having))\b"
)
_REFUSAL: Final = re.compile(
    r"\b(?:without|no|not|isnt|wasnt|nothing|except|excluding|minus|but not|hate|dont (?:want|like)|do not (?:want"
    r"|like)|anything but)(?: (?:with|starring|any|by|more|(?:the |anything |any )?(?:movies?|films?|ones?|version|stuff)? ?(?:with|by|starring|from|directed by|of)|anything (?:with|by)))?\b"
)
_LOWER_CASE: Final = re.compile(r"\b[a-z]+\b")
_ABOUT: Final = word_set("about on named called like as playing of biopic against versus vs meets for")
_JOINING: Final = frozenset(("and", "&", ",", "or", "nor"))
_AGAIN: Final = frozenset(("with", "by", "maybe", "perhaps", "possibly", "even"))
_MIN_GIVEN: Final = 4
_ALIKE: Final = re.compile(
    r"(?:like|resembl\w+|similar to|remind\w* \w+ of|think|version of|-esque|type|lookalike)(?: (?:a|an|the|of|young|younger|old|older|kind))*$"
)
_ALIKE_WEIGHT: Final = 0.3
_MAX_NAME_TOKENS: Final = 6  # "J. J. Abrams" is five tokens
_COMMON: Final = 3  # films whose description has the word in lower case: no name
_CLOSE: Final = 87.0
_CLOSE_SURNAME: Final = 79.0
_VERY_CLOSE: Final = 93.0
_MIN_FILMS: Final = 2
_MIN_LETTERS: Final = 6


class _Found(NamedTuple):
    name: str
    last: int


class NameReader:
    """Finds people of the catalogue in a draft."""

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

    def read(self, draft: Draft, *, description: bool) -> None:
        """Add people wanted and not wanted; in a description only those stated as cast or director."""
        for _, first, last in draft.find(_REFUSAL):
            self._read_list(draft, first, last + 1, refused=True, description=description)
        for found, first, last in draft.find(_MARKER):
            if description and not found["stated"]:
                continue
            by_weak = found["by"] == "by" and not draft.after_film(first)
            self._read_list(
                draft,
                first,
                last + 1,
                weak=by_weak,
                description=description,
                director="direct" in found.group() or bool(found["by"]),
            )
        if not description:
            self._read_bare(draft)

    def read_memory(self, draft: Draft) -> None:
        """Add hints for everyone named in full; `looked like Tom Hanks` is a weak one."""
        first = 0
        options: list[Option] = []
        while first < len(draft.tokens):
            found = None if draft.used[first] else self._exact(draft, first, min_words=2)
            famous = found is not None and self._people.films(found.name) >= _MIN_FILMS
            if found is None or not famous or name_key(found.name) in self._characters:
                first += 1
                continue
            options.append(Option(Filters(people=frozenset((found.name,))), first, found.last, found.name))
            first = found.last + 1
        for run in runs(draft, options):
            before, after = run[0].first, run[-1].last
            meant = draft.stance(before, after)
            alike = bool(_ALIKE.search(" ".join(draft.keys[max(0, before - 5) : before])))
            change = either(option.filters for option in run)
            weight = _ALIKE_WEIGHT if alike else meant.weight
            draft.hint(change.refused() if meant.refused else change, weight, before, before - 1, "")

    def _read_list(
        self,
        draft: Draft,
        first: int,
        start: int,
        *,
        refused: bool = False,
        weak: bool = False,
        description: bool = False,
        director: bool = False,
    ) -> None:
        """Names from `start` on, joined by `and` or commas; what leads to them begins at `first`."""
        names: list[_Found] = []
        place = start + (draft.key(start) in {"both", "either"})
        either_one = False
        while (found := self._name_at(draft, place, marked=not weak, exact=description)) is not None:
            names.append(found)
            if draft.key(found.last + 1) not in _JOINING:
                break
            either_one |= draft.key(found.last + 1) == "or"
            place = found.last + 2 + (draft.key(found.last + 2) in _AGAIN)
        if not names and refused:
            found = self._given_name(draft, start)
            names = [found] if found is not None else []
        if not names:
            return
        listed = [found.name for found in names]
        word = "by" if director else "with"
        if refused:
            draft.wished = draft.wished.joined(Filters(without_people=frozenset(listed)))
            for number, name in enumerate(listed):
                draft.use(
                    first if number == 0 else names[number - 1].last + 1,
                    names[number].last,
                    f"without {name}",
                )
        elif either_one and len(listed) > 1:
            choice = either(Filters(people=frozenset((name,))) for name in listed)
            draft.wish(choice, first, names[-1].last, f"{word} {' or '.join(listed)}")
        else:
            for number, name in enumerate(listed):
                begin = first if number == 0 else names[number - 1].last + 1
                draft.wish(Filters(people=frozenset((name,))), begin, names[number].last, f"{word} {name}")

    def _given_name(self, draft: Draft, place: int) -> _Found | None:
        """Whom a given name means where something is refused: `not the one with Keanu`."""
        given = draft.key(place)
        if given in self.common or len(given) < _MIN_GIVEN or not draft.closes(place):
            return None
        near = [found for found in self._people.find(given, 2) if name_key(found.name).split()[0] == given]
        return _Found(near[0].name, place) if near and near[0].films >= _MIN_FILMS else None

    def _read_bare(self, draft: Draft) -> None:
        """Full names without a word before, and surnames before a film noun: `Nolan films`."""
        options: list[Option] = []
        for first in range(len(draft.tokens)):
            if any(option.first <= first <= option.last for option in options):
                continue
            if draft.used[first] or draft.key(first - 1) in _ABOUT:
                continue
            found = self._exact(draft, first, min_words=2)
            if found is not None:
                famous = self._people.films(found.name) >= _MIN_FILMS
                if famous and name_key(found.name) not in self._characters:
                    last = found.last + (draft.key(found.last + 1) == "'s")
                    options.append(
                        Option(Filters(people=frozenset((found.name,))), first, last, f"with {found.name}")
                    )
                continue
            mistyped = self._mistyped(draft, first, min_words=2) if draft.leads(first) else None
            if mistyped is not None:
                wanted = Filters(people=frozenset((mistyped.name,)))
                draft.wish(wanted, first, mistyped.last, f"with {mistyped.name}")
                continue
            after = first + 1 + (draft.key(first + 1) == "'s")
            alone = len(draft.tokens) == 1
            leading = draft.is_film_noun(after) and draft.leads(first)
            if draft.key(first) not in self.common and (leading or alone):
                owner = self._people.surname_owner(draft.key(first))
                if owner is not None and self._people.films(owner) >= _MIN_FILMS:
                    last = first if alone else after
                    draft.wish(Filters(people=frozenset((owner,))), first, last, f"with {owner}")
        wish_all(draft, options)

    def _name_at(self, draft: Draft, first: int, *, marked: bool, exact: bool) -> _Found | None:
        found = self._exact(draft, first, min_words=2)
        if found is not None or exact or first >= len(draft.tokens):
            return found
        if marked and draft.key(first) in PARTICLES:
            for last in range(min(first + 2, len(draft.tokens) - 1), first, -1):
                owner = self._people.surname_owner(" ".join(draft.key(at) for at in range(first, last + 1)))
                if owner is not None and self._people.films(owner) >= _MIN_FILMS:
                    return _Found(owner, last)
        single = draft.key(first)
        if single not in self.common and len(single) > 2 and marked:
            owner = self._people.surname_owner(single)
            if owner is not None and self._people.films(owner) >= _MIN_FILMS:
                follows_surname = draft.closes(first) or draft.key(first + 1) == "'s"
                if follows_surname:
                    return _Found(owner, first)
        return self._mistyped(draft, first) if marked else None

    def _exact(self, draft: Draft, first: int, min_words: int) -> _Found | None:
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
                self._people.films(known) >= _MIN_FILMS or not self.common.issuperset(name)
            ):
                return _Found(known, last)
        return None

    def _mistyped(self, draft: Draft, first: int, min_words: int = 1) -> _Found | None:
        for last in range(first + 2, first + min_words - 2, -1):
            keys = [draft.key(number) for number in range(first, last + 1)]
            if last >= len(draft.tokens) or not all(key.isalpha() for key in keys):
                continue
            text = " ".join(keys)
            ends = draft.closes(last) or draft.is_film_noun(last + 1) or draft.key(last + 1) in GENRE_WORDS
            if not ends or len(text) < _MIN_LETTERS or all(key in STOPWORDS for key in keys):
                continue
            near = self._people.find(text, 1)
            if not near or near[0].films < _MIN_FILMS:
                continue
            unusual = any(key not in self.common for key in keys)
            if last == first:
                same_start = name_key(near[0].name).split()[-1][:2] == text[:2]
                if unusual and same_start and near[0].score >= _CLOSE_SURNAME:
                    return _Found(near[0].name, last)
            elif near[0].score >= _VERY_CLOSE or (unusual and min_words == 1 and near[0].score >= _CLOSE):
                return _Found(near[0].name, last)
        return None
