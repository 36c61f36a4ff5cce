"""What settings of diversity and popularity cost and bring, on the lists of one model."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.offline.measure import Judge
from bot.evaluation.offline.report import Setting
from recommender.base import Recommender
from recommender.batch import best_columns
from recommender.diversity import DPP, MMR, calibrate_popularity
from recommender.metrics import popularity_percentiles
from recommender.validation import without

WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7)
POOL = 100
"""Candidates from which each list is made, as many as a page could be reordered from."""
PEOPLE = 400

Array = NDArray[np.float64]


def trade_off(model: Recommender, judge: Judge, seed: int) -> Iterator[Setting]:
    """Every kind of re-ordering at every weight, on at most `PEOPLE` people; weight 0 is the model itself."""
    people = np.sort(np.random.default_rng(seed).permutation(judge.rows)[:PEOPLE])
    part = Judge(people, judge.known, judge.wanted, judge.vectors, judge.expected, judge.k)
    histories = judge.known[people]
    scores = without(model.batch_scores(histories), histories)
    pools = best_columns(scores, min(POOL, scores.shape[1]))
    knowing = np.bincount(judge.known.indices, minlength=judge.known.shape[1])
    percentiles = popularity_percentiles(knowing)
    for kind in ("mmr", "dpp", "calibration"):
        for weight in WEIGHTS:
            lists = []
            for row, pool in enumerate(pools):
                films = pool[pool >= 0]
                history = histories[row]
                liked = history.indices[history.data > 0]
                target = float(percentiles[liked].mean()) if len(liked) else 0.5
                lists.append(
                    _order(
                        kind, weight, films, scores[row, films], judge.vectors, percentiles, target, judge.k
                    )
                )
            yield Setting(kind, weight, part.figures(np.array(lists, np.int64), seed))


def _order(
    kind: str,
    weight: float,
    films: NDArray[np.int64],
    scores: NDArray[np.float32],
    vectors: NDArray[np.float32],
    percentiles: Array,
    target: float,
    k: int,
) -> NDArray[np.int64]:
    match kind:
        case "mmr":
            places = MMR(weight).order(scores, vectors[films], k)
        case "dpp":
            places = DPP(weight).order(scores, vectors[films], k)
        case _:
            calibrated = calibrate_popularity(scores, percentiles[films], target, weight)
            places = np.argsort(-calibrated, kind="stable")[:k].astype(np.int64)
    chosen = np.full(k, -1, np.int64)
    chosen[: len(places)] = films[places]
    return chosen
