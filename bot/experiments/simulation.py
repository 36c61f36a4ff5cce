"""Experiments with made-up people, to see that a planted effect is found and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from bot.experiments import sequential
from bot.experiments.analysis import ALPHA
from bot.experiments.assignment import assign
from bot.experiments.config import Arm, Experiment

BASE_RATE = 0.2
"""Share of control's people who like something."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Over many runs: how often something was found at any look, and what was estimated.

    `fixed` is an ordinary 5% test looked at after every person, for comparison; `covered` is how often
    the true effect was inside the interval at all looks.
    """

    found: float
    found_by_fixed: float
    covered: float
    mean_estimate: float
    median_people: float | None

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "found": round(self.found, 4),
            "found_by_ordinary_test_when_peeking": round(self.found_by_fixed, 4),
            "interval_held_at_all_looks": round(self.covered, 4),
            "mean_estimate": round(self.mean_estimate, 5),
            "median_people_until_found": self.median_people,
        }


@dataclass(frozen=True, slots=True)
class SimulationReport:
    """The same experiment with the effect planted, and without any."""

    effect: float
    runs: int
    people: int
    alpha: float
    planted: Outcomes
    nothing: Outcomes

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "effect": self.effect,
            "runs": self.runs,
            "people": self.people,
            "alpha": self.alpha,
            "planted": self.planted.as_dict(),
            "no_effect": self.nothing.as_dict(),
        }

    def lines(self) -> list[str]:
        """For people."""
        planted, nothing = self.planted, self.nothing
        until = (
            "" if planted.median_people is None else f", after {planted.median_people:.0f} people (median)"
        )
        return [
            f"{self.runs} runs of {self.people} people, looked at after every person, alpha {self.alpha:g}",
            f"Effect {self.effect:+g} planted: found in {planted.found:.1%} of runs{until}; "
            f"mean estimate {planted.mean_estimate:+.4f}; interval held it at all looks in {planted.covered:.1%}",
            f"No effect: found in {nothing.found:.1%} of runs (an ordinary test with the same peeking: "
            f"{nothing.found_by_fixed:.1%}); interval held 0 at all looks in {nothing.covered:.1%}",
        ]


class _Run(NamedTuple):
    found: bool
    found_by_fixed: bool
    covered: bool
    estimate: float
    people: int


def simulate(
    *,
    effect: float,
    runs: int,
    people: int = 5000,
    seed: int = 0,
    alpha: float = ALPHA,
    on_progress: Callable[[int, int], None] | None = None,
) -> SimulationReport:
    """Run the experiment `runs` times with the effect and `runs` times without.

    Everybody is assigned by the real hash; outcomes are 1 with chance BASE_RATE, plus `effect` in the
    treated arm. Raises ValueError where that is no chance.
    """
    if not 0 <= BASE_RATE + effect <= 1:
        raise ValueError(f"effect {effect} takes a rate of {BASE_RATE} outside 0 to 1: give a smaller one")
    generator = np.random.default_rng(seed)
    rows: dict[str, list[_Run]] = {"planted": [], "nothing": []}
    for run in range(runs):
        treated = _treated(f"simulated {seed} {run}", people)
        chances = generator.random(people)
        for name, shift in (("planted", effect), ("nothing", 0.0)):
            outcomes = (chances < BASE_RATE + shift * treated).astype(np.float64)
            rows[name].append(_look(outcomes, treated, shift, alpha, people))
        if on_progress:
            on_progress(run + 1, runs)
    return SimulationReport(effect, runs, people, alpha, _summary(rows["planted"]), _summary(rows["nothing"]))


def _treated(name: str, people: int) -> NDArray[np.bool_]:
    experiment = Experiment(name=name, arms=(Arm(name="control", share=0.5), Arm(name="treated", share=0.5)))
    return np.array([assign(experiment, person).name == "treated" for person in range(1, people + 1)])


def _look(
    outcomes: NDArray[np.float64], treated: NDArray[np.bool_], effect: float, alpha: float, people: int
) -> _Run:
    values = sequential.pseudo_outcomes(outcomes, treated, 0.5)
    known = sequential.confidence_sequence(values, alpha=alpha, tightest_at=people // 2)
    n = np.arange(1, people + 1)
    spread = np.sqrt(np.maximum(np.cumsum(values**2) / n - known.estimate**2, 1e-12) / n)
    ordinary = np.abs(known.estimate) > norm.ppf(1 - alpha / 2) * spread
    covered = (known.low <= effect) & (effect <= known.high)
    first = int(np.argmax(known.p_value <= alpha)) + 1
    return _Run(
        found=bool(known.p_value[-1] <= alpha),
        found_by_fixed=bool(ordinary[sequential.FIRST_LOOK - 1 :].any()),
        covered=bool(covered.all()),
        estimate=float(known.estimate[-1]),
        people=first,
    )


def _summary(rows: list[_Run]) -> Outcomes:
    found, ordinary, covered, estimates, people = (np.array(column) for column in zip(*rows, strict=True))
    return Outcomes(
        found=float(found.mean()),
        found_by_fixed=float(ordinary.mean()),
        covered=float(covered.mean()),
        mean_estimate=float(estimates.mean()),
        median_people=float(np.median(people[found])) if found.any() else None,
    )
