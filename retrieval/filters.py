"""Conditions on films: hard ones, applied before ranking so that k fitting films come back, and hints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Filters:
    """Every condition set must hold; an empty `Filters()` lets every film through.

    `genres` and `people` must all be present, `languages` and `countries` are alternatives.
    Years and minutes are inclusive bounds; `rating_min` is on the 0-10 scale. A film whose value
    is unknown fails a condition on that value, and its opposite. Names compare without case or accents. `popularity` is
    on the scale of the documents.

    `keywords` must all be mentioned among a film's keywords. Of each group of `any_of` at least one
    member must hold ("comedy or drama"); no member of `none_of` may hold ("nothing from the 80s").
    Films in `without_ids` are left out.
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
    popularity_min: float | None = None
    popularity_max: float | None = None
    keywords: frozenset[str] = frozenset()
    any_of: tuple[tuple[Filters, ...], ...] = ()
    none_of: tuple[Filters, ...] = ()
    without_ids: frozenset[int] = frozenset()

    def updated(self, change: Filters) -> Filters:
        """These conditions as a later statement changes them.

        Years, minutes, language, country, rating and popularity are replaced where `change` says something of
        them. Genres, people and exclusions add up, and what is asked for is no longer excluded, nor
        the other way round.
        """
        years = change if (change.year_from, change.year_to) != (None, None) else self
        fame = change if (change.popularity_min, change.popularity_max) != (None, None) else self
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
            popularity_min=fame.popularity_min,
            popularity_max=fame.popularity_max,
            keywords=self.keywords | change.keywords,
            any_of=tuple(dict.fromkeys((*self.any_of, *change.any_of))),
            none_of=tuple(dict.fromkeys((*self.none_of, *change.none_of))),
            without_ids=self.without_ids | change.without_ids,
        )

    def joined(self, other: Filters) -> Filters:
        """Both at once: sets add up, what is refused stays refused, of two bounds `other` has the last word."""
        values: dict[str, Any] = {}
        for name in self.__dataclass_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, frozenset):
                values[name] = mine | theirs
            elif isinstance(mine, tuple):
                values[name] = tuple(dict.fromkeys((*mine, *theirs)))
            else:
                values[name] = mine if theirs is None else theirs
        values["genres"] -= values["without_genres"]
        values["people"] -= values["without_people"]
        return Filters(**values)

    def refused(self) -> Filters:
        """The opposite: films that do not meet these conditions. A bound on one side becomes its complement."""
        only = self._only()
        if only == "year_to" and self.year_to is not None:
            return Filters(year_from=self.year_to + 1)
        if only == "year_from" and self.year_from is not None:
            return Filters(year_to=self.year_from - 1)
        if only == "runtime_max" and self.runtime_max is not None:
            return Filters(runtime_min=self.runtime_max + 1)
        if only == "runtime_min" and self.runtime_min is not None:
            return Filters(runtime_max=self.runtime_min - 1)
        if only == "genres" and len(self.genres) == 1:
            return Filters(without_genres=self.genres)
        if only == "people" and len(self.people) == 1:
            return Filters(without_people=self.people)
        if only == "any_of":
            return Filters(none_of=tuple(option for group in self.any_of for option in group))
        return Filters(none_of=(self,))

    def _only(self) -> str:
        """The name of the one condition set; empty where there are none or several."""
        unset = Filters()
        names = [name for name in self.__dataclass_fields__ if getattr(self, name) != getattr(unset, name)]
        return names[0] if len(names) == 1 else ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the film probably is ("maybe 1985", "I think it was French"): it orders films, it never hides one.

    `weight` says how sure the person is, from 0 (a guess) to 1 (as good as stated), or 2 for an answer to
    a question. A film that fails `filters` is only less likely, for people misremember. `note` says it in
    plain words; what a long memory tells in passing has none.
    """

    filters: Filters
    weight: float
    note: str = ""
