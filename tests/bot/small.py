"""A small catalogue with ratings whose taste is obvious, for tests that fit models."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import prepare, training
from bot.db import movies as movie_store
from bot.db import people as people_store
from bot.db.session import Database
from bot.domain import MovieDraft
from bot.settings import Settings
from recommender.als import ALSConfig

FILMS, PEOPLE = 120, 30
START = datetime(2020, 1, 1, tzinfo=UTC)
SMALL = ALSConfig(factors=3, regularization=0.5, alpha=5, iterations=5)


def installation(home: Path, *, first_tmdb_id: int = 1) -> Settings:
    """A home with films and ratings: everybody gives 5 stars to half the films of their parity."""
    settings = Settings(home=home, database_url=None, model_store=None)
    with prepare.opened(settings) as database, database.session() as session:
        drafts = [MovieDraft(f"Film {n}", tmdb_id=first_tmdb_id + n, year=2000) for n in range(FILMS)]
        movie_store.upsert(session, drafts)
        films = [film.id for film in movie_store.all_movies(session)]
        ratings = [
            people_store.ImportedRating(
                subject=str(person),
                movie_id=film_id,
                stars=5.0,
                rated_at=START + timedelta(days=(7 * person + film) % 40, seconds=film),
            )
            for person in range(PEOPLE)
            for film, film_id in enumerate(films)
            if (person + film) % 2 == 0 and (person // 2 + film // 2) % 2 == 0
        ]
        people_store.import_ratings(session, "movielens", ratings)
        session.commit()
    return settings


def fit(settings: Settings, database: Database, *, seed: int = 42) -> None:
    """Fit a small model into the serving folder."""
    with database.session(read_only=True) as session:
        training.fit(session, SMALL, settings.factors_folder, seed=seed)
