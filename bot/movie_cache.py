"""Films by id, with those shown most kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from bot.db import movies as movie_store
from bot.db.session import Database
from bot.domain import Movie
from bot.errors import UnknownMovie

CAPACITY = 20_000


class MovieCache:
    """A least-recently-used cache before the movies table; films change only when data are ingested."""

    def __init__(self, database: Database, capacity: int = CAPACITY) -> None:
        self._database = database
        self._capacity = capacity
        self._films: OrderedDict[int, Movie] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, movie_id: int) -> Movie:
        """One film. Raises UnknownMovie."""
        film = self.get_many([movie_id]).get(movie_id)
        if film is None:
            raise UnknownMovie(movie_id)
        return film

    def get_many(self, ids: Sequence[int]) -> dict[int, Movie]:
        """Those of `ids` that exist, by id."""
        found: dict[int, Movie] = {}
        with self._lock:
            for movie_id in ids:
                film = self._films.get(movie_id)
                if film is not None:
                    self._films.move_to_end(movie_id)
                    found[movie_id] = film
        missing = [movie_id for movie_id in ids if movie_id not in found]
        if missing:
            with self._database.session(read_only=True) as session:
                fresh = movie_store.get_many(session, missing)
            found.update(fresh)
            with self._lock:
                self._films.update(fresh)
                while len(self._films) > self._capacity:
                    self._films.popitem(last=False)
        return found
