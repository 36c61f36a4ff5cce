"""Settings of the vector index, as far as the search engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.assembly import load_engine
from bot.errors import NotReady
from bot.settings import Settings
from bot.vectors import vector_indexes
from retrieval.encoder import SentenceEncoder
from retrieval.engine import SearchEngine
from retrieval.vectors.choose import VectorIndexes
from tests.retrieval.corpus import CORPUS
from tests.retrieval.index_backends import milvus_url  # noqa: F401


def test_files_are_the_default(tmp_path: Path) -> None:
    assert vector_indexes(Settings(home=tmp_path, database_url=None)) == VectorIndexes("auto")


def test_pgvector_lives_in_the_database_unless_told_otherwise(tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path, vector_index="pgvector", database_url="postgresql+psycopg://movies@db/movies"
    )
    assert vector_indexes(settings).url == "postgresql://movies@db/movies"
    settings.vector_url = SecretStr("postgresql://vectors@db/vectors")
    assert vector_indexes(settings).url == "postgresql://vectors@db/vectors"


@pytest.mark.parametrize("kind", ["pgvector", "milvus"])
def test_a_server_without_address_is_asked_for(kind: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, vector_index=kind, vector_url=None, database_url=None)  # type: ignore[arg-type]
    with pytest.raises(NotReady, match="set MOVIES_VECTOR_URL"):
        vector_indexes(settings)


def test_the_search_engine_is_told_where_its_vectors_are(milvus_url: str, tmp_path: Path) -> None:  # noqa: F811
    settings = Settings(
        home=tmp_path, vector_index="milvus", vector_url=SecretStr(milvus_url), encoder="minilm"
    )
    encoder = SentenceEncoder("minilm")
    SearchEngine.build(CORPUS, encoder, indexes=vector_indexes(settings)).save(settings.index_folder)
    assert load_engine(settings).search("a heist in dreams")
    settings.vector_url = SecretStr("http://127.0.0.1:1")
    with pytest.raises(NotReady, match="does not answer: start it"):
        load_engine(settings)
