"""Conditions that every result of a test query must meet, judged by a film's own facts.

Written apart from the search engine's filters on purpose: code that judged itself would prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain import Movie
from retrieval.text import fold

Names = Annotated[frozenset[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class Holds(BaseModel):
    """Facts that must all hold of a film; at least one is given.

    `genres` and `people` (actors or directors) must all be there; `genres_any`, `languages` (ISO 639-1)
    and `countries` (ISO 3166-1 alpha-2) are alternatives; of the `without_...` none may be. Years,
    minutes and the 0-10 rating are inclusive bounds, `without_years` are inclusive spans. A film
    whose year, language, countries, length or rating is unknown fails a condition on it, for nobody could
    show that it holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    genres: Names = frozenset()
    genres_any: Names = frozenset()
    without_genres: Names = frozenset()
    people: Names = frozenset()
    without_people: Names = frozenset()
    languages: Names = frozenset()
    without_languages: Names = frozenset()
    countries: Names = frozenset()
    without_countries: Names = frozenset()
    year_from: int | None = None
    year_to: int | None = None
    without_years: tuple[tuple[int, int], ...] = ()
    runtime_min: int | None = None
    runtime_max: int | None = None
    rating_min: float | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("give at least one condition")
        return self

    def satisfied_by(self, movie: Movie) -> bool:
        """Whether all conditions hold of the film; names compare without case or accents."""
        people = (*movie.directors, *(member.name for member in movie.cast))
        return (
            _lists(movie.genres, self.genres, self.genres_any, self.without_genres)
            and _lists(people, self.people, frozenset(), self.without_people)
            and _known((movie.language,) if movie.language else (), self.languages, self.without_languages)
            and _known(movie.countries, self.countries, self.without_countries)
            and _between(movie.year, self.year_from, self.year_to)
            and not (movie.year is None and self.without_years)
            and all(not _between(movie.year, first, last) for first, last in self.without_years)
            and _between(movie.runtime, self.runtime_min, self.runtime_max)
            and _between(movie.rating, self.rating_min, None)
        )


def _lists(values: Iterable[str], all_of: Names, any_of: Names, none_of: Names) -> bool:
    has = {fold(value) for value in values}
    wanted, some, refused = ({fold(name) for name in names} for names in (all_of, any_of, none_of))
    return wanted <= has and (not some or bool(some & has)) and not refused & has


def _known(values: tuple[str, ...], any_of: Names, none_of: Names) -> bool:
    if not values:
        return not any_of and not none_of
    return _lists(values, frozenset(), any_of, none_of)


def _between(value: float | None, low: float | None, high: float | None) -> bool:
    if value is None:
        return low is None and high is None
    return (low is None or value >= low) and (high is None or value <= high)
