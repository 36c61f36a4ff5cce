"""Fine-tuning a sentence encoder on the pairs of a catalogue, on the CPU."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch.nn import functional

from retrieval.encoder import Vectors, fast_precision
from retrieval.pairs import Pair

_ENCODE_BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How an encoder is trained. Lengths are in word pieces; `scale` is the inverse temperature."""

    pairs: int = 16_000
    batch: int = 48
    length: int = 72
    learning_rate: float = 2e-5
    warmup: float = 0.1
    scale: float = 20.0
    from_rank: int = 8
    to_rank: int = 40


def hard_negatives(
    model: SentenceTransformer, pairs: Sequence[Pair], films: Sequence[str], config: TrainingConfig, seed: int
) -> list[int]:
    """For each pair the row of a film that the untrained model takes for a likely one.

    It is drawn from the neighbours `from_rank` to `to_rank`: the nearest of all may well be right too.
    """
    generator = np.random.default_rng(seed)
    vectors, said = _encode(model, films), _encode(model, [pair.said for pair in pairs])
    ranks = generator.integers(
        min(config.from_rank, len(films) - 1), min(config.to_rank, len(films)), len(pairs)
    )
    chosen = []
    for pair, query, rank in zip(pairs, said, ranks, strict=True):
        near = vectors @ query
        near[pair.row] = -np.inf
        chosen.append(int(np.argpartition(-near, rank)[rank]))
    return chosen


def train_encoder(
    base: Path | str,
    pairs: Sequence[Pair],
    films: Sequence[str],
    out: Path,
    config: TrainingConfig | None = None,
    *,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[float]:
    """Train `base` and write it to `out` as a sentence-transformers folder; returns the loss of each step.

    Contrastive learning with the other films of a batch and one hard negative a pair as wrong answers
    (Henderson et al., 2017; Karpukhin et al., 2020). `films` is one text for each row that pairs name.
    Raises ValueError where there are too few pairs for one batch.
    """
    config = config or TrainingConfig()
    pairs = pairs[: config.pairs]
    steps = len(pairs) // config.batch
    if not steps:
        raise ValueError(f"{len(pairs)} pairs do not fill a batch of {config.batch}: bring more films")
    torch.manual_seed(seed)
    model = SentenceTransformer(str(base), device="cpu")
    length = model.max_seq_length
    model.max_seq_length = config.length
    negatives = hard_negatives(model, pairs, films, config, seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=config.learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, config.warmup))
    model.train()
    losses = []
    for step in range(steps):
        rows = slice(step * config.batch, (step + 1) * config.batch)
        loss = _loss(model, pairs[rows], negatives[rows], films, config.scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if on_progress is not None:
            on_progress(step + 1, steps)
    model.eval()
    model.max_seq_length = length
    model.save(str(out), create_model_card=False)
    return losses


def _loss(
    model: SentenceTransformer,
    pairs: Sequence[Pair],
    negatives: Sequence[int],
    films: Sequence[str],
    scale: float,
) -> torch.Tensor:
    asked = torch.tensor([pair.row for pair in pairs])
    answers = torch.tensor([*(pair.row for pair in pairs), *negatives])
    with fast_precision():
        said = _embed(model, [pair.said for pair in pairs])
        told = _embed(model, [*(pair.film for pair in pairs), *(films[row] for row in negatives)])
    scores = scale * said.float() @ told.float().T
    # Another text of the same film in the batch is no wrong answer.
    right = torch.eye(len(asked), len(answers), dtype=torch.bool)
    same = (asked[:, None] == answers[None, :]) & ~right
    return functional.cross_entropy(scores.masked_fill(same, -math.inf), torch.arange(len(asked)))


def _embed(model: SentenceTransformer, texts: Sequence[str]) -> torch.Tensor:
    features: dict[str, Any] = model.preprocess(list(texts))
    return functional.normalize(model(features)["sentence_embedding"], dim=1)


def _encode(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    with fast_precision():
        found = model.encode(
            list(texts), batch_size=_ENCODE_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
    return np.asarray(found, dtype=np.float32)


def _rate(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then linear decay to 0."""
    rising = max(1, round(steps * warmup))
    return (step + 1) / rising if step < rising else max(0.0, (steps - step) / max(1, steps - rising))
