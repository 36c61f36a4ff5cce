"""What vector indexes must do when they hold more than they can look at one by one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.index import Ids, VectorIndex, Vectors
from retrieval.vectors.choose import VectorIndexes
from tests.retrieval.index_backends import (  # noqa: F401
    clustered,
    indexes,
    milvus_url,
    postgres_url,
)

DIMENSION = 16
COUNTS = {"pgvector": 6_000, "milvus": 2_500}  # enough that their graphs are searched
LOCAL_COUNT = 24_000  # the same of ours, which look at as many one by one in no time
QUERIES = clustered(40, DIMENSION, seed=1)


class Filled:
    """An index, what is in it, and what an exact search finds."""

    def __init__(self, indexes: VectorIndexes, index: VectorIndex, vectors: Vectors) -> None:  # noqa: F811
        self.indexes, self.index, self.vectors = indexes, index, vectors
        self.ids = 3 * np.arange(len(vectors), dtype=np.int64) + 7

    def nearest(self, query: Vectors, k: int, allowed: Ids | None = None) -> Ids:
        ids = self.ids if allowed is None else np.intersect1d(self.ids, allowed)
        products = self.vectors[(ids - 7) // 3] @ query
        found: Ids = ids[np.argsort(-products, kind="stable")[:k]]
        return found

    def recall(self, k: int, allowed: Ids | None = None) -> float:
        shares = []
        for query in QUERIES:
            found, products = self.index.search(query, k, allowed)
            truth = self.nearest(query, k, allowed)
            assert len(found) == len(truth)
            assert (np.diff(products) <= 1e-6).all()
            shares.append(len(np.intersect1d(found, truth)) / max(len(truth), 1))
        return float(np.mean(shares))


@pytest.fixture(scope="module")
def built() -> dict[str, Filled]:
    """Indexes that tests may not change, by kind."""
    return {}


def fill(indexes: VectorIndexes) -> Filled:  # noqa: F811
    count = COUNTS.get(indexes.kind, LOCAL_COUNT)
    filled = Filled(indexes, indexes.create("many", DIMENSION, count), clustered(count, DIMENSION, seed=0))
    half = count // 2
    filled.index.add(filled.ids[:half], filled.vectors[:half])
    filled.index.add(filled.ids[half:], filled.vectors[half:])
    return filled


@pytest.fixture
def filled(indexes: VectorIndexes, built: dict[str, Filled]) -> Filled:  # noqa: F811
    if indexes.kind not in built:
        built[indexes.kind] = fill(indexes)
    return built[indexes.kind]


def test_finds_nearly_all(filled: Filled) -> None:
    assert filled.recall(10) > 0.97
    assert filled.recall(200) > 0.95


def test_products_are_those_of_the_vectors(filled: Filled) -> None:
    ids, products = filled.index.search(QUERIES[0], 5)
    np.testing.assert_allclose(filled.index.vectors(ids) @ QUERIES[0], products, atol=2e-3)
    np.testing.assert_allclose(filled.index.vectors(ids), filled.vectors[(ids - 7) // 3], atol=2e-3)


@pytest.mark.parametrize("share", [0.0005, 0.02], ids=["few", "some"])
def test_under_narrow_filters_results_are_exact(filled: Filled, share: float) -> None:
    generator = np.random.default_rng(2)
    allowed = generator.choice(filled.ids, int(share * len(filled.ids)) + 1, replace=False)
    assert filled.recall(10, allowed) > 0.995  # half precision may swap the last two


@pytest.mark.parametrize("share", [0.3, 0.9], ids=["a third", "most"])
def test_under_broad_filters_nearly_all_is_found(filled: Filled, share: float) -> None:
    generator = np.random.default_rng(3)
    allowed = generator.choice(filled.ids, int(share * len(filled.ids)), replace=False)
    assert filled.recall(10, allowed) > 0.95


def test_a_filter_far_from_the_query_still_gives_all_that_fit(filled: Filled) -> None:
    query = QUERIES[0]
    farthest = filled.ids[np.argsort(filled.vectors @ query)[: len(filled.ids) // 3]]
    found, _ = filled.index.search(query, 10, farthest)
    assert len(found) == 10
    assert np.isin(found, farthest).all()


def test_threads_search_at_the_same_time(filled: Filled) -> None:
    alone = [filled.index.search(query, 10)[0].tolist() for query in QUERIES]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda query: filled.index.search(query, 10)[0].tolist(), [*QUERIES] * 3))
    assert together == alone * 3


def test_a_loaded_index_finds_the_same(filled: Filled, tmp_path: Path) -> None:
    filled.index.save(tmp_path)
    loaded = filled.indexes.load(tmp_path)
    for query in QUERIES[:10]:
        assert loaded.search(query, 10)[0].tolist() == filled.index.search(query, 10)[0].tolist()


def test_what_is_removed_is_never_found_and_what_is_added_is(
    indexes: VectorIndexes,  # noqa: F811
    tmp_path: Path,
) -> None:
    filled = fill(indexes)
    generator = np.random.default_rng(4)
    gone = generator.choice(filled.ids, int(0.2 * len(filled.ids)), replace=False)
    assert filled.index.remove(gone) == len(gone)
    filled.ids = np.setdiff1d(filled.ids, gone)
    assert len(filled.index) == len(filled.ids)
    assert filled.recall(10) > 0.97
    assert filled.index.remove(gone) == 0
    back = gone[: len(gone) // 2]
    filled.index.add(back, filled.vectors[(back - 7) // 3])
    filled.ids = np.union1d(filled.ids, back)
    assert filled.recall(10) > 0.97
    filled.index.save(tmp_path)
    filled.index = filled.indexes.load(tmp_path)
    assert filled.recall(10) > 0.97
    more = generator.choice(filled.ids, int(0.3 * len(filled.ids)), replace=False)
    filled.index.remove(more)  # so many that local structures are built anew
    filled.ids = np.setdiff1d(filled.ids, more)
    assert filled.recall(10) > 0.97
