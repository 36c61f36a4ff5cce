"""Films named to tell another: `it's not Titanic`, `by the director of Inception`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from retrieval.documents import Document
from retrieval.filters import Filters
from retrieval.reading.draft import Draft
from retrieval.reading.genre_names import GENRE_WORDS
from retrieval.reading.origin_names import COUNTRIES, LANGUAGES, NATIONALITIES
from retrieval.reading.vocabulary import FILM_NOUN
from retrieval.text import STOPWORDS, name_key, word_set
from retrieval.titles import TitleIndex

_NOT: Final = re.compile(
    r"\b(?:(?:and |but |so )?(?:i (?:know|am sure|think) )?(?:it|this|that)? ?(?:is|was|s|'s)? ?(?:definitely |certainly |also |just )*"
    r"(?:not|isnt|wasnt|cant be|cannot be)|its not|other than|besides|except(?: for)?|apart from|anything but|but no)"
    rf"(?: (?:the )?(?:{FILM_NOUN}|one called|called|named))?(?= )"
)
_MAKER: Final = re.compile(
    rf"\b(?:(?:{FILM_NOUN}|something|anything|made|directed|one|ones) )?(?:by|from) (?:the )?(?:same )?"
    r"(?:(?:director|directors|maker|makers|filmmaker|filmmakers) of|(?:director|people|team|guys?) behind"
    r"|(?:guys?|man|woman|person|people|ones?|director|directors|brothers|team) (?:who|that) (?:made|directed|did|shot|created|brought us))"
    rf"(?: the {FILM_NOUN})?(?= )"
)
_MORE: Final = frozenset(("or", "nor", ",", "and"))
_OPENERS: Final = word_set("and but so i it this that its other besides except apart anything")
_LONGEST: Final = 9
# "Not The One" is never the film of that name.
_POINTERS: Final = word_set(
    "it one that this them these those him her me us you all any there here now seen sure"
)


# "Not American" and "not horror" refuse a kind of film, even where one is called so.
_KINDS: Final = frozenset((*LANGUAGES, *NATIONALITIES, *COUNTRIES, *GENRE_WORDS))


class OtherFilmReader:
    """Finds films that are said not to be the one looked for, and films whose makers are asked for."""

    def __init__(self, documents: Sequence[Document], titles: TitleIndex, common: Collection[str]) -> None:
        """`common` are words too ordinary to be taken for a title when written in lower case."""
        self._documents = documents
        self._titles = titles
        self._common = common

    def read(self, draft: Draft) -> None:
        """Leave out the films refused by title, all of one name; wish for others by the makers of a film."""
        for _, first, last in draft.find(_MAKER):
            if (found := self._title_at(draft, last + 1)) is not None:
                rows, end = found
                film = self._meant(rows, draft.text[draft.tokens[last + 1].start : draft.tokens[end].end])
                makers = film.directors[:2]
                if makers:
                    wished = Filters(people=frozenset(makers), without_ids=frozenset((film.id,)))
                    draft.wish(wished, first, end, f"by {' and '.join(makers)}, not {film.title}")
        for _, first, last in draft.find(_NOT):
            if not _begins_phrase(draft, first):
                continue
            place, start = last + 1, first
            while (found := self._title_at(draft, place)) is not None:
                rows, end = found
                films = [self._documents[row] for row in rows]
                ids = frozenset(film.id for film in films)
                draft.wished = draft.wished.joined(Filters(without_ids=ids))
                draft.use(start, end, f"not {films[0].title}")
                if draft.key(end + 1) not in _MORE:
                    break
                start, place = end + 1, end + 2

    def _title_at(self, draft: Draft, first: int) -> tuple[list[int], int] | None:
        """Rows and last token of the longest title that begins at `first` and ends its phrase."""
        for last in range(min(first + _LONGEST, len(draft.tokens)) - 1, first - 1, -1):
            if any(draft.used[first : last + 1]) or not draft.closes(last):
                continue
            said = draft.text[draft.tokens[first].start : draft.tokens[last].end]
            rows = self._titles.exact(said) if self._may_be_title(draft, first, last, said) else []
            if rows:
                return rows, last
        return None

    def _meant(self, rows: Sequence[int], said: str) -> Document:
        """Of films of one name, articles aside, the one spelt as it was said, then the best known."""
        films = [self._documents[row] for row in rows]
        return max(films, key=lambda film: (name_key(film.title) == name_key(said), film.popularity or 0.0))

    def _may_be_title(self, draft: Draft, first: int, last: int, said: str) -> bool:
        content = [
            key for key in draft.keys[first : last + 1] if key.isalnum() and key not in {"the", "a", "an"}
        ]
        if not content or _POINTERS.issuperset(content) or _KINDS.issuperset(content):
            return False
        written_as_name = any(word[:1].isupper() or word[:1].isdigit() for word in said.split())
        return written_as_name or not all(key in STOPWORDS or key in self._common for key in content)


def _begins_phrase(draft: Draft, first: int) -> bool:
    """Whether the refusal is about the film looked for: `she is not Alice` is about somebody in it."""
    before = draft.key(first - 1)
    opens = first == 0 or draft.used[first - 1] or not before.isalnum() or draft.is_film_noun(first - 1)
    return opens or draft.key(first) in _OPENERS
