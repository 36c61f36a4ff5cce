"""What a load test found, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.evaluation.statistics import Durations


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What happened. `mixed_up` is what one person said and another had kept; `lost` was said and not kept;
    `unexpected` was kept though nobody said it."""

    people: int
    turns: int
    seconds: float
    durations: Durations | None
    errors: tuple[str, ...] = ()
    mixed_up: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """No error, no mix-up, nothing lost, nothing invented."""
        return not (self.errors or self.mixed_up or self.lost or self.unexpected)

    def as_dict(self) -> dict[str, Any]:
        """For programs; durations in milliseconds."""
        return {
            "ok": self.ok,
            "people": self.people,
            "turns_each": self.turns,
            "seconds": round(self.seconds, 2),
            "turn_ms": self.durations and self.durations.as_dict(),
            "errors": list(self.errors),
            "mixed_up": list(self.mixed_up),
            "lost": list(self.lost),
            "unexpected": list(self.unexpected),
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"{self.people} people, {self.turns} turns each, all at once, in {self.seconds:.1f} s"]
        if self.durations:
            lines.append(
                f"one turn: p50 {self.durations.p50:.0f} ms, p95 {self.durations.p95:.0f} ms, "
                f"slowest {self.durations.slowest:.0f} ms"
            )
        for name in ("errors", "mixed_up", "lost", "unexpected"):
            found: tuple[str, ...] = getattr(self, name)
            lines.append(f"{name.replace('_', ' ')}: {len(found) or 'none'}")
            lines += [f"  {problem}" for problem in found]
        return lines
