"""The real encoder and one engine on the small corpus, built once."""

from __future__ import annotations

import pytest

from retrieval.encoder import SentenceEncoder
from retrieval.engine import SearchEngine
from tests.retrieval.corpus import CORPUS


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return SentenceEncoder("minilm")


@pytest.fixture(scope="session")
def engine(encoder: SentenceEncoder) -> SearchEngine:
    return SearchEngine.build(CORPUS, encoder)
