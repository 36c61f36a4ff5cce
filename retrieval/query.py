"""Free text as constraints plus what is left to match by meaning: the one place where this is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from retrieval.documents import Document
from retrieval.filters import Filters, Hint
from retrieval.people import PeopleIndex
from retrieval.reading.chatter import read_film_noun, read_openings
from retrieval.reading.draft import Draft
from retrieval.reading.genre_names import GENRE_WORDS
from retrieval.reading.genres import read_genres
from retrieval.reading.intention import is_memory, is_recalled
from retrieval.reading.memory import read_memory
from retrieval.reading.name_finder import NameFinder
from retrieval.reading.names import NameReader
from retrieval.reading.negation import read_refusals
from retrieval.reading.origin_names import LANGUAGES, NATIONALITIES
from retrieval.reading.origins import read_origin
from retrieval.reading.other_films import OtherFilmReader
from retrieval.reading.ratings import read_rating
from retrieval.reading.relative import read_relative
from retrieval.reading.runtime import read_runtime
from retrieval.reading.years import read_years
from retrieval.text import LONG_TEXT, name_key, word_set
from retrieval.titles import TitleIndex

__all__ = ["Hint", "Query", "QueryReader"]

_MAX_CHARS: Final = 4_000
_EMPTY: Final = word_set(
    """a an the and or but with without from in of by to for on at me my i it is are was be that which where
    who movie movies film films something anything some any one ones stuff please about just really good
    great nice best top more most other like s want see watch show give made set kind sort only also too
    very so do you have not no must should has had needs gotta than then there this these those d m recommend suggest find"""
)
_PLOT: Final = word_set("about where who which when that . ; : based")
_EDGE: Final = word_set(
    "just only please and or but with from in of by about that which where when is are , . ; : - ! ?"
)
_READERS: Final = (
    read_refusals,
    read_genres,
    read_rating,
    read_runtime,
    read_years,
    read_origin,
    read_relative,
)
_KINDS: Final = frozenset((*GENRE_WORDS, *LANGUAGES, *NATIONALITIES))
_MAX_PASSES: Final = 4
_ARTICLES: Final = frozenset(("a", "an", "the", "some", "any"))


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asked for.

    `text` is what is left to match by meaning, `notes` say in plain words what was understood
    ("1990s", "with Tom Hanks"), `relative` compares with what was shown before ("newer"). `hints` are
    what was said without certainty, or in passing: they order films and hide none. `recalled` is whether
    one particular film seems to be meant rather than any that fits.
    """

    text: str
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()
    relative: frozenset[str] = frozenset()
    hints: tuple[Hint, ...] = ()
    recalled: bool = False

    @property
    def understood(self) -> tuple[str, ...]:
        """The notes of all conditions, certain or not."""
        return tuple(dict.fromkeys((*self.notes, *(hint.note for hint in self.hints if hint.note))))


class QueryReader:
    """Reads queries against the people and titles of one catalogue."""

    def __init__(self, documents: Sequence[Document], titles: TitleIndex, people: PeopleIndex) -> None:
        self._titles = titles
        finder = NameFinder(documents, people)
        self._names = NameReader(finder)
        self._others = OtherFilmReader(documents, titles, finder.common)

    def read(self, text: str) -> Query:
        """Understand `text`: an exact title is left alone, a long plot but for its stated wishes."""
        text = " ".join(text[:_MAX_CHARS].split())
        if not _is_kind(text) and self._titles.exact(text):
            return Query(text)
        draft = Draft(text)
        asked = read_openings(draft)
        description = sum(token.key.isalnum() for token in draft.tokens) > LONG_TEXT
        self._others.read(draft)
        if description:
            draft.limit = _wish_end(draft) if asked and not is_memory(draft.line) else 0
        self._names.read(draft, description=description)
        for _ in range(_MAX_PASSES):
            before = sum(draft.used)
            for read in _READERS:
                read(draft)
            if sum(draft.used) == before:
                break  # what one reader takes away may free what another waits for; now nothing did
        read_film_noun(draft)
        draft.limit = len(draft.tokens)
        if description:
            self._names.read_memory(draft)
        read_memory(draft)
        left = _left(draft)
        if not left:
            draft.insist()
        notes = tuple(dict.fromkeys(note for note in draft.notes if note))
        recalled = bool(left) and is_recalled(draft.line, left)
        return Query(left, draft.wished, notes, frozenset(draft.relative), tuple(draft.hints), recalled)


def _is_kind(text: str) -> bool:
    """Whether the text is a genre, a language or a nation: a kind of film, even where one is called so."""
    return name_key(text) in _KINDS


def _wish_end(draft: Draft) -> int:
    """The number of tokens before the plot begins: `a French film | about a woman who`."""
    plot = (
        number for number, token in enumerate(draft.tokens) if token.key in _PLOT and not draft.used[number]
    )
    return next(plot, len(draft.tokens))


def _left(draft: Draft) -> str:
    """The words not understood, without what dangles beside the others; "" where none has substance."""
    unused = [number for number in range(len(draft.tokens)) if not draft.used[number]]
    if all(draft.key(number) in _EMPTY or not draft.key(number).isalnum() for number in unused):
        return ""
    if any(draft.used):
        first = next(
            number for number in unused if draft.key(number) not in _EMPTY and draft.key(number).isalnum()
        )
        start = max((number for number in range(first) if draft.used[number]), default=-1)
        for number in range(start):
            draft.use(number, number)
        for number in unused:
            after = number + 1 >= len(draft.tokens) or draft.used[number + 1]
            before = number == 0 or draft.used[number - 1]
            if after and (draft.key(number) in _ARTICLES or (before and draft.key(number) in _EDGE)):
                draft.use(number, number)
        _trim(draft, unused)
        _trim(draft, unused[::-1])
    return draft.rest()


def _trim(draft: Draft, numbers: list[int]) -> None:
    for number in numbers:
        if not draft.used[number]:
            if draft.key(number) not in _EDGE:
                return
            draft.use(number, number)
