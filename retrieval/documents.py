"""What the engine indexes: one immutable document a film."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CastMember:
    """An actor and the part played; `character` is empty where unknown."""

    name: str
    character: str = ""


@dataclass(frozen=True, slots=True)
class OtherTitle:
    """What a film is called in another language, an ISO 639-1 code."""

    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A film as the engine sees it.

    `language` is an ISO 639-1 code, `countries` are ISO 3166-1 alpha-2 codes, `runtime` is in
    minutes, `rating` is a mean from 0 to 10, `popularity` is any non-negative number that grows
    with fame. `synopsis` tells the whole story where somebody wrote it down: it is searched, not
    shown. The film is found by its `other_titles` too. Unknown values are None or empty, never 0.
    """

    id: int
    title: str
    original_title: str = ""
    other_titles: tuple[OtherTitle, ...] = ()
    year: int | None = None
    overview: str = ""
    tagline: str = ""
    synopsis: str = ""
    genres: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[CastMember, ...] = ()
    language: str = ""
    countries: tuple[str, ...] = ()
    runtime: int | None = None
    rating: float | None = None
    popularity: float = 0.0

    @property
    def people(self) -> tuple[str, ...]:
        """Directors, then cast, without repeats."""
        return tuple(dict.fromkeys((*self.directors, *(member.name for member in self.cast))))
