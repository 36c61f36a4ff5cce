"""Writing films: the same film keeps its id over every re-ingest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.convert import FIGURES, digest, has_figures, title_key, to_columns
from bot.db.locks import serialise
from bot.domain import MovieDraft

BATCH = 500
"""Films in one INSERT."""


@dataclass(frozen=True, slots=True)
class UpsertReport:
    """What an upsert did, in films."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


def upsert(session: Session, movies: Iterable[MovieDraft]) -> UpsertReport:
    """Add new films and update changed ones.

    A film is known by its TMDB id, else by title (without case) and year. A draft never takes away
    an id or figures (rating, rating_count, popularity) that another source brought.
    """
    serialise(session, "ingest")
    writer = _Writer(session)
    for draft in movies:
        writer.put(draft)
    writer.flush()
    # Rows were written past the identity map.
    session.expire_all()
    return UpsertReport(writer.added, writer.updated, writer.unchanged)


class _Known(NamedTuple):
    """What is needed of a stored film to recognise and merge it."""

    id: int
    tmdb_id: int | None
    imdb_id: str | None
    digest: str
    title_key: str
    year: int | None


class _Index:
    """The stored films by their natural keys."""

    def __init__(self, films: Iterable[_Known]) -> None:
        self._by_tmdb: dict[int, _Known] = {}
        self._by_title: dict[tuple[str, int | None], list[_Known]] = {}
        for film in films:
            self.add(film)

    def add(self, film: _Known) -> None:
        if film.tmdb_id is not None:
            self._by_tmdb[film.tmdb_id] = film
        self._by_title.setdefault((film.title_key, film.year), []).append(film)

    def remove(self, film: _Known) -> None:
        if film.tmdb_id is not None:
            del self._by_tmdb[film.tmdb_id]
        self._by_title[film.title_key, film.year].remove(film)

    def find(self, draft: MovieDraft) -> _Known | None:
        """The film a draft is about: by TMDB id, else by title and year unless TMDB tells the two apart."""
        if draft.tmdb_id is not None and draft.tmdb_id in self._by_tmdb:
            return self._by_tmdb[draft.tmdb_id]
        namesakes = self._by_title.get((title_key(draft.title), draft.year), [])
        if draft.tmdb_id is not None:
            namesakes = [film for film in namesakes if film.tmdb_id is None]
        return min(namesakes, key=lambda film: (film.tmdb_id is not None, film.id), default=None)


class _Writer:
    """Applies drafts one by one; inserts wait for a batch, updates are made at once."""

    def __init__(self, session: Session) -> None:
        table = models.Movie
        rows = session.execute(
            select(table.id, table.tmdb_id, table.imdb_id, table.digest, table.title_key, table.year)
        )
        self._session = session
        self._index = _Index(_Known(*row) for row in rows)
        self._new: list[dict[str, Any]] = []
        self._new_keys: set[object] = set()
        self.added = self.updated = self.unchanged = 0

    def put(self, draft: MovieDraft) -> None:
        """Add, update or pass over one film."""
        keys = {(title_key(draft.title), draft.year), draft.tmdb_id} - {None}
        if (
            len(self._new) >= BATCH or keys & self._new_keys
        ):  # the same film twice: let the second find the first
            self.flush()
        known = self._index.find(draft)
        if known is None:
            self._new.append(to_columns(draft))
            self._new_keys |= keys
            self.added += 1
        elif known.digest == digest(draft):
            self.unchanged += 1
        else:
            self._update(known, draft)
            self.updated += 1

    def flush(self) -> None:
        """Insert what waits."""
        if self._new:
            statement = insert(models.Movie).returning(models.Movie.id, sort_by_parameter_order=True)
            ids = self._session.scalars(statement, self._new).all()
            for movie_id, row in zip(ids, self._new, strict=True):
                self._index.add(_known(movie_id, row))
        self._new, self._new_keys = [], set()

    def _update(self, known: _Known, draft: MovieDraft) -> None:
        row = to_columns(draft)
        if row["tmdb_id"] is None:
            row["tmdb_id"] = known.tmdb_id
        row["imdb_id"] = row["imdb_id"] or known.imdb_id
        kept = () if has_figures(draft) else (*FIGURES, "figures_derived")
        values = {name: value for name, value in row.items() if name not in kept}
        statement = update(models.Movie).where(models.Movie.id == known.id).values(values)
        self._session.execute(statement, execution_options={"synchronize_session": False})
        self._index.remove(known)
        self._index.add(_known(known.id, row))


def _known(movie_id: int, row: dict[str, Any]) -> _Known:
    return _Known(movie_id, row["tmdb_id"], row["imdb_id"], row["digest"], row["title_key"], row["year"])
