"""People who act or direct."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.alternatives import Option, either, runs, wish_all
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import opens
from retrieval.reading.genre_names import GENRE_WORDS, Kind
from retrieval.reading.name_finder import MIN_FILMS, Found, NameFinder
from retrieval.reading.refusal_words import REFUSAL
from retrieval.reading.vocabulary import FILM_NOUN
from retrieval.text import word_set

_STATED: Final = (
    r"starring|stars|featuring|feat|directed by|director|directors|from director|acted by|played by"
    r"|with actor|with actress|actor|actress"
)
_MARKER: Final = re.compile(
    rf"\b(?:(?P<stated>{_STATED})|(?P<by>(?:(?:made|directed|written|{FILM_NOUN}|something|anything"
    rf"|stuff) )?by|{FILM_NOUN} of)|(?P<with>with|has|have|having))\b"
)
_REFUSED: Final = re.compile(
    rf"\b{REFUSAL}(?: (?:any|more|the|one|ones|a|anything|something|those|all|either|that|is|are|directed|made|{FILM_NOUN}|version|stuff))*"
    r"(?: (?:with|by|starring|from|featuring|of|directed by|made by|that has|that have))?(?= )"
)
_ANYONE_BUT: Final = re.compile(
    r"\b(?:(?:with|by|starring) )?(?:anyone|anybody|someone|somebody|everyone|any actor|any director|people)"
    r" (?:else )?(?:but|except(?: for)?|other than|besides|apart from)(?= )"
)
_SIBLINGS: Final = re.compile(
    rf"\b(?:(?:(?:{FILM_NOUN}|directed|made|written) )?(?:by|from) )?(?:the )?(?P<surname>\w+) (?:brothers|bros|sisters|siblings|duo)"
    rf"(?: 's)?(?: {FILM_NOUN})?(?= |$)"
)
_ABSENT: Final = re.compile(
    r"^(?: (?:did not|didnt|does not|doesnt|has not|hasnt|had not|hadnt|have not|havent|is not|isnt|was not|wasnt|are not|arent|hes not"
    r"|never|had nothing|has nothing|excluded))(?: (?:direct\w*|ma[dk]e\w*|star\w*|act\w*|appear\w*|play\w*|involved|do|done|featured"
    r"|in(?: it| them| this)?|to do with(?: it| them)?|part of(?: it)?))*"
)
_ABOUT: Final = word_set("about on named called like as playing of biopic against versus vs meets for")
_JOINING: Final = frozenset(("and", "&", ",", "or", "nor"))
_MARKS: Final = frozenset((",", ".", ";", "but", "and"))
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
        for pattern in (_ANYONE_BUT, _REFUSED):
            for _, first, last in draft.find(pattern):
                self._read_list(draft, first, last + 1, refused=True, description=description)
        if not description:
            self._read_absent(draft)
            self._read_siblings(draft)
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

    def _read_siblings(self, draft: Draft) -> None:
        """Directors known by their surname: `by the Coen brothers`."""
        for found, first, last in draft.find(_SIBLINGS):
            names = self._finder.siblings(found["surname"])
            if names and draft.key(first - 1) not in _ABOUT:
                change = either(Filters(people=frozenset((name,))) for name in sorted(names))
                draft.wish(change, first, last, f"by the {found['surname'].title()} siblings")

    def _read_absent(self, draft: Draft) -> None:
        """Who is said to have no part in it: `that Scorsese did not direct`."""
        for first in range(len(draft.tokens)):
            found = None if draft.used[first] else self._finder.full_or_surname(draft, first)
            if found is None:
                continue
            absent = _ABSENT.match(" " + " ".join(draft.keys[found.last + 1 :]))
            if absent is not None and len(absent.group().split()) > 1:
                begin = first - (draft.key(first - 1) in {"that", "which", "where"})
                end = found.last + len(absent.group().split())
                draft.wished = draft.wished.joined(Filters(without_people=frozenset((found.name,))))
                draft.use(begin, end, f"without {found.name}")

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
            self._read_surnames(draft, first)
        wish_all(draft, options)

    def _read_surnames(self, draft: Draft, first: int) -> None:
        """Surnames before what they made: `Nolan films`, `Kubrick's war film`, `the Coen brothers`."""
        names: list[str] = []
        place = first
        either_one = False
        while (owner := self._finder.full_or_surname(draft, place)) is not None:
            names.append(owner.name)
            last = owner.last
            place = last + 1
            if draft.key(place) not in {"and", "&", "or"}:
                break
            either_one |= draft.key(place) == "or"
            place += 1
        if not names:
            return
        place += draft.key(place) == "'s"
        alone = len(draft.tokens) == last + 1 - first
        rest = range(place, len(draft.tokens))
        # "Spielberg, but no comedies": nothing else is left.
        alone |= first == draft.opened and all(draft.used[at] or draft.key(at) in _MARKS for at in rest)
        if not (alone or (opens(draft, first) and (draft.is_film_noun(place) or self._makes(draft, place)))):
            return
        if draft.is_film_noun(place):
            last = place
        elif draft.key(last + 1) == "'s":
            last += 1
        everyone = [Filters(people=frozenset((name,))) for name in dict.fromkeys(names)]
        if either_one:
            draft.wish(either(everyone), first, last, f"with {' or '.join(names)}")
        else:
            draft.wish(Filters(people=frozenset(names)), first, last, f"with {' and '.join(names)}")

    def _makes(self, draft: Draft, place: int) -> bool:
        """Whether a genre follows that ends there: `[Hitchcock] thriller`, `[Kubrick's] war films`."""
        for last in range(place, place + 3):
            names = " ".join(draft.keys[place : last + 1])
            if names in GENRE_WORDS and (
                draft.is_film_noun(last + 1) or GENRE_WORDS[names][1] is not Kind.TOPIC
            ):
                return (
                    draft.closes(last) or draft.is_film_noun(last + 1) or draft.key(last + 1) in GENRE_WORDS
                )
        return False
