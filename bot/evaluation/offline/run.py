"""Hide ratings in three ways, let every model find them again, and measure the lists."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from bot.errors import NotReady
from bot.evaluation.offline.measure import Judge, expected_films, judged_rows
from bot.evaluation.offline.report import EvaluationReport, Setting, SplitResult, StarResult
from bot.evaluation.offline.settings import trade_off
from bot.evaluation.ratings_protocols import lineup
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.tables import liked_in
from bot.film_vectors import project
from recommender import metrics, splits
from recommender.base import Recommender
from recommender.batch import recommend_all
from recommender.features import unit_rows
from recommender.validation import HeldOut

SHARE = 0.2
INNER = 5
"""Ratings of each person in the training part on which hybrids find their weights."""
SIMPLE = ("popularity", "content")
TITLES = {
    "time": "One cut in time: the latest fifth of all ratings is hidden",
    "last": "Each person's last rating is hidden",
    "random": "A random fifth of each person's ratings is hidden",
}

Step = Callable[[str], None]


def evaluate(
    data: RatingData, *, k: int = 10, models: str = "", stars: str = "", settings_of: str = "als",
    seed: int = 0, step: Step = lambda _: None,
) -> EvaluationReport:  # fmt: skip
    """Judge the models named in `models` (with commas; all when empty) on every split.

    `stars` names models of stars, judged on the random split; `settings_of` is the model whose lists show
    what diversity and popularity settings do, on the random split. Films with 4 stars or more are to be
    found. Raises NotReady where nobody has something to find, InvalidQuery for an unknown model.
    """
    vectors = project(unit_rows(data.features))
    results: list[SplitResult] = []
    settings: list[Setting] = []
    for name, title in TITLES.items():
        split = _split(name, data, seed)
        results.append(_judge(name, title, data, split, vectors, k, models, seed, step))
        if name == "random" and settings_of:  # the split with the most people
            step(f"{settings_of}: diversity and popularity")
            settings = list(_settings(data, split, vectors, k, settings_of, seed))
    return EvaluationReport(
        k,
        data.n_films,
        len(data),
        seed,
        results,
        list(_stars(data, stars, seed, step)),
        settings_of,
        settings,
    )


def _split(name: str, data: RatingData, seed: int) -> splits.Split:
    match name:
        case "time":
            return splits.by_time(data.people, data.times, SHARE)
        case "last":
            return splits.leave_last_out(data.people, data.times)
        case _:
            return splits.random_per_person(data.people, SHARE, seed)


def _makers(data: RatingData, split: splits.Split) -> lineup.Makers:
    """All models; hybrids find their weights on the last ratings inside the training part."""
    train = split.train
    inner = splits.leave_last_out(data.people[train], data.times[train], INNER)
    part = HeldOut(data.strengths(train[inner.train]), data.strengths(train[inner.test]))
    return lineup.by_time(data, lambda interactions, *, seed: [part])  # noqa: ARG005 - the protocol's


def _judge(
    name: str, title: str, data: RatingData, split: splits.Split, vectors: NDArray[np.float32], k: int,
    models: str, seed: int, step: Step,
) -> SplitResult:  # fmt: skip
    makers = _makers(data, split)
    judge = _judged(data, split, vectors, k, makers, seed)
    figures, seconds = {}, {}
    for model in lineup.chosen(makers, models):
        step(f"{name}: {model}")
        started = time.perf_counter()
        fitted = makers[model]().fit(judge.known, seed=seed)
        seconds[model] = time.perf_counter() - started
        figures[model] = judge.figures(recommend_all(fitted, judge.known[judge.rows], k), seed)
    return SplitResult(name, title, len(judge.rows), figures, seconds)


def _judged(
    data: RatingData,
    split: splits.Split,
    vectors: NDArray[np.float32],
    k: int,
    makers: lineup.Makers,
    seed: int,
) -> Judge:
    known, wanted = data.strengths(split.train), liked_in(data, split.test)
    rows = judged_rows(known, wanted)
    if not len(rows):
        raise NotReady("Nobody has both a history and a hidden liked film: there is nothing to judge.")
    simple = {name: recommend_all(makers[name]().fit(known, seed=seed), known[rows], k) for name in SIMPLE}
    return Judge(rows, known, wanted, vectors, expected_films(simple, rows), k)


def _settings(
    data: RatingData, split: splits.Split, vectors: NDArray[np.float32], k: int, model: str, seed: int
) -> Iterator[Setting]:
    makers = _makers(data, split)
    [name] = lineup.chosen(makers, model)
    judge = _judged(data, split, vectors, k, makers, seed)
    fitted: Recommender = makers[name]().fit(judge.known, seed=seed)
    return trade_off(fitted, judge, seed)


def _stars(data: RatingData, names: str, seed: int, step: Step) -> Iterator[StarResult]:
    if not names:
        return
    makers, split = lineup.stars(data), splits.random_per_person(data.people, SHARE, seed)
    for name in lineup.chosen(makers, names):
        step(f"stars: {name}")
        model = makers[name]().fit(data.ratings(split.train), seed=seed)
        predicted = model.predict(data.people[split.test], data.films[split.test])
        actual = data.stars[split.test]
        yield StarResult(name, len(actual), metrics.rmse(predicted, actual), metrics.mae(predicted, actual))
