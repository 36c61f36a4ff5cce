"""How this product's encoder is made from the installation's catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot import prepare
from bot.db.session import Database
from bot.errors import NotReady
from bot.settings import Settings
from bot.storage import replace_folder
from retrieval.encoder import packaged_model
from retrieval.encoder_training import TrainingConfig, train_encoder
from retrieval.pairs import pairs as make_pairs
from retrieval.views import whole_view

_RECIPE = "recipe.json"


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What the encoder was made from, and its mean loss over the first and the last tenth of the steps."""

    films: int
    pairs: int
    seed: int
    first_loss: float
    last_loss: float

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"{self.pairs:,} pairs of {self.films:,} films, seed {self.seed}: "
            f"loss {self.first_loss:.3f} at first, {self.last_loss:.3f} in the end"
        ]


def train(
    settings: Settings,
    database: Database,
    folder: Path,
    count: int,
    seed: int,
    on_progress: Callable[[int, int], None] | None = None,
) -> TrainingReport:
    """Train on up to `count` pairs and write the encoder with its recipe to `folder`.

    Raises NotReady where the catalogue is too small to learn from.
    """
    documents = prepare.documents(settings, database)
    chosen = make_pairs(documents, seed)[:count]
    config = replace(TrainingConfig(), pairs=count)
    films = [whole_view(document) for document in documents]
    with replace_folder(folder) as draft:
        try:
            losses = train_encoder(
                packaged_model(), chosen, films, draft, config, seed=seed, on_progress=on_progress
            )
        except ValueError as error:
            raise NotReady(f"The encoder cannot be trained: {error}.") from error
        tenth = max(1, len(losses) // 10)
        report = TrainingReport(
            films=len(documents),
            pairs=len(losses) * config.batch,
            seed=seed,
            first_loss=float(np.mean(losses[:tenth])),
            last_loss=float(np.mean(losses[-tenth:])),
        )
        recipe = {**report.as_dict(), "base": "minilm", "config": asdict(config)}
        (draft / _RECIPE).write_text(json.dumps(recipe, indent=2))
    return report
