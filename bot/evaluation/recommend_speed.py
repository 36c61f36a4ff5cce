"""How fast one person's recommendations are, on a catalogue and a crowd of any size (synthetic)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bot.evaluation.statistics import Durations
from recommender.ials import IALS, IALSConfig

_LIST = 10
_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class RecommendSpeed:
    """Times of one request each, drawn at random from the crowd."""

    films: int
    people: int
    factors: int
    history: float
    fold_in: Durations
    recommend: Durations
    megabytes: float

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "films": self.films,
            "people": self.people,
            "factors": self.factors,
            "mean_history": round(self.history, 1),
            "fold_in_ms": self.fold_in.as_dict(),
            "recommend_ms": self.recommend.as_dict(),
            "megabytes": round(self.megabytes, 1),
        }

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"{self.films:,} films x {self.factors} factors, {self.people:,} people with {self.history:.1f} films "
            f"each on average; {self.megabytes:,.0f} MB of factors and histories",
            _line("fold-in alone", self.fold_in),
            _line(f"fold-in, all scores, best {_LIST}", self.recommend),
        ]


def measure_recommend(
    films: int,
    people: int,
    *,
    n: int,
    factors: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> RecommendSpeed:
    """Time `n` requests of people drawn at random, each answered from their whole history.

    Film factors and histories are synthetic: factors of falling spread, films drawn by a power law,
    20 to 80 films a person. Time does not depend on what the numbers are, only on how many.
    """
    generator = np.random.default_rng(seed)
    spread = (1.0 / np.sqrt(1.0 + np.arange(factors))).astype(np.float32)
    table = generator.standard_normal((films, factors), dtype=np.float32) * spread * np.float32(0.3)
    model = IALS.of(table, IALSConfig(factors=factors))
    starts, items = _histories(generator, films, people)
    folded, answered = [], []
    asked = generator.integers(0, people, n + _WARM_UP)
    with threadpool_limits(1):  # a service answers many at once: one thread a request
        for place, person in enumerate(asked):
            history = np.unique(items[starts[person] : starts[person + 1]]).astype(np.int64)
            strengths = np.ones(len(history), np.float32)
            started = time.perf_counter()
            model.fold_in(history, strengths)
            middle = time.perf_counter()
            model.recommend(history, strengths, _LIST)
            if place >= _WARM_UP:
                folded.append((middle - started) * 1000)
                answered.append((time.perf_counter() - middle) * 1000)
            if progress:
                progress(place + 1, len(asked))
    size = (table.nbytes + starts.nbytes + items.nbytes) / 1e6
    mean = float(np.diff(starts).mean())
    return RecommendSpeed(films, people, factors, mean, Durations.of(folded), Durations.of(answered), size)


def _histories(
    generator: np.random.Generator, films: int, people: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Where each person's films start, and all of them one after another."""
    counts = generator.integers(20, 81, people)
    starts = np.concatenate(([0], np.cumsum(counts)))
    uniform = generator.random(int(starts[-1]), dtype=np.float32)
    items = np.minimum(uniform**3 * films, films - 1).astype(np.int32)
    return starts, items


def _line(label: str, durations: Durations) -> str:
    return f"{label:<36} p50 {durations.p50:7.2f} ms   p95 {durations.p95:7.2f} ms   n {durations.n}"
