"""What only the index of inverted lists does: it learns where its lists are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.vectors.ivf import LEARNT_FROM, IVFIndex
from tests.retrieval.index_backends import clustered

QUERY = clustered(1, 4, seed=1)[0]


def fill(index: IVFIndex, count: int) -> None:
    start = len(index)
    index.add(np.arange(start, start + count, dtype=np.int64), clustered(count, 4, seed=start))


def sizes(index: IVFIndex, folder: Path) -> int:
    index.save(folder)
    path = folder / "lists.faiss"
    return path.stat().st_size if path.exists() else 0


def test_lists_are_learnt_when_there_is_something_to_learn_from(tmp_path: Path) -> None:
    index = IVFIndex(4)
    fill(index, LEARNT_FROM - 1)
    assert sizes(index, tmp_path / "few") == 0
    fill(index, 1)
    assert sizes(index, tmp_path / "enough") > LEARNT_FROM
    (tmp_path / "enough" / "lists.faiss").unlink()
    with pytest.raises(ValueError, match=r"lists\.faiss is missing"):
        IVFIndex.load(tmp_path / "enough")


def test_an_index_that_outgrows_its_lists_learns_new_ones() -> None:
    index = IVFIndex(4)
    fill(index, LEARNT_FROM)
    few = index.list_count
    fill(index, 7 * LEARNT_FROM)
    assert index.list_count == few
    fill(index, 3 * LEARNT_FROM)
    assert index.list_count > 3 * few
    found, _ = index.search(QUERY, 10)
    assert len(found) == 10


def test_more_effort_finds_more() -> None:
    index = IVFIndex(4)
    fill(index, LEARNT_FROM)
    vectors = clustered(LEARNT_FROM, 4, seed=0)
    truth = np.argsort(-(vectors @ QUERY))[:200]
    shares = []
    for effort in (8, 16, 64):
        index.effort = effort
        shares.append(len(np.intersect1d(index.search(QUERY, 200)[0], truth)) / 200)
    assert shares == sorted(shares)
    assert shares[0] < 0.9 < shares[2]
