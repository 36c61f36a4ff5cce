"""What the interview benchmark measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from bot.errors import NotReady
from bot.evaluation.statistics import Interval, bootstrap_means

BASELINE = "random popular"


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way to ask: nDCG, its gain over the baseline person by person, and how many answers it got."""

    ndcg: float
    interval: Interval
    gain: float
    gain_interval: Interval
    answered: float


@dataclass(frozen=True, slots=True)
class InterviewReport:
    """All ways to ask, on the same people."""

    people: int
    questions: int
    k: int
    strategies: Mapping[str, Strategy]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, tuple[float, int]]], questions: int, k: int, seed: int) -> Self:
        """Summarise one row a person: strategy to nDCG and answers. Raises NotReady without rows."""
        if not rows:
            raise NotReady("Nobody has a hidden film they liked: there is nothing to find.")
        names = list(rows[0])
        values = np.array([[row[name][0] for name in names] for row in rows])
        gains = values - values[:, [names.index(BASELINE)]]
        spans, gain_spans = bootstrap_means(values, seed=seed), bootstrap_means(gains, seed=seed)
        return cls(
            len(rows),
            questions,
            k,
            {
                name: Strategy(
                    float(values[:, place].mean()),
                    spans[place],
                    float(gains[:, place].mean()),
                    gain_spans[place],
                    float(np.mean([row[name][1] for row in rows])),
                )
                for place, name in enumerate(names)
            },
        )

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "people": self.people,
            "questions": self.questions,
            "strategies": {
                name: {
                    f"ndcg@{self.k}": round(found.ndcg, 4),
                    "ci95": [round(bound, 4) for bound in found.interval],
                    f"gain_over_{BASELINE.replace(' ', '_')}": round(found.gain, 4),
                    "gain_ci95": [round(bound, 4) for bound in found.gain_interval],
                    "answered": round(found.answered, 2),
                }
                for name, found in self.strategies.items()
            },
        }

    def lines(self) -> list[str]:
        """For people."""
        width = max(len(name) for name in self.strategies)
        return [
            f"{self.people} newcomers, {self.questions} questions each; liked films among their hidden ratings to find",
            f"{' ' * width}  {f'nDCG@{self.k}':>22}  {f'gain over {BASELINE}':>26}  answered",
            *(
                f"{name.ljust(width)}  {_span(found.ndcg, found.interval):>22}  "
                f"{_span(found.gain, found.gain_interval):>26}  {found.answered:8.1f}"
                for name, found in self.strategies.items()
            ),
            "In brackets: 95% bootstrap intervals. Answered: with stars; the others had not seen the film.",
        ]


def _span(mean: float, interval: Interval) -> str:
    return f"{mean:.3f} [{interval.low:.3f}, {interval.high:.3f}]"
