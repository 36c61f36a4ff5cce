"""What an ingest read, did, mended and could not use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

MAX_LISTED = 50
"""Rejected rows listed with place and reason; all are counted."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be used, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(slots=True)
class IngestReport:
    """The account of one ingest.

    `read` to `unmatched` count films or ratings; `unmatched` are ratings of films that the catalogue
    does not have. `rejected` counts broken rows of any file, `missing` films without a field,
    `mended` values put right, `figures` whatever else is worth knowing.
    """

    source: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    unmatched: int = 0
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    figures: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def reject(self, file: Path | str, line: int, reason: str) -> None:
        """Count a row that could not be used, and list it while there is room."""
        self.rejected += 1
        if len(self.rejections) < MAX_LISTED:
            self.rejections.append(Rejection(Path(file).name, line, reason))

    def fold(self, other: IngestReport) -> None:
        """Take over what went wrong in a file that is read beside the main one."""
        self.rejected += other.rejected
        self.rejections += other.rejections[: MAX_LISTED - len(self.rejections)]
        self.mended += other.mended
        self.notes += other.notes

    def as_dict(self) -> dict[str, object]:
        """The report as JSON values."""
        return {
            "source": self.source,
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "unmatched": self.unmatched,
            "rejected": self.rejected,
            "rejections": [
                {"file": rejection.file, "line": rejection.line, "reason": rejection.reason}
                for rejection in self.rejections
            ],
            "missing": dict(self.missing.most_common()),
            "mended": dict(self.mended.most_common()),
            "figures": dict(self.figures),
            "notes": list(self.notes),
        }

    def lines(self) -> list[str]:
        """The report as text for people."""
        counts = {name: getattr(self, name) for name in ("added", "updated", "unchanged", "rejected")}
        if self.unmatched:
            counts["of films not in the catalogue"] = self.unmatched
        done = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        lines = [f"{self.source}: {self.read:,} read: {done}"]
        lines += [f"  {name}: {value:,}" for name, value in self.figures.items()]
        for title, counter in (("missing", self.missing), ("mended", self.mended)):
            if counter:
                listed = ", ".join(f"{name} {count:,}" for name, count in counter.most_common())
                lines.append(f"  {title}: {listed}")
        lines += [f"  {note}" for note in self.notes]
        lines += [f"  {rejection}" for rejection in self.rejections]
        if self.rejected > len(self.rejections):
            lines.append(f"  ... and {self.rejected - len(self.rejections):,} more rejected rows")
        return lines
