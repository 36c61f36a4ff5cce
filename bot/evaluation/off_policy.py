"""How other ways of exploring would have done, from the log of what was tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.db.explorations import Tried
from bot.errors import NotReady
from bot.exploration import beliefs_from
from recommender import offpolicy
from recommender.bandits import First, Greedy, LinearRewards, LinUCB, Policy, Thompson, Uniform
from recommender.offpolicy import Estimate

FEWEST = 20


@dataclass(frozen=True, slots=True)
class OffPolicyReport:
    """Of each policy the three estimates of its share of films taken up, and what the log is worth to it."""

    choices: int
    taken_up: float
    estimates: Mapping[str, Mapping[str, Estimate]]
    effective: Mapping[str, float]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "choices": self.choices,
            "taken_up": round(self.taken_up, 5),
            "policies": {
                name: {
                    "effective_choices": round(self.effective[name], 1),
                    **{
                        method: None
                        if np.isnan(one.value)
                        else {"value": round(one.value, 5), "ci95": [round(one.low, 5), round(one.high, 5)]}
                        for method, one in methods.items()
                    },
                }
                for name, methods in self.estimates.items()
            },
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"{self.choices} choices logged, {self.taken_up:.2%} taken up"]
        for name, methods in self.estimates.items():
            told = "; ".join(
                f"{method} {one.value:.4f} [{one.low:.4f}, {one.high:.4f}]" for method, one in methods.items()
            )
            lines.append(f"  {name:<9} {told}; log worth {self.effective[name]:.0f} choices")
        return [*lines, "Below about 100 effective choices the intervals cannot be trusted."]


def judge(rows: Sequence[Tried], *, seed: int = 0) -> OffPolicyReport:
    """Estimate what each policy would have reached on the logged visits.

    Policies and the reward model are learnt from one half of the log and judged on the other, and the
    other way round, so that nothing is judged by what it learnt from. Raises NotReady for a short log.
    """
    if len(rows) < FEWEST:
        raise NotReady(
            f"{len(rows)} choices are in the log with their reception known, {FEWEST} are needed: "
            "set MOVIES_EXPLORATION and let people use the bot for some days."
        )
    halves = [list(rows[0::2]), list(rows[1::2])]
    parts = [
        _terms(beliefs_from(learn), test, np.random.default_rng([seed, place]))
        for place, (learn, test) in enumerate((halves, halves[::-1]))
    ]
    estimates, effective = {}, {}
    for name in parts[0]:
        rewards, shown, chances, predicted, expected = (
            np.concatenate(columns) for columns in zip(*(part[name] for part in parts), strict=True)
        )
        estimates[name] = {
            "IPS": offpolicy.ips(rewards, shown, chances),
            "SNIPS": offpolicy.self_normalised_ips(rewards, shown, chances),
            "DR": offpolicy.doubly_robust(rewards, shown, chances, predicted, expected),
        }
        effective[name] = offpolicy.effective_size(shown, chances)
    return OffPolicyReport(len(rows), float(np.mean([row.reward for row in rows])), estimates, effective)


def _terms(
    beliefs: LinearRewards, rows: Sequence[Tried], generator: np.random.Generator
) -> dict[str, list[np.ndarray]]:
    """Reward, propensity, chance, predicted and expected reward of each row, a policy."""
    policies: dict[str, Policy] = {
        "first": First(),
        "uniform": Uniform(),
        "greedy": Greedy(beliefs),
        "thompson": Thompson(beliefs),
        "linucb": LinUCB(beliefs),
    }
    found = {}
    for name, policy in policies.items():
        columns = []
        for row in rows:
            features = np.array(row.features, np.float64)
            chances, model = policy.probabilities(features, generator), beliefs.predict(features)
            columns.append(
                (row.reward, row.propensity, chances[row.chosen], model[row.chosen], chances @ model)
            )
        found[name] = [np.array(column, np.float64) for column in zip(*columns, strict=True)]
    return found
