"""Vector indexes that a server keeps: when it is away, changed, or shared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psycopg
import pytest

from retrieval.index import VectorIndex
from retrieval.vectors.choose import VectorIndexes
from tests.retrieval.index_backends import (  # noqa: F401
    SERVED,
    indexes,
    milvus_url,
    postgres_url,
)

IDS = np.array([1, 2, 3], dtype=np.int64)
VECTORS = np.eye(3, dtype=np.float32)
AWAY = {"pgvector": "postgresql://movies:secret@127.0.0.1:1/movies", "milvus": "http://127.0.0.1:1"}

pytestmark = pytest.mark.parametrize("indexes", SERVED, indirect=True)


@pytest.fixture
def index(indexes: VectorIndexes) -> VectorIndex:  # noqa: F811
    filled = indexes.create("served", 3, 3)
    filled.add(IDS, VECTORS)
    return filled


def test_a_server_that_is_away_is_named_without_its_password(indexes: VectorIndexes, tmp_path: Path) -> None:  # noqa: F811
    away = VectorIndexes(indexes.kind, AWAY[indexes.kind])
    with pytest.raises(ConnectionError, match=r"127\.0\.0\.1.*does not answer: start it") as caught:
        away.create("served", 3, 3)
    assert "secret" not in str(caught.value)
    with pytest.raises(ConnectionError, match="does not answer"):
        away.drop_outdated("served")


def test_a_saved_index_needs_the_url(index: VectorIndex, indexes: VectorIndexes, tmp_path: Path) -> None:  # noqa: F811
    index.save(tmp_path)
    assert "secret" not in (tmp_path / "index.json").read_text()
    with pytest.raises(ValueError, match="give the server's URL"):
        VectorIndexes("auto").load(tmp_path)
    with pytest.raises(ConnectionError, match="does not answer"):
        VectorIndexes(indexes.kind, AWAY[indexes.kind]).load(tmp_path)


def test_what_is_gone_from_the_server_is_missed(
    index: VectorIndex,
    indexes: VectorIndexes,  # noqa: F811
    tmp_path: Path,
) -> None:
    index.save(tmp_path)
    indexes.drop_outdated("served", keep=0)
    with pytest.raises(ValueError, match="build the index again"):
        indexes.load(tmp_path)


def test_what_was_changed_behind_ones_back_is_noticed(
    index: VectorIndex,
    indexes: VectorIndexes,  # noqa: F811
    tmp_path: Path,
) -> None:
    index.save(tmp_path)
    index.remove(IDS[:1])
    with pytest.raises(ValueError, match="holds 2 vectors, 3 were saved"):
        indexes.load(tmp_path)
    index.add(IDS[:1], -VECTORS[:1])
    with pytest.raises(ValueError, match="holds other vectors"):
        indexes.load(tmp_path)
    index.remove(IDS[:1])
    index.add(IDS[:1], VECTORS[:1])
    assert len(indexes.load(tmp_path)) == 3


def test_of_several_builds_the_newest_are_kept(indexes: VectorIndexes) -> None:  # noqa: F811
    mine = VectorIndexes(indexes.kind, indexes.url, prefix="mine")
    other = VectorIndexes(indexes.kind, indexes.url, prefix="mine_too")
    kept_by_other = other.create("films", 3, 1)
    builds = [mine.create("films", 3, 1) for _ in range(3)]
    dropped = mine.drop_outdated("films")
    assert len(dropped) == 1
    assert dropped[0].startswith("mine_films_")
    assert mine.drop_outdated("films") == []
    assert mine.drop_outdated("sentences") == []
    assert len(kept_by_other) == 0
    assert sum(_is_there(build) for build in builds) == 2


def _is_there(index: VectorIndex) -> bool:
    try:
        return len(index) == 0
    except (psycopg.errors.UndefinedTable, ConnectionError):
        return False


@pytest.mark.parametrize("prefix", ["", "9films", "films; drop", "Films", "f" * 40])
def test_tables_get_plain_names(indexes: VectorIndexes, prefix: str) -> None:  # noqa: F811
    with pytest.raises(ValueError, match="cannot begin the name of a table"):
        VectorIndexes(indexes.kind, indexes.url, prefix).create("films", 3, 1)
