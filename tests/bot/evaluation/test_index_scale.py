"""The benchmark of vector indexes: its made-up films, its arithmetic, and a small real run."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from bot.assembly import load_engine
from bot.errors import DataError, NotReady
from bot.evaluation.index_scale import benchmark_index
from bot.evaluation.index_scale_films import (
    crowding,
    exact_neighbours,
    material,
    synthetic_films,
)
from bot.evaluation.index_scale_probe import Found, Opened, recalls
from bot.evaluation.index_scale_report import IndexRow
from bot.evaluation.statistics import Durations, Interval
from bot.settings import Settings
from retrieval.engine import SearchEngine
from tests.retrieval.index_backends import clustered


@pytest.fixture(scope="module")
def engine(installation: Settings) -> SearchEngine:
    return load_engine(installation)


def test_queries_are_of_films_that_no_film_is_made_of(engine: SearchEngine) -> None:
    real = material(engine, 20, seed=0)
    all_films = engine.dense.films.vectors(np.arange(len(engine), dtype=np.int64))
    used = {vector.tobytes() for vector in real.films}
    assert len(used) == len(real.films) == len(engine) - int(0.2 * len(engine))
    assert used < {vector.tobytes() for vector in all_films}
    assert real.queries.shape == (20, engine.encoder.dimension)
    np.testing.assert_array_equal(material(engine, 20, seed=0).queries, real.queries)
    assert not np.array_equal(material(engine, 20, seed=1).queries, real.queries)
    with pytest.raises(ValueError, match="use a larger catalogue"):
        material(engine, 10**6, seed=0)


def test_made_films_crowd_as_real_ones_do(engine: SearchEngine) -> None:
    real = engine.dense.films.vectors(np.arange(len(engine), dtype=np.int64))
    made = synthetic_films(real, len(real), seed=0)
    lengths = np.linalg.norm(made, axis=1)
    assert lengths.min() >= np.linalg.norm(real, axis=1).min() - 1e-3
    assert not {vector.tobytes() for vector in made} & {vector.tobytes() for vector in real}
    measured, copied = crowding(real, seed=0), crowding(made, seed=0)
    assert copied.first == pytest.approx(measured.first, abs=0.1)
    assert copied.dimension == pytest.approx(measured.dimension, rel=0.35)


def test_exact_neighbours_are_those_of_all_products() -> None:
    films, queries = clustered(500, 8, seed=0), clustered(7, 8, seed=1)
    products = queries @ films.T
    assert exact_neighbours(queries, films, 5).tolist() == np.argsort(-products)[:, :5].tolist()
    allowed = np.arange(0, 500, 3)
    among = exact_neighbours(queries, films, 5, allowed)
    assert among.tolist() == allowed[np.argsort(-products[:, allowed])[:, :5]].tolist()


def test_recall_is_the_share_of_the_truth_that_was_found() -> None:
    found = [np.array([1, 2, 3, 9]), np.array([7]), np.array([], dtype=np.int64)]
    assert recalls(found, np.array([[1, 2], [7, 8], [5, 6]])).tolist() == [1.0, 0.5, 0.0]


@pytest.mark.parametrize(
    ("recall", "p95", "met"), [(0.95, 20.0, True), (0.949, 1.0, False), (1.0, 20.1, False)]
)
def test_the_target_is_recall_within_time(recall: float, p95: float, met: bool) -> None:
    durations = Durations(10, 1.0, p95, 99.0)
    found = Found(recall, Interval(0.9, 1.0), durations, durations)
    row = IndexRow("hnsw", 1.0, 10, 5.0, 5.0, Opened(0.1, 1.0, 1, 1, {"ten": found}, {}))
    assert row.within_target is met
    assert row.as_dict()["within_target"] is met


def test_measures_each_kind_and_leaves_nothing_behind(installation: Settings) -> None:
    before = sorted(installation.home.iterdir())
    report = benchmark_index(installation, 2_000, ["flat", "hnsw"], queries=30)
    assert sorted(installation.home.iterdir()) == before
    flat, hnsw = report.rows
    assert flat.opened.tasks["ten"].recall == 1.0
    assert flat.opened.tasks["pool"].recall == 1.0
    for row in report.rows:
        assert row.opened.tasks["narrow"].recall > 0.99
        assert min(row.add_rate, row.remove_rate, row.build_seconds, row.opened.load_seconds) > 0
        assert row.opened.tasks["ten"].durations.n == 30
    assert list(hnsw.opened.efforts) == sorted(hnsw.opened.efforts)
    assert len(hnsw.opened.efforts) == 5
    assert flat.stored is not None
    assert flat.stored > 2_000 * report.dimension * 4 > (hnsw.stored or 0)
    answer = json.loads(json.dumps(report.as_dict()))
    assert [row["kind"] for row in answer["indexes"]] == ["flat", "hnsw"]
    assert "one at a time" in report.lines()[0]


def test_what_is_missing_is_named(installation: Settings) -> None:
    with pytest.raises(DataError, match="too small"):
        benchmark_index(installation, 1_000, ["flat"], queries=10**6)
    with pytest.raises(NotReady, match="MOVIES_VECTOR_URL"):
        benchmark_index(installation.model_copy(update={"vector_url": None}), 1_000, ["milvus"], queries=10)
    empty = installation.home.with_name("empty")
    empty.mkdir()
    try:
        with pytest.raises(NotReady, match="run `movies index`"):
            benchmark_index(installation.model_copy(update={"home": empty}), 1_000, ["flat"])
    finally:
        shutil.rmtree(empty)
