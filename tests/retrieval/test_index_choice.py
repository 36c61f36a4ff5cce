"""Which vector index is used, and that the engine works on every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.encoder import SentenceEncoder
from retrieval.engine import SearchEngine
from retrieval.vectors.choose import FLAT_UP_TO, HNSW_UP_TO, VectorIndexes, index_for
from tests.retrieval.corpus import CORPUS
from tests.retrieval.index_backends import indexes, milvus_url, postgres_url  # noqa: F401


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        (0, "flat"),
        (FLAT_UP_TO, "flat"),
        (FLAT_UP_TO + 1, "hnsw"),
        (HNSW_UP_TO, "hnsw"),
        (HNSW_UP_TO + 1, "ivf"),
    ],
)
def test_the_number_of_vectors_chooses(count: int, kind: str) -> None:
    assert index_for(count) == kind
    assert kind == VectorIndexes().create("films", 3, count).KIND  # type: ignore[attr-defined]


def test_a_setting_that_cannot_work_is_refused() -> None:
    with pytest.raises(ValueError, match="give its URL"):
        VectorIndexes("pgvector")
    with pytest.raises(ValueError, match="'rubbish' is no kind"):
        VectorIndexes("rubbish")  # type: ignore[arg-type]


def test_the_engine_finds_the_same_on_every_kind(
    indexes: VectorIndexes,  # noqa: F811
    engine: SearchEngine,
    encoder: SentenceEncoder,
    tmp_path: Path,
) -> None:
    built = SearchEngine.build(CORPUS, encoder, indexes=indexes)
    built.save(tmp_path / "index")
    loaded = SearchEngine.load(tmp_path / "index", encoder, indexes)
    for text in ("a heist in dreams", "with tom hanks", "toys that come alive"):
        assert [hit.id for hit in loaded.search(text)] == [hit.id for hit in engine.search(text)]
    built.dense.drop_outdated(indexes)


def test_another_kind_is_another_index(engine: SearchEngine) -> None:
    name = engine.encoder.name
    prints = {
        SearchEngine.fingerprint(CORPUS, name, VectorIndexes(kind)) for kind in ("auto", "flat", "hnsw")
    }
    assert engine.content_fingerprint in prints
    assert len(prints) == 3


@pytest.mark.parametrize("kind", ["hnsw", "ivf"])
def test_every_changed_byte_is_noticed(encoder: SentenceEncoder, kind: str, tmp_path: Path) -> None:
    SearchEngine.build(CORPUS, encoder, indexes=VectorIndexes(kind)).save(tmp_path / "index")  # type: ignore[arg-type]
    files = [path for path in (tmp_path / "index" / "dense").rglob("*") if path.is_file()]
    assert len(files) >= 7
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content[:-3] + b"\x00\x01\x02")
        with pytest.raises(ValueError, match=path.name):
            SearchEngine.load(tmp_path / "index", encoder)
        path.write_bytes(content)
