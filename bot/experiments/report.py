"""What an experiment has shown, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from bot.experiments.config import Metric

Verdict = Literal["kept", "breached", "undecided"]


@dataclass(frozen=True, slots=True)
class Effect:
    """Difference of means, arm less control, over `people` with its always-valid interval and p-value."""

    people: int
    estimate: float
    low: float
    high: float
    p_value: float

    def as_dict(self) -> dict[str, Any]:
        """For programs; an interval that is still infinite is null."""
        return {
            "people": self.people,
            "estimate": _number(self.estimate),
            "interval": [_number(self.low), _number(self.high)],
            "p_value": round(self.p_value, 6),
        }

    def __str__(self) -> str:
        if not isfinite(self.low):
            return f"{self.estimate:+.4f} (too few people to say)"
        return f"{self.estimate:+.4f} [{self.low:+.4f}, {self.high:+.4f}], p = {self.p_value:.4f}"


@dataclass(frozen=True, slots=True)
class ArmResult:
    """An arm: how many met it, for how many the window is over, and the means over those."""

    name: str
    share: float
    exposed: int
    people: int
    means: Mapping[Metric, float]


@dataclass(frozen=True, slots=True)
class GuardrailResult:
    """Whether an arm keeps a guardrail."""

    arm: str
    metric: Metric
    worse: str
    margin: float
    verdict: Verdict
    effect: Effect


@dataclass(frozen=True, slots=True)
class ExperimentReport:
    """Everything there is to say of one experiment at one look."""

    name: str
    outcome: Metric
    alpha: float
    split_p_value: float
    split_limit: float
    crossed: int
    arms: tuple[ArmResult, ...]
    effects: Mapping[str, Effect]
    guardrails: tuple[GuardrailResult, ...]

    @property
    def split_ok(self) -> bool:
        """Whether people came to the arms in the planned shares."""
        return self.split_p_value >= self.split_limit

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "experiment": self.name,
            "outcome": self.outcome,
            "alpha": self.alpha,
            "sample_ratio": {"p_value": round(self.split_p_value, 6), "ok": self.split_ok},
            "crossed": self.crossed,
            "arms": [
                {
                    "name": arm.name,
                    "share": arm.share,
                    "exposed": arm.exposed,
                    "people": arm.people,
                    "means": {metric: _number(mean) for metric, mean in arm.means.items()},
                }
                for arm in self.arms
            ],
            "effects": {name: effect.as_dict() for name, effect in self.effects.items()},
            "guardrails": [
                {
                    "arm": rail.arm,
                    "metric": rail.metric,
                    "worse": rail.worse,
                    "margin": rail.margin,
                    "verdict": rail.verdict,
                    **rail.effect.as_dict(),
                }
                for rail in self.guardrails
            ],
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"Experiment {self.name}: {self.outcome}, alpha {self.alpha:g}, may be looked at any time"]
        if not self.split_ok:
            lines.append(
                f"  THE SPLIT IS BROKEN (p = {self.split_p_value:.2g}): the arms do not get their shares, "
                "so trust no figure below"
            )
        for arm in self.arms:
            mean = arm.means.get(self.outcome, float("nan"))
            lines.append(
                f"  {arm.name}: {arm.exposed} exposed, {arm.people} complete, {self.outcome} {mean:.4f}"
            )
        control = self.arms[0].name
        lines += [f"  {name} against {control}: {effect}" for name, effect in self.effects.items()]
        lines += [
            f"  guardrail {rail.metric} (not {rail.worse} by more than {rail.margin:g}), {rail.arm}: "
            f"{rail.verdict}; {rail.effect}"
            for rail in self.guardrails
        ]
        if self.crossed:
            lines.append(f"  {self.crossed} people met two arms and are left out")
        return lines


def _number(value: float) -> float | None:
    return round(value, 6) if isfinite(value) else None
