"""The catalogue: reading films."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.catalogue import UpsertReport, upsert
from bot.db.convert import to_movie
from bot.db.types import is_id
from bot.db.upsert import chunks
from bot.domain import Movie
from bot.errors import UnknownMovie

__all__ = [
    "UpsertReport",
    "all_movies",
    "count",
    "fingerprint",
    "get",
    "get_many",
    "id_by_tmdb",
    "identities",
    "require",
    "upsert",
]


def get(session: Session, movie_id: int) -> Movie:
    """The film with this id; raises UnknownMovie."""
    row = session.get(models.Movie, movie_id) if is_id(movie_id) else None
    if row is None:
        raise UnknownMovie(movie_id)
    return to_movie(row)


def get_many(session: Session, ids: Iterable[int]) -> dict[int, Movie]:
    """The films that exist among `ids`, in the order asked for."""
    wanted = list(dict.fromkeys(movie_id for movie_id in ids if is_id(movie_id)))
    found: dict[int, Movie] = {}
    for chunk in chunks(wanted, 1000):
        rows = session.scalars(select(models.Movie).where(models.Movie.id.in_(chunk)))
        found.update((row.id, to_movie(row)) for row in rows)
    return {movie_id: found[movie_id] for movie_id in wanted if movie_id in found}


def require(session: Session, movie_id: int) -> None:
    """Raise UnknownMovie unless the film exists."""
    if not is_id(movie_id) or not session.scalar(select(models.Movie.id).where(models.Movie.id == movie_id)):
        raise UnknownMovie(movie_id)


def all_movies(session: Session) -> Iterator[Movie]:
    """Every film by id, streamed."""
    rows = session.scalars(select(models.Movie).order_by(models.Movie.id).execution_options(yield_per=1000))
    return (to_movie(row) for row in rows)


def count(session: Session) -> int:
    """How many films there are."""
    return session.scalar(select(func.count()).select_from(models.Movie)) or 0


def fingerprint(session: Session) -> str:
    """A hash that changes when any film does; reads no texts, only the digests kept with them."""
    table = models.Movie
    hasher = blake2b(digest_size=16)
    for row in session.execute(
        select(table.id, table.digest, table.rating, table.rating_count, table.popularity)
        .order_by(table.id)
        .execution_options(yield_per=10_000)
    ):
        hasher.update(json.dumps(tuple(row)).encode())
    return hasher.hexdigest()


def id_by_tmdb(session: Session) -> dict[int, int]:
    """Our film ids by TMDB id, for the films that have one."""
    rows = session.execute(
        select(models.Movie.tmdb_id, models.Movie.id).where(models.Movie.tmdb_id.is_not(None))
    )
    return {tmdb_id: movie_id for tmdb_id, movie_id in rows if tmdb_id is not None}


def identities(session: Session) -> dict[int, str]:
    """What makes a film this one and no other, by id: its TMDB id, else title and year."""
    table = models.Movie
    rows = session.execute(
        select(table.id, table.tmdb_id, table.title_key, table.year).execution_options(yield_per=10_000)
    )
    return {
        film: f"tmdb {tmdb}" if tmdb is not None else f"{title} {year}" for film, tmdb, title, year in rows
    }
