"""The ratings benchmark on people whose taste is obvious: two groups who like two halves of the films."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.db import movies as movie_store
from bot.db import people as people_store
from bot.db.session import Database, migrate, open_database
from bot.domain import MovieDraft
from bot.errors import NotReady
from bot.evaluation.ratings import benchmark_ratings
from bot.evaluation.ratings_report import SplitName
from recommender.als import ALSConfig

FILMS, PEOPLE = 24, 30
START = datetime(2020, 1, 1, tzinfo=UTC)
SMALL = ALSConfig(factors=3, regularization=0.5, alpha=5, iterations=10)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'movies.db'}"
    migrate(url)
    opened = open_database(url)
    with opened.session() as session:
        movie_store.upsert(session, [MovieDraft(f"Film {n}", tmdb_id=n + 1) for n in range(FILMS)])
        session.commit()
    yield opened
    opened.close()


@pytest.fixture
def rated(database: Database) -> Database:
    """Everybody gives 5 stars to the films of their parity, and 1 star to one of the others."""
    with database.session() as session:
        film_ids = [film.id for film in movie_store.all_movies(session)]
        ratings = [
            people_store.ImportedRating(
                subject=str(person),
                movie_id=film_id,
                stars=5.0 if (person + film) % 2 == 0 else 1.0,
                rated_at=START + timedelta(days=(7 * person + film) % 40, seconds=film),
            )
            for person in range(PEOPLE)
            for film, film_id in enumerate(film_ids)
            if (person + film) % 2 == 0 or film == person % FILMS + 1
        ]
        people_store.import_ratings(session, "movielens", ratings)
        session.commit()
    return database


@pytest.mark.parametrize("split", ["random", "last", "time"])
def test_factors_find_the_half_and_popularity_cannot(rated: Database, split: SplitName) -> None:
    report = benchmark_ratings(rated, split=split, k=5, config=SMALL, seed=1)
    als, popularity = report.algorithms["als"].means, report.algorithms["popularity"].means
    assert report.films == FILMS
    assert 0 < report.people <= PEOPLE
    assert als["recall"] > 0.9  # what is hidden is nearly all that is left of the half
    assert all(als[metric] > popularity[metric] for metric in als)
    for quality in report.algorithms.values():
        assert all(low <= quality.means[name] <= high for name, (low, high) in quality.intervals.items())
        assert 0 < quality.coverage <= 1


def test_the_seed_decides(rated: Database) -> None:
    first, second = (benchmark_ratings(rated, config=SMALL, seed=3) for _ in range(2))
    assert first == second
    assert first != benchmark_ratings(rated, config=SMALL, seed=4)


def test_the_report_reads_well_for_programs_and_people(rated: Database) -> None:
    steps: list[tuple[int, int]] = []
    report = benchmark_ratings(rated, k=5, config=SMALL, on_progress=lambda *step: steps.append(step))
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert answer["algorithms"]["als"]["ndcg@5"] == round(report.algorithms["als"].means["ndcg"], 4)
    assert "ndcg@5" in report.lines()[1]
    assert steps == [(1, 2), (2, 2)]


def test_without_ratings_the_command_to_run_is_named(database: Database) -> None:
    with pytest.raises(NotReady, match="movies ingest"):
        benchmark_ratings(database)
