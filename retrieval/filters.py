"""Hard constraints on films, applied before ranking so that k fitting films come back where k exist."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """Every condition set must hold; an empty `Filters()` lets every film through.

    `genres` and `people` must all be present, `languages` and `countries` are alternatives.
    Years and minutes are inclusive bounds; `rating_min` is on the 0-10 scale. A film whose value
    is unknown fails a condition on that value. Names compare without case or accents.
    """

    genres: frozenset[str] = frozenset()
    without_genres: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    without_people: frozenset[str] = frozenset()
    without_keywords: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    year_from: int | None = None
    year_to: int | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    rating_min: float | None = None

    def updated(self, change: Filters) -> Filters:
        """These conditions as a later statement changes them.

        Years, minutes, language, country and rating are replaced where `change` says something of
        them. Genres, people and exclusions add up, and what is asked for is no longer excluded, nor
        the other way round.
        """
        years = change if (change.year_from, change.year_to) != (None, None) else self
        minutes = change if (change.runtime_min, change.runtime_max) != (None, None) else self
        return Filters(
            genres=(self.genres - change.without_genres) | change.genres,
            without_genres=(self.without_genres - change.genres) | change.without_genres,
            people=(self.people - change.without_people) | change.people,
            without_people=(self.without_people - change.people) | change.without_people,
            without_keywords=self.without_keywords | change.without_keywords,
            languages=change.languages or self.languages,
            countries=change.countries or self.countries,
            year_from=years.year_from,
            year_to=years.year_to,
            runtime_min=minutes.runtime_min,
            runtime_max=minutes.runtime_max,
            rating_min=self.rating_min if change.rating_min is None else change.rating_min,
        )
