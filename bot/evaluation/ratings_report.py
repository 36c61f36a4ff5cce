"""What the ratings benchmark measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.evaluation.statistics import Interval

SplitName = Literal["random", "last", "time"]


@dataclass(frozen=True, slots=True)
class RankingQuality:
    """Means over people with their intervals, then what is true of all lists together."""

    means: Mapping[str, float]
    intervals: Mapping[str, Interval]
    coverage: float
    novelty: float


@dataclass(frozen=True, slots=True)
class RatingsReport:
    """Algorithms side by side, on the same `people`: those with a history and a liked film to find."""

    split: SplitName
    k: int
    people: int
    films: int
    algorithms: Mapping[str, RankingQuality]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "split": self.split,
            "k": self.k,
            "people": self.people,
            "films": self.films,
            "algorithms": {
                name: {
                    **{f"{metric}@{self.k}": round(mean, 4) for metric, mean in quality.means.items()},
                    "ci95": {
                        f"{metric}@{self.k}": [round(bound, 4) for bound in interval]
                        for metric, interval in quality.intervals.items()
                    },
                    "coverage": round(quality.coverage, 4),
                    "novelty_bits": round(quality.novelty, 3),
                }
                for name, quality in self.algorithms.items()
            },
        }

    def lines(self) -> list[str]:
        """For people."""
        names = [f"{metric}@{self.k}" for metric in next(iter(self.algorithms.values())).means]
        width = max(len(name) for name in self.algorithms)
        return [
            f"{self.people} people, {self.films} films; split: {self.split}",
            " " * width + "".join(f"  {name:>20}" for name in names) + "  coverage  novelty",
            *(_row(name.ljust(width), quality) for name, quality in self.algorithms.items()),
            "In brackets: 95% bootstrap intervals. Novelty in bits.",
        ]


def _row(label: str, quality: RankingQuality) -> str:
    cells = (
        f"  {mean:.3f} [{quality.intervals[name].low:.3f}, {quality.intervals[name].high:.3f}]"
        for name, mean in quality.means.items()
    )
    return f"{label}{''.join(cells)}  {quality.coverage:8.3f}  {quality.novelty:7.2f}"
