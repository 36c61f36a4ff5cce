"""Protocol `stars-5fold`: how many stars will they give? The published folds of MovieLens 100K."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bot.errors import DataError
from bot.evaluation.ratings_protocols import lineup, published
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.report import ProtocolReport, Row, Table
from recommender import metrics, splits

Progress = Callable[[int, int], None]


def stars_5fold(
    data: RatingData, folder: Path, models: str, seed: int, progress: Progress | None = None
) -> ProtocolReport:
    """RMSE and MAE on the published folds `u1` to `u5`, each model fitted five times."""
    makers = lineup.stars(data)
    names = lineup.chosen(makers, models)
    figures: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in names}
    try:
        folds = list(splits.published_folds(folder))
        parts = [splits.published(data.people, data.films, pairs - 1) for _, pairs in folds]
    except ValueError as error:
        raise DataError(f"stars-5fold needs the published folds of ml-100k ({error})") from error
    for number, part in enumerate(parts):
        known, hidden = data.ratings(part.train), data.ratings(part.test)
        for place, name in enumerate(names):
            started = time.perf_counter()
            model = makers[name]().fit(known, seed=seed)
            fitted = time.perf_counter()
            predicted = model.predict(hidden.people, hidden.items)
            figures[name].append(
                (
                    metrics.rmse(predicted, hidden.stars),
                    metrics.mae(predicted, hidden.stars),
                    fitted - started,
                    time.perf_counter() - fitted,
                )
            )
            if progress:
                progress(number * len(names) + place + 1, len(parts) * len(names))
    rows = []
    for name in names:
        means = np.mean(figures[name], axis=0)
        by_fold = {f"rmse {fold}": values[0] for (fold, _), values in zip(folds, figures[name], strict=True)}
        seconds = {"fit": float(means[2]), "predict": float(means[3])}
        rows.append(Row(name, {"rmse": float(means[0]), "mae": float(means[1]), **by_fold}, {}, seconds))
    table = Table("Mean over the folds; seconds a fold", rows, published.STARS)
    return ProtocolReport("stars-5fold", data.name, seed, [table])
