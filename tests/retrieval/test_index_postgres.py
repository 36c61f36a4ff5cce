"""What only the vector index in PostgreSQL does."""

from __future__ import annotations

import numpy as np
import psycopg

from retrieval.vectors.postgres import PostgresIndex
from tests.retrieval.index_backends import clustered, postgres_url  # noqa: F401


def test_a_restarted_server_is_found_again(postgres_url: str) -> None:  # noqa: F811
    index = PostgresIndex.create(postgres_url, "restarted", 3)
    index.add(np.array([1], dtype=np.int64), np.eye(3, dtype=np.float32)[:1])
    assert _execute(
        postgres_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()",
    )
    assert index.search(np.ones(3, dtype=np.float32), 1)[0].tolist() == [1]


def test_many_vectors_are_found_by_the_graph(postgres_url: str) -> None:  # noqa: F811
    index = PostgresIndex.create(postgres_url, "graph", 16)
    index.add(np.arange(1_000, dtype=np.int64), clustered(1_000, 16, seed=0))
    used = "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'graph_hnsw'"
    assert _execute(postgres_url, used) == [(0,)]
    for query in clustered(5, 16, seed=1):
        assert len(index.search(query, 10)[0]) == 10
    index.close()  # a connection reports its statistics when it ends
    (scans,) = _execute(postgres_url, used)
    assert scans[0] == 5


def _execute(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]
