"""The ratings of a running installation, with its films' tags and text vectors."""

from __future__ import annotations

import numpy as np

from bot.assembly import load_engine
from bot.db import movies as movie_store
from bot.db import people as people_store
from bot.db.session import Database
from bot.errors import NotReady
from bot.evaluation.ratings_protocols.data import (
    UNKNOWN_YEAR,
    RatingData,
    film_features,
    numbered,
    one_hot,
    table,
)
from bot.settings import Settings

_LEADING = 5
_TAG_FILMS = 8
"""Films that share a tag before it is read: rarer ones cannot teach a map much."""


def read_installation(settings: Settings, database: Database) -> RatingData:
    """All ratings, and what the index knows of each film of the catalogue, rated or not.

    Raises NotReady where there are no ratings or no index.
    """
    with database.session(read_only=True) as session:
        ratings = list(people_store.ratings_for_training(session))
        films = {film.id: film for film in movie_store.all_movies(session)}
    if not ratings:
        raise NotReady("There are no ratings to learn from: run `movies ingest ratings`.")
    engine = load_engine(settings)
    vectors = engine.dense.films.vectors(np.arange(len(engine), dtype=np.int64))
    catalogue = [films[int(film)] for film in engine.ids]
    column = {film.id: place for place, film in enumerate(catalogue)}
    kept = [row for row in ratings if row[1] in column]
    people, rows = numbered([row[0] for row in kept])
    years = [film.year or UNKNOWN_YEAR for film in catalogue]
    genres = one_hot([film.genres for film in catalogue])
    tags = one_hot(
        [
            [
                *(f"keyword {word}" for word in film.keywords),
                *(f"director {name}" for name in film.directors),
                *(f"actor {member.name}" for member in film.cast[:_LEADING]),
                f"language {film.language}",
            ]
            for film in catalogue
        ],
        at_least=_TAG_FILMS,
    )
    return RatingData(
        name="installation",
        people=rows,
        films=np.array([column[row[1]] for row in kept], np.int64),
        stars=np.array([row[2] for row in kept], np.float64),
        times=np.array([int(row[3].timestamp()) for row in kept], np.int64),
        n_people=len(people),
        n_films=len(catalogue),
        features=film_features(genres, years, tags, vectors),
        film_table=table(genres, years),
    )
