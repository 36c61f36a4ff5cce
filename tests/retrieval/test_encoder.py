"""The sentence encoder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.encoder import Encoder, SentenceEncoder


def test_gives_unit_vectors_of_its_dimension(encoder: SentenceEncoder) -> None:
    assert isinstance(encoder, Encoder)
    vectors = encoder.encode_queries(["a thief", "", "x" * 5_000])
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_like_meanings_are_near(encoder: SentenceEncoder) -> None:
    cat, kitten, tax = encoder.encode_queries(["a cat", "a kitten", "income tax law"])
    assert cat @ kitten > 0.5 > cat @ tax


def test_an_english_model_knows_no_other_language(encoder: SentenceEncoder) -> None:
    assert not encoder.multilingual


def test_batches_keep_their_order(encoder: SentenceEncoder) -> None:
    texts = [f"{'word ' * (n % 9)}{n}" for n in range(70)]
    seen: list[tuple[int, int]] = []
    batched = encoder.encode_documents(texts, lambda done, total: seen.append((done, total)))
    assert seen == [(64, 70), (70, 70)]
    np.testing.assert_allclose(batched[::10], encoder.encode_queries(texts[::10]), atol=3e-2)


def test_a_text_is_encoded_once(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    run, batches = encoder._run, []
    monkeypatch.setattr(encoder, "_run", lambda texts: (batches.append(list(texts)), run(texts))[1])
    text = "a text nobody else in these tests asks for"
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(lambda _: encoder.encode_queries([text, text]), range(8)))
    assert batches == [[text]]
    assert all(np.array_equal(vector, vectors[0]) for vector in vectors)


def test_the_cache_forgets_the_oldest(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_cache_size", 2)
    encoder.encode_queries(["one", "two", "three"])
    assert list(encoder._cache) == ["two", "three"]


def test_an_unknown_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no-model"):
        SentenceEncoder(tmp_path / "no-model")
