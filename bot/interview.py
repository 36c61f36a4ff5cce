"""A newcomer's interview: a few films to say a word about, each picked to tell most."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.db import interviews
from bot.db.session import Database
from bot.domain import Taste
from bot.film_vectors import FilmVectors
from bot.ranking import settled
from recommender.interview import Interview, InterviewConfig
from retrieval.engine import SearchEngine
from retrieval.filters import Filters

QUESTIONS = 5
LOVED, FAIR, DISLIKED = 5.0, 3.0, 1.5
"""Stars that the answers of an interview stand for."""
FILMS = 200
PEOPLE = 3000
AT_LEAST = 10
"""Ratings of a person that make them worth comparing with."""
STALE = 3600.0
"""Seconds after which everybody's opinions are read anew."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Films to ask about, by falling number of ratings, and the chooser over them."""

    films: tuple[int, ...]
    chooser: Interview

    def next(self, taste: Taste, unseen: Collection[int]) -> int | None:
        """The film to ask about next, given what a person has said and films they said not to have seen."""
        place = {film: index for index, film in enumerate(self.films)}
        said: dict[int, float | None] = {place[film]: None for film in unseen if film in place}
        said |= {place[rating.movie_id]: rating.stars for rating in taste.ratings if rating.movie_id in place}
        known = settled(taste)
        allowed = np.array([film not in known for film in self.films], bool)
        chosen = self.chooser.choose(said, allowed)
        return None if chosen is None else self.films[chosen]


def make_panel(
    films: Sequence[int],
    ratings: Sequence[tuple[int, int, float]],
    vectors: FilmVectors,
    config: InterviewConfig | None = None,
) -> Panel:
    """A panel over `films` of the index, with what people think as (person, film, stars)."""
    return Panel(
        tuple(films),
        Interview(_stars(films, ratings), _fame(len(films)), _likeness(films, vectors), config),
    )


class Interviewer:
    """Keeps the panel of one installation, made when first asked for and renewed every hour."""

    def __init__(self, database: Database, engine: SearchEngine, vectors: FilmVectors) -> None:
        self._database = database
        self._engine = engine
        self._vectors = vectors
        self._lock = threading.Lock()
        self._made: Panel | None = None
        self._made_at = 0.0

    def next(self, taste: Taste, unseen: Collection[int]) -> int | None:
        """The film to ask about next; None where no well known film is left."""
        return self._panel().next(taste, unseen)

    def _panel(self) -> Panel:
        with self._lock:
            if self._made is None or time.monotonic() - self._made_at > STALE:
                self._made, self._made_at = self._make(), time.monotonic()
            return self._made

    def _make(self) -> Panel:
        indexed = set(self._engine.ids.tolist())
        with self._database.session(read_only=True) as session:
            rated = [film for film in interviews.most_rated(session, FILMS) if film in indexed]
            # Where people have rated little, what the world knows well fills the list.
            famous = self._engine.browse(Filters(), FILMS, order="popular")
            films = list(dict.fromkeys((*rated, *famous)))[:FILMS]
            ratings = interviews.sampled_ratings(session, films, PEOPLE, AT_LEAST)
        return make_panel(films, ratings, self._vectors)


def _stars(films: Sequence[int], ratings: Sequence[tuple[int, int, float]]) -> NDArray[np.float32]:
    row = {person: index for index, person in enumerate(sorted({rating[0] for rating in ratings}))}
    column = {film: index for index, film in enumerate(films)}
    stars = np.zeros((len(row), len(films)), np.float32)
    for person, film, given in ratings:
        if film in column:
            stars[row[person], column[film]] = given
    return stars


def _fame(n: int) -> NDArray[np.float32]:
    return np.linspace(1.0, 0.1, n, dtype=np.float32)


def _likeness(films: Sequence[int], vectors: FilmVectors) -> NDArray[np.float32]:
    rows = vectors.vectors(list(films))
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(unit @ unit.T, np.float32)
