"""Every kind of vector index, as the tests of their common contract take them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from retrieval.index import Vectors
from retrieval.vectors.choose import VectorIndexes
from tests.postgres import temporary_database

__all__ = ["indexes", "milvus_url", "postgres_url"]

LOCAL = ["flat", "hnsw", "ivf"]
SERVED = ["pgvector", "milvus"]


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database on a real PostgreSQL server, which searches the graph however few vectors there are."""
    with temporary_database("postgresql", tmp_path_factory.mktemp("postgres")) as url:
        plain = url.replace("postgresql+psycopg:", "postgresql:", 1)
        yield f"{plain}&options=-c%20enable_sort%3Doff"


@pytest.fixture(scope="session")
def milvus_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file that Milvus Lite keeps."""
    pytest.importorskip("milvus_lite", reason="Milvus in a file comes from milvus-lite")
    return str(tmp_path_factory.mktemp("milvus") / "vectors.db")


@pytest.fixture(params=[*LOCAL, *SERVED])
def indexes(request: pytest.FixtureRequest) -> VectorIndexes:
    """What makes and opens indexes of one kind."""
    kind = request.param
    if kind in LOCAL:
        return VectorIndexes(kind)
    url = request.getfixturevalue("postgres_url" if kind == "pgvector" else "milvus_url")
    return VectorIndexes(kind, url)


def clustered(count: int, dimension: int, seed: int) -> Vectors:
    """Random vectors in groups, as those of films are, of lengths between 1 and 2."""
    generator = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(50, dimension))
    drawn = centres[generator.integers(0, 50, count)] + generator.normal(size=(count, dimension))
    lengths = generator.uniform(1, 2, (count, 1))
    vectors: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True) * lengths).astype(np.float32)
    return vectors
