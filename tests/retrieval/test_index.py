"""What every vector index must do. A new kind joins by one line in `index_backends`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.index import VectorIndex
from retrieval.vectors.choose import VectorIndexes
from tests.retrieval.index_backends import indexes, milvus_url, postgres_url  # noqa: F401

IDS = np.array([10, 20, 30, 40], dtype=np.int64)
VECTORS = np.array([[1, 0, 0], [0.8, 0.6, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32)
EAST = np.array([1, 0, 0], dtype=np.float32)
HALF = 1e-3  # what half precision may cost


@pytest.fixture
def index(indexes: VectorIndexes) -> VectorIndex:  # noqa: F811
    filled = indexes.create("contract", 3, len(IDS))
    filled.add(IDS, VECTORS)
    return filled


def test_is_a_vector_index(index: VectorIndex) -> None:
    assert isinstance(index, VectorIndex)
    assert (len(index), index.dimension) == (4, 3)


def test_finds_the_nearest_first(index: VectorIndex) -> None:
    ids, scores = index.search(EAST, 2)
    assert ids.tolist() == [10, 20]
    assert scores.tolist() == pytest.approx([1.0, 0.8], abs=HALF)
    assert (ids.dtype, scores.dtype) == (np.int64, np.float32)


def test_filters_before_ranking(index: VectorIndex) -> None:
    ids, _ = index.search(EAST, 2, np.array([30, 40], dtype=np.int64))
    assert sorted(ids.tolist()) == [30, 40]


def test_returns_what_there_is(index: VectorIndex) -> None:
    assert len(index.search(EAST, 100)[0]) == 4
    assert index.search(EAST, 5, np.array([20, 999], dtype=np.int64))[0].tolist() == [20]
    assert len(index.search(EAST, 5, np.array([999], dtype=np.int64))[0]) == 0
    assert len(index.search(EAST, 5, np.empty(0, dtype=np.int64))[0]) == 0
    assert len(index.search(EAST, 0)[0]) == 0


def test_gives_back_vectors_in_the_order_asked(index: VectorIndex) -> None:
    np.testing.assert_allclose(index.vectors(np.array([40, 10])), VECTORS[[3, 0]])
    np.testing.assert_allclose(index.vectors(np.array([20, 20])), VECTORS[[1, 1]], atol=HALF)
    assert index.vectors(np.empty(0, dtype=np.int64)).shape == (0, 3)
    with pytest.raises(KeyError):
        index.vectors(np.array([10, 999]))


def test_forgets_what_is_removed(index: VectorIndex) -> None:
    assert index.remove(np.array([10, 10, 999], dtype=np.int64)) == 1
    assert len(index) == 3
    assert index.search(EAST, 1)[0].tolist() == [20]
    with pytest.raises(KeyError):
        index.vectors(np.array([10]))
    assert index.remove(np.array([10], dtype=np.int64)) == 0


def test_an_update_is_removing_and_adding_again(index: VectorIndex) -> None:
    index.remove(np.array([10], dtype=np.int64))
    index.add(np.array([10], dtype=np.int64), -VECTORS[:1])
    assert index.search(EAST, 4)[0].tolist()[-1] == 10
    np.testing.assert_allclose(index.vectors(np.array([10])), -VECTORS[:1])
    assert len(index) == 4


def test_an_emptied_index_can_be_filled_again(index: VectorIndex, tmp_path: Path) -> None:
    assert index.remove(IDS) == 4
    assert len(index.search(EAST, 3)[0]) == 0
    index.add(IDS[:2], VECTORS[:2])
    assert index.search(EAST, 3)[0].tolist() == [10, 20]


def test_takes_any_ids(index: VectorIndex) -> None:
    far = np.array([2**40, 0, 15], dtype=np.int64)
    index.add(far, VECTORS[[0, 1, 2]] * 2)
    assert index.search(EAST, 2)[0].tolist() == [2**40, 0]
    assert index.search(EAST, 2, np.array([15, 20]))[0].tolist() == [20, 15]


@pytest.mark.parametrize(
    ("ids", "vectors"),
    [
        ([10], [[1, 0, 0]]),
        ([50, 50], [[1, 0, 0], [0, 1, 0]]),
        ([50, 10], [[1, 0, 0], [0, 1, 0]]),
        ([50], [[1, 0]]),
        ([50], [[float("nan"), 0, 0]]),
    ],
    ids=["held already", "twice", "one of two held", "too short", "not a number"],
)
def test_refuses_what_it_cannot_hold(index: VectorIndex, ids: list[int], vectors: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"."):
        index.add(np.array(ids, dtype=np.int64), np.array(vectors, dtype=np.float32))
    assert len(index) == 4


def test_survives_saving(index: VectorIndex, indexes: VectorIndexes, tmp_path: Path) -> None:  # noqa: F811
    index.save(tmp_path)
    loaded = indexes.load(tmp_path)
    assert type(loaded) is type(index)
    assert loaded.search(EAST, 4)[0].tolist() == index.search(EAST, 4)[0].tolist()
    assert loaded.dimension == 3


def test_a_loaded_index_can_be_changed_and_saved_over_itself(
    index: VectorIndex,
    indexes: VectorIndexes,  # noqa: F811
    tmp_path: Path,
) -> None:
    index.save(tmp_path)
    loaded = indexes.load(tmp_path)
    loaded.remove(np.array([20], dtype=np.int64))
    loaded.add(np.array([50], dtype=np.int64), VECTORS[:1] * 2)
    loaded.save(tmp_path)
    again = indexes.load(tmp_path)
    assert again.search(EAST, 2)[0].tolist() == [50, 10]
    assert len(again) == 4


def test_names_the_folder_it_cannot_read(index: VectorIndex, indexes: VectorIndexes, tmp_path: Path) -> None:  # noqa: F811
    with pytest.raises(ValueError, match=str(tmp_path)):
        indexes.load(tmp_path)
    index.save(tmp_path)
    whole = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, content in whole.items():
        for damaged in (b"rubbish", b"", content[: len(content) // 2]):
            path.write_bytes(damaged)
            with pytest.raises(ValueError, match=str(path)):
                indexes.load(tmp_path)
        path.unlink()
        with pytest.raises(ValueError, match=str(path)):
            indexes.load(tmp_path)
        path.write_bytes(content)
    assert len(indexes.load(tmp_path)) == 4
