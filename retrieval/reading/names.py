"""People who act or direct."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.alternatives import Option, either, runs, wish_all
from retrieval.reading.draft import FILM_NOUN, Draft
from retrieval.reading.name_finder import MIN_FILMS, Found, NameFinder
from retrieval.text import word_set

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
_ABOUT: Final = word_set("about on named called like as playing of biopic against versus vs meets for")
_JOINING: Final = frozenset(("and", "&", ",", "or", "nor"))
_AGAIN: Final = frozenset(("with", "by", "maybe", "perhaps", "possibly", "even"))
_ALIKE: Final = re.compile(
    r"(?:like|resembl\w+|similar to|remind\w* \w+ of|version of|-esque|type|lookalike)(?: (?:a|an|the|of|young|younger|old|older|kind))*$"
)
_ALIKE_WEIGHT: Final = 0.3


class NameReader:
    """Finds people of the catalogue in a draft."""

    def __init__(self, finder: NameFinder) -> None:
        self._finder = finder

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
            found = None if draft.used[first] else self._finder.exact(draft, first, min_words=2)
            famous = found is not None and self._finder.films(found.name) >= MIN_FILMS
            if found is None or not famous or self._finder.is_character(found.name):
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
        names: list[Found] = []
        place = start + (draft.key(start) in {"both", "either"})
        either_one = False
        while (found := self._finder.at(draft, place, marked=not weak, exact=description)) is not None:
            names.append(found)
            if draft.key(found.last + 1) not in _JOINING:
                break
            either_one |= draft.key(found.last + 1) == "or"
            place = found.last + 2 + (draft.key(found.last + 2) in _AGAIN)
        if not names and refused:
            found = self._finder.given_name(draft, start)
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

    def _read_bare(self, draft: Draft) -> None:
        """Full names without a word before, and surnames before a film noun: `Nolan films`."""
        options: list[Option] = []
        for first in range(len(draft.tokens)):
            if any(option.first <= first <= option.last for option in options):
                continue
            if draft.used[first] or draft.key(first - 1) in _ABOUT:
                continue
            found = self._finder.exact(draft, first, min_words=2)
            if found is not None:
                famous = self._finder.films(found.name) >= MIN_FILMS
                if famous and not self._finder.is_character(found.name):
                    last = found.last + (draft.key(found.last + 1) == "'s")
                    options.append(
                        Option(Filters(people=frozenset((found.name,))), first, last, f"with {found.name}")
                    )
                continue
            mistyped = self._finder.mistyped(draft, first, min_words=2) if draft.leads(first) else None
            if mistyped is not None:
                wanted = Filters(people=frozenset((mistyped.name,)))
                draft.wish(wanted, first, mistyped.last, f"with {mistyped.name}")
                continue
            after = first + 1 + (draft.key(first + 1) == "'s")
            alone = len(draft.tokens) == 1
            leading = draft.is_film_noun(after) and draft.leads(first)
            if draft.key(first) not in self._finder.common and (leading or alone):
                owner = self._finder.owner(draft.key(first))
                if owner is not None and self._finder.films(owner) >= MIN_FILMS:
                    last = first if alone else after
                    draft.wish(Filters(people=frozenset((owner,))), first, last, f"with {owner}")
        wish_all(draft, options)
