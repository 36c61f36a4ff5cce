"""Training an encoder: it learns, comes out the same from the same seed, and can be used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.encoder import SentenceEncoder, encoder_name, packaged_model
from retrieval.encoder_training import TrainingConfig, train_encoder
from retrieval.pairs import Pair

NONSENSE = ("blick", "dorm", "fesk", "gorp", "hult", "jand", "kelm", "lomp")
FILMS = [f"A film about {word} and nothing else." for word in reversed(NONSENSE)]
PAIRS = [Pair(f"the one with the {word}", FILMS[row], row) for row, word in enumerate(NONSENSE)] * 12
CONFIG = TrainingConfig(batch=8, length=16, learning_rate=1e-4, from_rank=1, to_rank=6)


def test_what_seemed_near_and_is_not_is_unlearnt(tmp_path: Path) -> None:
    losses = train_encoder(packaged_model(), PAIRS, FILMS, tmp_path / "one", CONFIG, seed=1)
    again = train_encoder(packaged_model(), PAIRS[:16], FILMS, tmp_path / "two", CONFIG, seed=1)
    assert losses[0] == pytest.approx(again[0], rel=0.01)
    assert np.mean(losses[-3:]) < 0.75 * np.mean(losses[:3])
    trained = SentenceEncoder(tmp_path / "one")
    said, film = PAIRS[0].said, FILMS[-1]  # they share their only telling word, and do not belong together
    assert _nearness(trained, said, film) < _nearness(SentenceEncoder(), said, film)
    assert trained.name == encoder_name(tmp_path / "one") != encoder_name("minilm")


def _nearness(encoder: SentenceEncoder, said: str, film: str) -> float:
    return float(encoder.encode_queries([said])[0] @ encoder.encode_documents([film])[0])


def test_too_few_pairs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not fill a batch"):
        train_encoder(packaged_model(), PAIRS[:4], FILMS, tmp_path / "none", CONFIG)
