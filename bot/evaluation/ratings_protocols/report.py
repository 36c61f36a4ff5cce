"""What a protocol measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.evaluation.ratings_protocols.published import Published
from bot.evaluation.statistics import Interval


@dataclass(frozen=True, slots=True)
class Row:
    """One model: means with 95% intervals where there are any, and seconds by what they were spent on."""

    model: str
    means: Mapping[str, float]
    intervals: Mapping[str, Interval] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Models side by side under one split."""

    title: str
    rows: Sequence[Row]
    published: Sequence[Published] = ()
    differences: Mapping[str, Interval] = field(default_factory=dict)
    """By what is compared: the 95% paired-bootstrap interval of the difference."""
    notes: Sequence[str] = ()

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "title": self.title,
            "models": {row.model: _figures(row) for row in self.rows},
            "published": {f"{row.model} ({row.source})": row.figures for row in self.published},
            "differences_ci95": {
                name: [round(bound, 4) for bound in interval] for name, interval in self.differences.items()
            },
            "notes": list(self.notes),
        }

    def lines(self) -> list[str]:
        """For people."""
        names = list(self.rows[0].means)
        timed = list(dict.fromkeys(name for row in self.rows for name in row.seconds))
        labels = [row.model for row in self.rows] + [row.model for row in self.published]
        width = max(len(label) for label in labels)
        head = "".join(f"  {name:>22}" for name in names) + "".join(f"  {name + ' s':>15}" for name in timed)
        lines = [self.title, " " * width + head]
        for row in self.rows:
            seconds = "".join(f"  {row.seconds[t]:15.2f}" if t in row.seconds else " " * 17 for t in timed)
            lines.append(row.model.ljust(width) + "".join(_cell(row, name) for name in names) + seconds)
        for quoted in self.published:
            cells = (f"  {quoted.figures[n]:<22.4f}" if n in quoted.figures else f"  {'':22}" for n in names)
            lines.append(f"{quoted.model.ljust(width)}{''.join(cells)}  published: {quoted.source}")
        lines += [f"{name}: [{d.low:+.4f}, {d.high:+.4f}]" for name, d in self.differences.items()]
        return lines + list(self.notes)


@dataclass(frozen=True, slots=True)
class ProtocolReport:
    """The tables of one protocol on one data set."""

    protocol: str
    data: str
    seed: int
    tables: Sequence[Table]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        tables = [table.as_dict() for table in self.tables]
        return {"protocol": self.protocol, "data": self.data, "seed": self.seed, "tables": tables}

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"{self.protocol} on {self.data}, seed {self.seed}; in brackets: 95% bootstrap intervals"]
        for table in self.tables:
            lines += ["", *table.lines()]
        return lines


def _figures(row: Row) -> dict[str, Any]:
    return {
        **{name: round(mean, 4) for name, mean in row.means.items()},
        "ci95": {name: [round(bound, 4) for bound in ends] for name, ends in row.intervals.items()},
        "seconds": {name: round(value, 3) for name, value in row.seconds.items()},
    }


def _cell(row: Row, name: str) -> str:
    if name not in row.intervals:
        return f"  {row.means[name]:<22.4f}"
    low, high = row.intervals[name]
    return f"  {row.means[name]:.4f} [{low:.3f}, {high:.3f}]"
