"""Test queries against one catalogue: which it can answer, and where each system put the right films."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.db import movies as movie_store
from bot.db.session import Database
from bot.domain import Movie
from bot.evaluation.description_figures import satisfied_share
from bot.evaluation.description_file import NumberedDescription, QuerySet
from bot.evaluation.holds import Holds

Found = Mapping[str, Sequence[Sequence[int]]]
"""Films found by each system, a list a query."""


@dataclass(frozen=True, slots=True)
class Case:
    """A query with our ids of its right films, and of the films that meet its conditions."""

    query: NumberedDescription
    right: frozenset[int]
    fitting: frozenset[int]


def answerable(query_set: QuerySet, database: Database) -> list[Case]:
    """The queries that this catalogue can answer."""
    with database.session(read_only=True) as session:
        film_of = movie_store.id_by_tmdb(session)
        conditions = any(query.holds for query in query_set.queries)
        movies = list(movie_store.all_movies(session)) if conditions else []
    cases = [
        Case(
            query,
            frozenset(film_of[tmdb_id] for tmdb_id in query.tmdb_ids if tmdb_id in film_of),
            _fitting(query.holds, movies),
        )
        for query in query_set.queries
    ]
    return [case for case in cases if case.right or case.fitting]


def _fitting(holds: Holds | None, movies: Sequence[Movie]) -> frozenset[int]:
    return frozenset(movie.id for movie in movies if holds and holds.satisfied_by(movie))


def rank_rows(query_set: QuerySet, cases: Sequence[Case], found: Found) -> list[dict[str, Any]]:
    """One row a query for a file of ranks; `tmdb_id` and `movie_id` where just one film is right."""
    return [
        {
            "set": query_set.file.stem,
            "line": case.query.line,
            "query_id": case.query.query_id,
            "language": case.query.language,
            "tmdb_id": _only(case.query.tmdb_ids),
            "movie_id": _only(case.right),
            "movie_ids": sorted(case.right),
            "query_text": case.query.text,
            "rank": {name: _rank(lists[place], case.right) for name, lists in found.items()},
            "first": {name: lists[place][0] if lists[place] else None for name, lists in found.items()},
            "satisfied": {
                name: satisfied_share(lists[place], case.fitting)
                for name, lists in found.items()
                if case.fitting and lists[place]
            },
        }
        for place, case in enumerate(cases)
    ]


def _only(ids: Collection[int]) -> int | None:
    return next(iter(ids)) if len(ids) == 1 else None


def _rank(films: Sequence[int], right: Collection[int]) -> int | None:
    return next((place for place, film in enumerate(films, start=1) if film in right), None)
