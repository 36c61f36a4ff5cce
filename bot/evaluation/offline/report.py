"""What an evaluation found, for programs and for people at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from bot.evaluation.offline.measure import PER_PERSON, Figures

_SHOWN = ("ndcg", "recall", "hit_rate", "map", "serendipity", "diversity", "novelty", "popularity")


@dataclass(frozen=True, slots=True)
class SplitResult:
    """One way to hide ratings: every model on the same people."""

    name: str
    title: str
    people: int
    models: Mapping[str, Figures]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StarResult:
    """Errors of predicted stars on hidden ratings."""

    model: str
    ratings: int
    rmse: float
    mae: float


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of diversity or popularity, and what it does to the lists of one model."""

    kind: str
    weight: float
    figures: Figures


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Everything `movies evaluate` measures."""

    k: int
    films: int
    ratings: int
    seed: int
    splits: Sequence[SplitResult]
    stars: Sequence[StarResult]
    settings_of: str
    settings: Sequence[Setting]

    def as_dict(self) -> dict[str, Any]:
        """For programs; a figure that is not defined is null."""
        return {
            "k": self.k,
            "films": self.films,
            "ratings": self.ratings,
            "seed": self.seed,
            "splits": [
                {
                    "split": one.name,
                    "people": one.people,
                    "models": {
                        name: {**figures_dict(figures), "fit_seconds": round(one.seconds[name], 2)}
                        for name, figures in one.models.items()
                    },
                }
                for one in self.splits
            ],
            "stars": [
                {"model": one.model, "ratings": one.ratings, "rmse": _round(one.rmse), "mae": _round(one.mae)}
                for one in self.stars
            ],
            "settings": {
                "model": self.settings_of,
                "rows": [
                    {"kind": one.kind, "weight": one.weight, **figures_dict(one.figures)}
                    for one in self.settings
                ],
            },
        }

    def lines(self) -> list[str]:
        """For people: the main figures; the page and `--json` have all of them."""
        lines = [
            f"{self.ratings:,} ratings of {self.films:,} films; lists of {self.k}; 95% intervals in brackets"
        ]
        for split in self.splits:
            width = max(len(name) for name in split.models)
            lines += ["", f"{split.title}; {split.people} people"]
            lines.append(" " * width + "".join(f"  {name:>11}" for name in _SHOWN) + "  coverage   gini")
            for name, figures in split.models.items():
                low, high = figures.intervals["ndcg"]
                cells = "".join(f"  {figures.means[metric]:11.3f}" for metric in _SHOWN)
                lines.append(
                    f"{name:<{width}}{cells}  {figures.coverage:8.3f}  {figures.gini:5.3f}"
                    f"  nDCG [{low:.3f}, {high:.3f}]"
                )
        if self.stars:
            lines += ["", f"Stars of {self.stars[0].ratings:,} hidden ratings"]
            lines += [f"{one.model:<14} RMSE {one.rmse:.4f}  MAE {one.mae:.4f}" for one in self.stars]
        return lines


def figures_dict(figures: Figures) -> dict[str, Any]:
    """Means, intervals and totals, rounded; undefined ones are null."""
    return {
        **{metric: _round(figures.means[metric]) for metric in PER_PERSON},
        "coverage": _round(figures.coverage),
        "gini": _round(figures.gini),
        "ci95": {metric: [_round(bound) for bound in figures.intervals[metric]] for metric in PER_PERSON},
    }


def _round(value: float) -> float | None:
    return round(value, 4) if isfinite(value) else None
