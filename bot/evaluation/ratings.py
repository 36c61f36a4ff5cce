"""How well each algorithm recommends films that people went on to like, learnt from the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.db import people as people_store
from bot.db.session import Database
from bot.errors import NotReady
from bot.evaluation.ratings_report import RankingQuality, RatingsReport, SplitName
from bot.evaluation.statistics import bootstrap_means
from recommender import metrics, splits
from recommender.als import ALSConfig, ImplicitALS
from recommender.base import Recommender
from recommender.interactions import Interactions, strength
from recommender.popularity import Popularity

LIKED = 4.0
"""Stars from which a film counts as liked: those are to be found."""

_RANKING = {
    "precision": metrics.precision,
    "recall": metrics.recall,
    "ndcg": metrics.ndcg,
    "map": metrics.average_precision,
}


def benchmark_ratings(
    database: Database,
    *,
    split: SplitName = "random",
    k: int = 10,
    config: ALSConfig | None = None,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> RatingsReport:
    """Hide a part of the ratings, learn from the rest, and see how many hidden liked films come first.

    `split` hides a random fifth of each person's ratings, each one's last, or the latest fifth of all.
    Raises NotReady where there are no ratings to learn from or nothing liked to find.
    """
    with database.session(read_only=True) as session:
        ratings = list(people_store.ratings_for_training(session))
    if not ratings:
        raise NotReady("There are no ratings to learn from: run `movies ingest ratings`.")
    people = np.array([row[0] for row in ratings], np.int64)
    times = np.array([row[3].timestamp() for row in ratings])
    parts = _split(split, people, times, seed)
    known = Interactions.build(
        ((ratings[row][0], ratings[row][1], strength(ratings[row][2])) for row in parts.train),
        {row[1] for row in ratings},
    )
    wanted = _liked(ratings, parts.test, known)
    if not wanted:
        raise NotReady("No hidden rating is of a liked film: there is nothing to find.")
    models: dict[str, Recommender] = {"als": ImplicitALS(config), "popularity": Popularity()}
    people_by_film = {column: int(n) for column, n in enumerate(np.bincount(known.matrix.indices))}
    qualities: dict[str, RankingQuality] = {}
    for place, (name, model) in enumerate(models.items()):
        lists = _lists(model.fit(known.matrix, seed=seed), known, wanted, k)
        qualities[name] = _quality(lists, list(wanted.values()), k, people_by_film, known, seed)
        if on_progress:
            on_progress(place + 1, len(models))
    return RatingsReport(split, k, len(wanted), len(known.films), qualities)


def _split(name: SplitName, people: splits.Rows, times: NDArray[np.float64], seed: int) -> splits.Split:
    match name:
        case "random":
            return splits.random_per_person(people, 0.2, seed)
        case "last":
            return splits.leave_last_out(people, times)
        case "time":
            return splits.by_time(people, times, 0.2)


def _liked(
    ratings: Sequence[tuple[int, int, float, Any]], rows: splits.Rows, known: Interactions
) -> dict[int, set[int]]:
    """Columns of the hidden liked films, by matrix row, of people who have a history."""
    wanted: dict[int, set[int]] = {}
    for row in rows:
        person, film, stars, _ = ratings[row]
        place = known.people.columns([person])
        if stars >= LIKED and len(place):
            wanted.setdefault(int(place[0]), set()).add(int(known.films.columns([film])[0]))
    return wanted


def _lists(
    model: Recommender, known: Interactions, people: Mapping[int, set[int]], k: int
) -> list[list[int]]:
    lists = []
    for row in people:
        history = known.matrix[row]
        columns, _ = model.recommend(history.indices.astype(np.int64), history.data, k)
        lists.append(columns.tolist())
    return lists


def _quality(
    lists: Sequence[Sequence[int]],
    wanted: Sequence[set[int]],
    k: int,
    people_by_film: Mapping[int, int],
    known: Interactions,
    seed: int,
) -> RankingQuality:
    values = np.array(
        [
            [metric(columns, liked, k) for metric in _RANKING.values()]
            for columns, liked in zip(lists, wanted, strict=True)
        ]
    )
    return RankingQuality(
        means=dict(zip(_RANKING, values.mean(axis=0).tolist(), strict=True)),
        intervals=dict(zip(_RANKING, bootstrap_means(values, seed=seed), strict=True)),
        coverage=metrics.catalogue_coverage(lists, len(known.films)),
        novelty=float(
            np.nanmean([metrics.novelty(columns, people_by_film, len(known.people)) for columns in lists])
        ),
    )
