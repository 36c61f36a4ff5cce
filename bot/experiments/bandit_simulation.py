"""Made-up people and films, to see what exploring costs and brings beside always taking the best guess.

Films come in groups of which nobody knows at first how well they are taken up; a film's features are a
constant, a predicted score and its group. A policy chooses one of `CANDIDATES` films a visit and learns
from whether it was taken up. Regret is the chance of the best candidate less that of the chosen one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.statistics import Interval
from recommender import offpolicy
from recommender.bandits import Greedy, LinearRewards, LinUCB, Policy, Thompson, Uniform

GROUPS = 12
CANDIDATES = 10
LEARN_EVERY = 20
"""Visits between two fits, as logs are read now and then and not after every visit."""

Array = NDArray[np.float64]

MAKERS: dict[str, Callable[[LinearRewards], Policy]] = {
    "greedy": Greedy,
    "thompson": Thompson,
    "linucb": LinUCB,
    "uniform": lambda _: Uniform(),
}


@dataclass(frozen=True, slots=True)
class World:
    """How films are taken up: a chance for each group, and what a higher predicted score adds."""

    groups: Array
    slope: float

    @classmethod
    def draw(cls, generator: np.random.Generator) -> World:
        """A world of its own."""
        return cls(generator.uniform(0.02, 0.4, GROUPS), 0.1)

    def visit(self, generator: np.random.Generator) -> tuple[Array, Array]:
        """Features (n, d) of one visit's candidates and the chances (n,) that they are taken up."""
        group, score = generator.integers(0, GROUPS, CANDIDATES), generator.random(CANDIDATES)
        features = np.column_stack([np.ones(CANDIDATES), score, np.eye(GROUPS)[group]])
        return features, self.groups[group] + self.slope * score


@dataclass(frozen=True, slots=True)
class BanditReport:
    """Cumulative regret a policy, one row a run, and how off-policy estimates of greedy did."""

    visits: int
    regret: dict[str, Array]
    truth: float
    estimates: dict[str, tuple[float, float]]

    def final(self, policy: str) -> tuple[float, Interval]:
        """Mean regret after all visits, with a 95% normal interval over runs."""
        return _mean(self.regret[policy][:, -1])

    def saved(self, policy: str) -> tuple[float, Interval]:
        """Greedy's regret less that of a policy in the same worlds: mean, with a 95% normal interval."""
        return _mean(self.regret["greedy"][:, -1] - self.regret[policy][:, -1])

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        finals = {name: self.final(name) for name in self.regret}
        return {
            "visits": self.visits,
            "runs": len(next(iter(self.regret.values()))),
            "regret": {
                name: {"mean": round(mean, 2), "ci95": [round(bound, 2) for bound in interval]}
                for name, (mean, interval) in finals.items()
            },
            "saved_against_greedy": {
                name: {"mean": round(mean, 2), "ci95": [round(bound, 2) for bound in interval]}
                for name, (mean, interval) in ((name, self.saved(name)) for name in ("thompson", "linucb"))
            },
            "off_policy": {
                "true_value_of_greedy": round(self.truth, 4),
                **{
                    name: {"mean_error": round(error, 4), "interval_held": round(held, 3)}
                    for name, (error, held) in self.estimates.items()
                },
            },
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [
            f"{self.visits} visits, {len(next(iter(self.regret.values())))} runs; regret in films taken up"
        ]
        for name in self.regret:
            mean, (low, high) = self.final(name)
            less, (least, most) = self.saved(name)
            saved = "" if name == "greedy" else f"; less than greedy by {less:.1f} [{least:.1f}, {most:.1f}]"
            lines.append(f"  {name:<10} {mean:8.1f} [{low:.1f}, {high:.1f}]{saved}")
        lines.append(
            f"Off-policy, greedy judged from Thompson's log (true value {self.truth:.4f} on average): "
            + "; ".join(
                f"{name} off by {error:+.4f}, interval held in {held:.0%}"
                for name, (error, held) in self.estimates.items()
            )
        )
        return lines


def _mean(values: Array) -> tuple[float, Interval]:
    """Mean over at least two runs with its normal interval."""
    mean, half = float(values.mean()), offpolicy.Z * float(values.std(ddof=1)) / np.sqrt(len(values))
    return mean, Interval(mean - float(half), mean + float(half))


def simulate_bandit(
    *,
    visits: int = 4000,
    runs: int = 20,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> BanditReport:
    """Let every policy live through the same visits of `runs` worlds; same seed, same report."""
    regret: dict[str, list[Array]] = {name: [] for name in MAKERS}
    judged: list[dict[str, tuple[float, bool]]] = []
    truths: list[float] = []
    for run in range(runs):
        world = World.draw(np.random.default_rng([seed, run]))
        for name, make in MAKERS.items():
            live, log = _live(world, make, visits, seed, run)
            regret[name].append(np.cumsum(live))
            if name == "thompson":
                truth, estimates = _judge(log, np.random.default_rng([seed, run, 2]))
                truths.append(truth)
                judged.append(estimates)
        if on_progress:
            on_progress(run + 1, runs)
    return BanditReport(
        visits,
        {name: np.array(rows) for name, rows in regret.items()},
        float(np.mean(truths)),
        {
            name: (
                float(np.mean([one[name][0] for one in judged])),
                float(np.mean([one[name][1] for one in judged])),
            )
            for name in judged[0]
        },
    )


@dataclass(frozen=True, slots=True)
class _Log:
    """What was shown and what came of it, one row a visit; `rates` are the chances nobody can see."""

    features: Array
    chosen: NDArray[np.int64]
    propensities: Array
    rewards: Array
    rates: Array


def _live(
    world: World, make: Callable[[LinearRewards], Policy], visits: int, seed: int, run: int
) -> tuple[Array, _Log]:
    """The regret of each visit, and the log; visits are the same for every policy."""
    people, chance = np.random.default_rng([seed, run, 0]), np.random.default_rng([seed, run, 1])
    beliefs = LinearRewards(GROUPS + 2)
    policy = make(beliefs)
    rows: list[tuple[Array, int, float, float, Array]] = []
    for visit in range(visits):
        features, rates = world.visit(people)
        chances = policy.probabilities(features, chance)
        chosen = int(chance.choice(len(chances), p=chances))
        rows.append((features, chosen, float(chances[chosen]), float(chance.random() < rates[chosen]), rates))
        if (visit + 1) % LEARN_EVERY == 0:
            fresh = rows[-LEARN_EVERY:]
            beliefs.update(np.array([row[0][row[1]] for row in fresh]), np.array([row[3] for row in fresh]))
    features, picks, propensities, rewards, all_rates = (
        np.array(column) for column in zip(*rows, strict=True)
    )
    log = _Log(features, picks, propensities, rewards, all_rates)
    return all_rates.max(axis=1) - all_rates[np.arange(visits), picks], log


def _judge(log: _Log, generator: np.random.Generator) -> tuple[float, dict[str, tuple[float, bool]]]:
    """Greedy as learnt from the first half of a log, judged by the second: its true value, errors, intervals."""
    half = len(log.chosen) // 2
    beliefs, place = LinearRewards(log.features.shape[2]), np.arange(len(log.chosen))
    beliefs.update(log.features[place, log.chosen][:half], log.rewards[:half])
    greedy = Greedy(beliefs)
    late = slice(half, None)
    chances = np.array([greedy.probabilities(one, generator) for one in log.features[late]])
    truth = float((chances * log.rates[late]).sum(axis=1).mean())
    predicted = np.array([beliefs.predict(one) for one in log.features[late]])
    chosen, rows = log.chosen[late], np.arange(len(log.chosen) - half)
    shared = (log.rewards[late], log.propensities[late], chances[rows, chosen])
    found = {
        "ips": offpolicy.ips(*shared),
        "self-normalised": offpolicy.self_normalised_ips(*shared),
        "doubly robust": offpolicy.doubly_robust(
            *shared, predicted[rows, chosen], (chances * predicted).sum(axis=1)
        ),
    }
    return truth, {name: (one.value - truth, one.low <= truth <= one.high) for name, one in found.items()}
