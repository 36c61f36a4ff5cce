"""Fit models, recommend to everybody, and judge the lists."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from bot.evaluation.ratings_protocols.report import Row
from bot.evaluation.statistics import Interval, bootstrap_means
from recommender import metrics
from recommender.base import Ids, Recommender
from recommender.batch import recommend_all

Values = NDArray[np.float64]
RANKING = ("ndcg", "precision", "recall", "map")
"""MAP divides by all relevant films, found or not, as Microsoft recommenders does."""

_METRICS = (
    metrics.ndcg,
    metrics.precision,
    metrics.recall,
    metrics.average_precision_over_relevant,
)


def judge(
    name: str,
    make: Callable[[], Recommender],
    known: csr_matrix,
    wanted: csr_matrix,
    k: int,
    seed: int,
    *,
    exclude: csr_matrix | None = None,
) -> tuple[Row, Values]:
    """A model's row, and its figures person by person: those with something to find and a history."""
    started = time.perf_counter()
    model = make().fit(known, seed=seed)
    fitted = time.perf_counter()
    lists = recommend_all(model, known, k, exclude=exclude)
    seconds = {"fit": fitted - started, "recommend all": time.perf_counter() - fitted}
    values = per_person(lists, known, wanted, k)
    return summary(name, values, seconds, seed), values


def judge_library(
    factors: int, known: csr_matrix, wanted: csr_matrix, k: int, seed: int, *, iterations: int = 15
) -> tuple[Row, Values]:
    """The library `implicit` called directly, in its own batch mode: what our times are held against."""
    started = time.perf_counter()
    with threadpool_limits(1, "blas"):
        model = AlternatingLeastSquares(
            factors=factors, regularization=30.0, alpha=5.0, iterations=iterations, random_state=seed
        )
        model.fit(known, show_progress=False)
        fitted = time.perf_counter()
        lists, _ = model.recommend(np.arange(known.shape[0]), known, N=k)
    seconds = {"fit": fitted - started, "recommend all": time.perf_counter() - fitted}
    values = per_person(np.asarray(lists, np.int64), known, wanted, k)
    return summary(f"implicit (library), {factors} factors", values, seconds, seed), values


def per_person(lists: Ids, known: csr_matrix, wanted: csr_matrix, k: int) -> Values:
    """One row a person with a history and something to find, one column a metric of `RANKING`."""
    rows = np.flatnonzero((np.diff(wanted.indptr) > 0) & (np.diff(known.indptr) > 0))
    values = []
    for row in rows:
        relevant = set(wanted.indices[wanted.indptr[row] : wanted.indptr[row + 1]].tolist())
        films = [film for film in lists[row].tolist() if film >= 0]
        values.append([metric(films, relevant, k) for metric in _METRICS])
    return np.array(values, np.float64).reshape(len(rows), len(_METRICS))


def summary(name: str, values: Values, seconds: Mapping[str, float], seed: int) -> Row:
    """Means over people with bootstrap intervals. Raises ValueError where there is nobody."""
    intervals = dict(zip(RANKING, bootstrap_means(values, seed=seed), strict=True))
    means = dict(zip(RANKING, values.mean(axis=0).tolist(), strict=True))
    return Row(name, means, intervals, seconds)


def differences(values: Mapping[str, Values], hybrid: str, seed: int) -> dict[str, Interval]:
    """Paired bootstrap over people: nDCG of `hybrid` less that of each other model."""
    others = [name for name in values if name != hybrid]
    gaps = np.column_stack([values[hybrid][:, 0] - values[name][:, 0] for name in others])
    intervals = bootstrap_means(gaps, seed=seed)
    return {f"nDCG of {hybrid} less {name}": gap for name, gap in zip(others, intervals, strict=True)}
