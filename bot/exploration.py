"""Trying films whose reception is unknown, at the end of a page, and learning from what came of it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bot.background import BackgroundWriter
from bot.db import explorations
from bot.db.explorations import Choice, Tried
from bot.db.session import Database
from bot.slate_options import Exploration
from recommender.bandits import LinearRewards, LinUCB, Policy, Thompson, Uniform

FEATURES = ("constant", "collaborative", "content", "prior", "popularity")
WINDOW = timedelta(days=2)
"""What a person does with a film this long after it was tried counts as its reception."""
REMEMBERED = 20_000
LEARN_EVERY = 600.0
WIDTH = 20
"""Films among which each place is drawn."""

Array = NDArray[np.float64]


class Explorer:
    """Draws films for places, logs each draw with its chance, and learns from the log.

    Everything learnt is in the log, so that many processes learn from each other and none keeps state.
    """

    def __init__(self, database: Database, writer: BackgroundWriter | None) -> None:
        """Without `writer` draws are not logged, for benchmarks."""
        self._database = database
        self._writer = writer
        self._beliefs = LinearRewards(len(FEATURES))
        self._learnt_at = -LEARN_EVERY
        self._lock = threading.Lock()

    def learn(self) -> None:
        """Read what came of past draws."""
        with self._database.session(read_only=True) as session:
            rows = list(explorations.tried(session, WINDOW, datetime.now(UTC), REMEMBERED))
        self._beliefs = beliefs_from(rows)

    def choose(
        self,
        name: Exploration,
        draw: str,
        films: Sequence[int],
        features: Array,
        positions: Sequence[int],
    ) -> list[Choice]:
        """A film for each of `positions`, drawn one after the other from `films` without repeating any.

        `features` has one row a film; the same `draw` (a hexadecimal number) gives the same films.
        """
        self._learn_when_stale()
        policy = policy_named(name, self._beliefs)
        generator = np.random.default_rng(int(draw, 16))
        left, choices = list(range(len(films))), []
        for position in positions:
            rows = left[:WIDTH]
            if not rows:
                break
            seen = features[rows].round(4)
            chances = policy.probabilities(seen, generator)
            place = int(generator.choice(len(rows), p=chances))
            choices.append(
                Choice(
                    draw, position, name, films[rows[place]], float(chances[place]),
                    [films[row] for row in rows], seen.tolist(),
                )
            )  # fmt: skip
            left.remove(rows[place])
        return choices

    def log(self, person: int, choices: Sequence[Choice]) -> None:
        """Note what was shown; never blocks."""
        if self._writer is not None and choices:
            self._writer.add(partial(explorations.log_choices, person_id=person, choices=choices))

    def _learn_when_stale(self) -> None:
        with self._lock:
            if time.monotonic() - self._learnt_at < LEARN_EVERY:
                return
            self._learnt_at = time.monotonic()
        threading.Thread(target=self.learn, name="exploration", daemon=True).start()


def beliefs_from(rows: Iterable[Tried]) -> LinearRewards:
    """What past draws taught."""
    beliefs, known = LinearRewards(len(FEATURES)), list(rows)
    if known:
        features = np.array([row.features[row.chosen] for row in known], np.float64)
        beliefs.update(features, np.array([row.reward for row in known]))
    return beliefs


def policy_named(name: Exploration, beliefs: LinearRewards) -> Policy:
    """The policy of a setting."""
    match name:
        case "thompson":
            return Thompson(beliefs)
        case "linucb":
            return LinUCB(beliefs)
        case "off":
            return Uniform()


def draw_of(person: int, history: Mapping[int, float], day: str, *more: object) -> str:
    """Names the draw of an answer: the same until the day is over or the person says something new."""
    content = repr((person, sorted(history.items()), day, more))
    return hashlib.sha256(content.encode()).hexdigest()[:32]
