"""From scores to the best ids."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.ranking import neighbours, top_k


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


@pytest.mark.parametrize(
    ("values", "k", "expected"),
    [
        ((1, 3, 2), 2, [1, 2]),
        ((5, 5, 5, 5), 2, [0, 1]),  # ties by id
        ((1, 5, 9, 5, 5), 3, [2, 1, 3]),  # also where the cut falls among them
        ((1, 2), 9, [1, 0]),
        ((1, 2), 0, []),
        ((1, 2), -3, []),
        ((), 3, []),
        ((-1, -2, 0), 2, [2, 0]),
    ],
)
def test_best_first_ties_by_id(values: tuple[float, ...], k: int, expected: list[int]) -> None:
    ids, best = top_k(scores(*values), k)
    assert ids.tolist() == expected
    assert best.tolist() == [values[i] for i in expected]
    assert ids.dtype == np.int64
    assert best.dtype == np.float32


def test_candidates_and_exclusions() -> None:
    values = scores(1, 2, 3, 4, 5)
    assert top_k(values, 9, candidates=np.array([3, 0, 0, 4]))[0].tolist() == [4, 3, 0]
    assert top_k(values, 9, exclude=(np.array([4]), None, np.array([0, 3])))[0].tolist() == [2, 1]
    assert top_k(values, 9, candidates=np.array([1, 2]), exclude=[np.array([2])])[0].tolist() == [1]


@pytest.mark.parametrize("wrong", [-1, 3])
def test_ids_without_a_score_are_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        top_k(scores(1, 2, 3), 2, candidates=np.array([0, wrong]))
    with pytest.raises(ValueError, match="do not fit"):
        top_k(scores(1, 2, 3), 2, exclude=(np.array([wrong]),))


@given(st.lists(st.integers(-3, 3), max_size=30), st.integers(0, 35))
def test_equals_a_full_sort(values: list[int], k: int) -> None:
    expected = sorted(range(len(values)), key=lambda i: (-values[i], i))[:k]
    assert top_k(scores(*values), k)[0].tolist() == expected


def test_neighbours_by_angle_without_themselves_and_empty_rows() -> None:
    vectors = np.array([[1, 0], [9, 1], [0, 1], [0, 0], [-1, 0]], np.float32)
    ids, cosine = neighbours(vectors, 0, 10)
    assert ids.tolist() == [1, 2, 4]
    assert cosine == pytest.approx([9 / np.sqrt(82), 0, -1], abs=1e-6)
    assert neighbours(vectors, 3, 10)[0].tolist() == []
    with pytest.raises(ValueError, match="do not fit"):
        neighbours(vectors, 5, 1)
