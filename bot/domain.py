"""The nouns of the product, free of storage and transport."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from retrieval.confidence import Confidence
from retrieval.documents import CastMember
from retrieval.questions import Question


@dataclass(frozen=True, slots=True)
class MovieDraft:
    """A film as a data set gives it, before it has our id. Fields as in `Movie`."""

    title: str
    tmdb_id: int | None = None
    imdb_id: str | None = None
    original_title: str = ""
    year: int | None = None
    runtime: int | None = None
    language: str = ""
    countries: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[CastMember, ...] = ()
    keywords: tuple[str, ...] = ()
    overview: str = ""
    tagline: str = ""
    rating: float | None = None
    rating_count: int = 0
    popularity: float = 0.0


@dataclass(frozen=True, slots=True)
class Movie(MovieDraft):
    """A film of the catalogue. `id` is ours and never changes; `tmdb_id` and `imdb_id` may be unknown.

    `rating` is the mean of `rating_count` votes on a 0-10 scale; `popularity` grows with fame.
    `year` is the first release, `runtime` is in minutes, `language` an ISO 639-1 code, `countries`
    ISO 3166-1 alpha-2 codes. Unknown values are None or empty, never 0.
    """

    id: int = 0

    @property
    def label(self) -> str:
        """Title with year, as people tell namesakes apart: `Heat (1995)`."""
        return f"{self.title} ({self.year})" if self.year else self.title


class Mark(StrEnum):
    """What a person said of a film besides stars."""

    SEEN = "seen"
    NOT_INTERESTED = "not_interested"


class ChangeKind(StrEnum):
    """The changes a person can make, and undo."""

    RATE = "rate"
    UNRATE = "unrate"
    WATCHLIST_ADD = "watchlist_add"
    WATCHLIST_REMOVE = "watchlist_remove"
    MARK = "mark"
    UNMARK = "unmark"


@dataclass(frozen=True, slots=True)
class Change:
    """One change a person made: `before` and `after` are stars of ratings, `mark` is the mark of marks."""

    kind: ChangeKind
    movie_id: int
    before: float | None = None
    after: float | None = None
    mark: Mark | None = None


class Rating(NamedTuple):
    """Stars from 1 to 5, halves allowed."""

    movie_id: int
    stars: float
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class Taste:
    """All that ranking may know of one person: read once a request, newest first."""

    person_id: int
    ratings: tuple[Rating, ...] = ()
    watchlist: tuple[int, ...] = ()
    seen: frozenset[int] = frozenset()
    not_interested: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A film with the reason it is shown. `score` orders one answer and has no unit.

    `highlights` are words of the overview, people and genres that match what was asked for, as they are spelt.
    """

    movie: Movie
    score: float
    reason: str = ""
    source: str = ""
    highlights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: suggestions in order, and whether more would follow.

    Where one particular film is looked for, `confidence` says how sure the answer is of it, and `question`
    is what to ask to become surer.
    """

    suggestions: tuple[Suggestion, ...] = ()
    more: bool = False
    notes: tuple[str, ...] = field(default=())
    confidence: Confidence | None = None
    question: Question | None = None
