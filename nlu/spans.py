"""A stretch of the message that means something, and how stretches that collide are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """An entity found in characters `start` to `end`; `value` is normalised, `confidence` is 0 to 1."""

    entity: str
    start: int
    end: int
    value: str
    confidence: float = 1.0

    def overlaps(self, other: Span) -> bool:
        """Whether both cover a character in common."""
        return self.start < other.end and other.start < self.end


def settle(spans: Iterable[Span]) -> list[Span]:
    """Non-overlapping spans in text order: the longer wins, then the surer, then the one given first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, -span.confidence)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
