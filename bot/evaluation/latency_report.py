"""What the latency benchmark measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.evaluation.statistics import Durations

TARGET = 2.5
"""A chat turn shall stay under so many times the bare costs of its parts."""


@dataclass(frozen=True, slots=True)
class LatencyReport:
    """Durations by what was measured. What needs a running installation is None without one."""

    measured: Mapping[str, Durations | None]
    answered: int | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def ratio(self) -> float | None:
        """p95 of a chat turn over the p95 of encoding plus that of Rasa's empty turn."""
        return self._over_bare("p95")

    @property
    def median_ratio(self) -> float | None:
        """The same of medians, which the odd slow moment of a busy machine does not move."""
        return self._over_bare("p50")

    def _over_bare(self, percentile: Literal["p50", "p95"]) -> float | None:
        parts = (self.measured.get(name) for name in ("chat_turn", "encoding", "rasa_empty"))
        values = [getattr(durations, percentile) for durations in parts if durations is not None]
        if len(values) < 3:
            return None
        chat, encoding, empty = values
        return float(chat / (encoding + empty))

    def as_dict(self) -> dict[str, Any]:
        """For programs, in milliseconds; null is what was not measured."""
        ratio, median_ratio = self.ratio, self.median_ratio
        return {
            "unit": "ms",
            **{name: durations and durations.as_dict() for name, durations in self.measured.items()},
            "chat_turns_answered_with_films": self.answered,
            "chat_p95_over_bare_p95": ratio and round(ratio, 3),
            "chat_p50_over_bare_p50": median_ratio and round(median_ratio, 3),
            "target": TARGET,
            "within_target": ratio and ratio <= TARGET,
            "notes": list(self.notes),
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"{'':12}{'p50 ms':>10}{'p95 ms':>10}{'slowest':>10}"]
        for name, durations in self.measured.items():
            label = name.replace("_", " ")
            if durations is None:
                lines.append(f"{label:12}{'not measured':>20}")
            else:
                lines.append(f"{label:12}{durations.p50:10.1f}{durations.p95:10.1f}{durations.slowest:10.1f}")
        chat = self.measured.get("chat_turn")
        if chat is not None and self.ratio is not None and self.median_ratio is not None:
            lines.append(
                f"A chat turn takes {self.ratio:.2f} times its bare costs (encoding + Rasa with an empty "
                f"action) at p95, {self.median_ratio:.2f} times at p50; the target is {TARGET:g} at p95. "
                f"{self.answered} of {chat.n} turns were answered with films."
            )
        return [*lines, *self.notes]
