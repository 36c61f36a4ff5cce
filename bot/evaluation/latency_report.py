"""What the latency benchmark measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
        chat, encoding, empty = (self.measured.get(name) for name in ("chat_turn", "encoding", "rasa_empty"))
        if chat is None or encoding is None or empty is None:
            return None
        return chat.p95 / (encoding.p95 + empty.p95)

    def as_dict(self) -> dict[str, Any]:
        """For programs, in milliseconds; null is what was not measured."""
        ratio = self.ratio
        return {
            "unit": "ms",
            **{name: durations and durations.as_dict() for name, durations in self.measured.items()},
            "chat_turns_answered_with_films": self.answered,
            "chat_p95_over_bare_p95": ratio and round(ratio, 3),
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
        if self.ratio is not None and chat is not None:
            lines.append(
                f"A chat turn takes {self.ratio:.2f} times its bare costs (encoding + Rasa with an empty "
                f"action, p95); the target is {TARGET:g}. "
                f"{self.answered} of {chat.n} turns were answered with films."
            )
        return [*lines, *self.notes]
