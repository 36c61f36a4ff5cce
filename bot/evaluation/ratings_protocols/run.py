"""The protocols by name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bot.evaluation.ratings_protocols.by_time import by_time
from bot.evaluation.ratings_protocols.cold import cold_films
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.report import ProtocolReport
from bot.evaluation.ratings_protocols.stars import stars_5fold
from bot.evaluation.ratings_protocols.tables import Progress
from bot.evaluation.ratings_protocols.topk import topk_75_25

Protocol = Literal["stars-5fold", "topk-75-25", "time", "cold"]


def run_protocol(
    protocol: Protocol,
    data: RatingData,
    folder: Path | None,
    *,
    models: str = "",
    seed: int = 42,
    library_shuffle: bool = False,
    progress: Progress | None = None,
) -> ProtocolReport:
    """Measure the models named in `models` (with commas; empty: all of the protocol).

    Raises InvalidQuery for an unknown model, DataError or NotReady where the data do not suffice.
    """
    match protocol:
        case "stars-5fold":
            return stars_5fold(data, folder or Path(), models, seed, progress)
        case "topk-75-25":
            return topk_75_25(data, models, seed, progress, library_shuffle=library_shuffle)
        case "time":
            return by_time(data, models, seed, progress)
        case "cold":
            return cold_films(data, models, seed, progress)
