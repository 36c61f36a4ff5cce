"""What every vector index must do. A new backend joins by one line in `BACKENDS`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.index import FlatIndex, VectorIndex

BACKENDS: list[type[FlatIndex]] = [FlatIndex]
IDS = np.array([10, 20, 30, 40], dtype=np.int64)
VECTORS = np.array([[1, 0, 0], [0.8, 0.6, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32)
EAST = np.array([1, 0, 0], dtype=np.float32)


@pytest.fixture(params=BACKENDS)
def index(request: pytest.FixtureRequest) -> VectorIndex:
    filled: VectorIndex = request.param(3)
    filled.add(IDS, VECTORS)
    return filled


def test_is_a_vector_index(index: VectorIndex) -> None:
    assert isinstance(index, VectorIndex)
    assert (len(index), index.dimension) == (4, 3)


def test_finds_the_nearest_first(index: VectorIndex) -> None:
    ids, scores = index.search(EAST, 2)
    assert ids.tolist() == [10, 20]
    assert scores.tolist() == pytest.approx([1.0, 0.8])


def test_filters_before_ranking(index: VectorIndex) -> None:
    ids, _ = index.search(EAST, 2, np.array([30, 40], dtype=np.int64))
    assert sorted(ids.tolist()) == [30, 40]


def test_returns_what_there_is(index: VectorIndex) -> None:
    assert len(index.search(EAST, 100)[0]) == 4
    assert index.search(EAST, 5, np.array([20, 999], dtype=np.int64))[0].tolist() == [20]
    assert len(index.search(EAST, 5, np.empty(0, dtype=np.int64))[0]) == 0
    assert len(index.search(EAST, 0)[0]) == 0


def test_gives_back_vectors_in_the_order_asked(index: VectorIndex) -> None:
    np.testing.assert_allclose(index.vectors(np.array([40, 10])), VECTORS[[3, 0]])
    with pytest.raises(KeyError):
        index.vectors(np.array([999]))


def test_forgets_what_is_removed(index: VectorIndex) -> None:
    assert index.remove(np.array([10, 999], dtype=np.int64)) == 1
    assert index.search(EAST, 1)[0].tolist() == [20]
    index.add(np.array([10], dtype=np.int64), VECTORS[:1])
    assert index.search(EAST, 1)[0].tolist() == [10]


@pytest.mark.parametrize(
    ("ids", "vectors"),
    [
        ([10], [[1, 0, 0]]),
        ([50, 50], [[1, 0, 0], [0, 1, 0]]),
        ([50], [[1, 0]]),
        ([50], [[float("nan"), 0, 0]]),
    ],
    ids=["held already", "twice", "too short", "not a number"],
)
def test_refuses_what_it_cannot_hold(index: VectorIndex, ids: list[int], vectors: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"."):
        index.add(np.array(ids, dtype=np.int64), np.array(vectors, dtype=np.float32))
    assert len(index) == 4


def test_survives_saving(index: VectorIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    loaded = type(index).load(tmp_path)
    assert loaded.search(EAST, 4)[0].tolist() == index.search(EAST, 4)[0].tolist()


@pytest.mark.parametrize("backend", BACKENDS)
def test_names_the_file_it_cannot_read(backend: type[FlatIndex], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=str(tmp_path)):
        backend.load(tmp_path)
    backend(3).save(tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(b"rubbish")
    with pytest.raises(ValueError, match=str(tmp_path)):
        backend.load(tmp_path)
