"""What the benchmark of vector indexes measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from bot.evaluation.index_scale_films import Crowding
from bot.evaluation.index_scale_probe import Found, Opened

RECALL_TARGET: Final = 0.95
P95_TARGET: Final = 20.0  # milliseconds
_MB: Final = 1e6


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One kind of index: how it was built and changed, and what it was like in use.

    `stored` is the size of its files in bytes, None where a server keeps them; rates are vectors a second.
    """

    kind: str
    build_seconds: float
    stored: int | None
    add_rate: float
    remove_rate: float
    opened: Opened

    @property
    def within_target(self) -> bool:
        """Whether ten films are found well and fast enough."""
        ten = self.opened.tasks["ten"]
        return ten.recall >= RECALL_TARGET and ten.durations.p95 <= P95_TARGET

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        opened = self.opened
        return {
            "kind": self.kind,
            "build_seconds": round(self.build_seconds, 1),
            "stored_mb": None if self.stored is None else round(self.stored / _MB, 1),
            "load_seconds": round(opened.load_seconds, 3),
            "first_query_ms": round(opened.first_query_ms, 2),
            "own_memory_mb": round(opened.own / _MB, 1),
            "mapped_memory_mb": round(opened.mapped / _MB, 1),
            "added_per_second": round(self.add_rate),
            "removed_per_second": round(self.remove_rate),
            "within_target": self.within_target,
            **{name: _as_dict(found) for name, found in opened.tasks.items()},
            "tuning": {str(effort): _as_dict(found) for effort, found in opened.efforts.items()},
        }


@dataclass(frozen=True, slots=True)
class IndexReport:
    """All kinds side by side, on the same films and queries."""

    films: int
    dimension: int
    queries: int
    seed: int
    cores: int
    real: Crowding
    made: Crowding
    rows: Sequence[IndexRow]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "films": self.films,
            "dimension": self.dimension,
            "queries": self.queries,
            "seed": self.seed,
            "cores": self.cores,
            "target": {"recall_at_10": RECALL_TARGET, "p95_ms": P95_TARGET},
            "crowding": {
                name: {key: round(value, 3) for key, value in asdict(crowd).items()}
                for name, crowd in (("real", self.real), ("made", self.made))
            },
            "indexes": [row.as_dict() for row in self.rows],
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [
            f"{self.films:,} films of {self.dimension} values, {self.queries} queries, one at a time, on a machine"
            f" of {self.cores} cores; seed {self.seed}.",
            *(_crowding_line(*pair) for pair in (("Real films", self.real), ("As many made", self.made))),
            "",
            f"{'':9}{'recall@10 (95% interval)':>26}{'p50 ms':>8}{'p95 ms':>8}{'core p95':>10}{'@500':>7}{'p95':>7}"
            f"{'1% allowed':>12}{'p95':>7}{'30%':>7}{'p95':>7}",
        ]
        for row in self.rows:
            ten, pool, narrow, broad = (row.opened.tasks[name] for name in ("ten", "pool", "narrow", "broad"))
            interval = f"{ten.recall:.3f} ({ten.interval.low:.3f}-{ten.interval.high:.3f})"
            lines.append(
                f"{row.kind:9}{interval:>26}{ten.durations.p50:8.1f}{ten.durations.p95:8.1f}"
                f"{ten.core_time.p95:10.1f}"
                f"{pool.recall:7.3f}{pool.durations.p95:7.1f}{narrow.recall:12.3f}{narrow.durations.p95:7.1f}"
                f"{broad.recall:7.3f}{broad.durations.p95:7.1f}"
            )
        lines += [
            "",
            f"{'':9}{'build s':>9}{'files MB':>10}{'load s':>8}{'1st ms':>8}{'own MB':>8}{'mapped MB':>11}"
            f"{'added/s':>9}{'removed/s':>11}",
        ]
        for row in self.rows:
            opened = row.opened
            stored = "server" if row.stored is None else f"{row.stored / _MB:,.0f}"
            lines.append(
                f"{row.kind:9}{row.build_seconds:9.1f}{stored:>10}{opened.load_seconds:8.2f}"
                f"{opened.first_query_ms:8.1f}{opened.own / _MB:8.0f}{opened.mapped / _MB:11.0f}"
                f"{row.add_rate:9.0f}{row.remove_rate:11.0f}"
            )
        for row in self.rows:
            lines += [
                f"{row.kind}, effort {effort} on the tuning queries: recall@10 {found.recall:.3f},"
                f" p95 {found.durations.p95:.1f} ms"
                for effort, found in row.opened.efforts.items()
            ]
        met = ", ".join(row.kind for row in self.rows if row.within_target) or "none"
        lines.append(f"Recall@10 of {RECALL_TARGET} within {P95_TARGET:g} ms at p95: {met}.")
        return lines


def _crowding_line(name: str, crowd: Crowding) -> str:
    return (
        f"{name}: cosine to the 1st, 10th and 100th neighbour {crowd.first:.2f}, {crowd.tenth:.2f},"
        f" {crowd.hundredth:.2f}; local dimension {crowd.dimension:.0f}."
    )


def _as_dict(found: Found) -> dict[str, Any]:
    return {
        "recall": round(found.recall, 4),
        "low": round(found.interval.low, 4),
        "high": round(found.interval.high, 4),
        **found.durations.as_dict(),
        "core_time": found.core_time.as_dict(),
    }
