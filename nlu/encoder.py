"""Sentence embeddings from a BERT encoder in numpy: a message is a few words, and that needs no deep learning library.

Reads the files of a sentence-transformers model with mean pooling, such as all-MiniLM-L6-v2. The weights
are mapped, not read, so that processes using the same file share its memory.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from nlu.wordpiece import WordPiece

Floats = NDArray[np.float32]
LONGEST = 64
"""Word pieces of a message that are read."""
_BATCH = 64


class SentenceEncoder:
    """Turns texts into vectors of unit length; near vectors mean alike."""

    def __init__(self, folder: Path) -> None:
        """Open the model in `folder` (config.json, vocab.txt, model.safetensors); raises ValueError naming what is wrong."""
        missing = [
            name
            for name in ("config.json", "vocab.txt", "model.safetensors")
            if not (folder / name).is_file()
        ]
        if missing:
            raise ValueError(f"No sentence encoder in {folder}: {', '.join(missing)} missing")
        config = json.loads((folder / "config.json").read_text("utf-8"))
        if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu":
            raise ValueError(
                f"The encoder in {folder} is {config.get('model_type')}; only BERT encoders are read"
            )
        self._heads: int = config["num_attention_heads"]
        self._layers: int = config["num_hidden_layers"]
        self._epsilon: float = config["layer_norm_eps"]
        self.dimension: int = config["hidden_size"]
        self._words = WordPiece.load(folder / "vocab.txt")
        self._weights = _map_safetensors(folder / "model.safetensors")

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = {}
        for row, text in enumerate(texts):
            ids = self._words.ids(text, LONGEST)
            by_length.setdefault(len(ids), []).append((row, ids))
        for group in by_length.values():  # texts of one length need no padding
            for start in range(0, len(group), _BATCH):
                rows, ids_of = zip(*group[start : start + _BATCH], strict=True)
                vectors[list(rows)] = self._forward(np.array(ids_of))
        return vectors

    def _forward(self, ids: NDArray[np.int_]) -> Floats:
        embeddings = "embeddings.{}_embeddings.weight"
        hidden = (
            self._weights[embeddings.format("word")][ids]
            + self._weights[embeddings.format("position")][: ids.shape[1]]
            + self._weights[embeddings.format("token_type")][0]
        )
        hidden = self._normalised(hidden, "embeddings")
        for layer in range(self._layers):
            name = f"encoder.layer.{layer}"
            attended = self._dense(
                self._attention(hidden, f"{name}.attention.self"), f"{name}.attention.output.dense"
            )
            hidden = self._normalised(hidden + attended, f"{name}.attention.output")
            inner = _gelu(self._dense(hidden, f"{name}.intermediate.dense"))
            hidden = self._normalised(hidden + self._dense(inner, f"{name}.output.dense"), f"{name}.output")
        pooled = hidden.mean(axis=1)
        unit: Floats = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return unit

    def _attention(self, hidden: Floats, name: str) -> Floats:
        """Scaled dot-product attention with several heads (Vaswani et al. 2017, eq. 1)."""
        batch, length, width = hidden.shape
        query, key, value = (
            self._dense(hidden, f"{name}.{part}")
            .reshape(batch, length, self._heads, -1)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(width / self._heads))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed: Floats = (scores @ value).transpose(0, 2, 1, 3).reshape(batch, length, width)
        return mixed

    def _dense(self, hidden: Floats, name: str) -> Floats:
        weight = self._weights[f"{name}.weight"]
        rows = hidden.reshape(-1, hidden.shape[-1]) @ weight.T + self._weights[f"{name}.bias"]
        result: Floats = rows.reshape(*hidden.shape[:-1], weight.shape[0])
        return result

    def _normalised(self, hidden: Floats, name: str) -> Floats:
        mean = hidden.mean(axis=-1, keepdims=True)
        variance = hidden.var(axis=-1, keepdims=True)
        scaled: Floats = (hidden - mean) / np.sqrt(variance + np.float32(self._epsilon))
        return scaled * self._weights[f"{name}.LayerNorm.weight"] + self._weights[f"{name}.LayerNorm.bias"]


def _gelu(values: Floats) -> Floats:
    """Gaussian error linear unit, exact form (Hendrycks & Gimpel 2016)."""
    result: Floats = values * np.float32(0.5) * (1 + erf(values / np.float32(np.sqrt(2))))
    return result


def _map_safetensors(path: Path) -> dict[str, Floats]:
    """The float32 arrays of a safetensors file: a length, a JSON header, then raw data."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    data = np.memmap(path, np.uint8, "r", offset=8 + size)
    arrays: dict[str, Floats] = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        first, after = entry["data_offsets"]
        arrays[name] = np.asarray(data[first:after]).view(np.float32).reshape(entry["shape"])
    return arrays
