"""Protocol `time`: what will they like next?"""

from __future__ import annotations

from bot.evaluation.ratings_protocols import lineup
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.report import ProtocolReport, Table
from bot.evaluation.ratings_protocols.tables import K, Progress, compare, liked_in
from recommender import splits
from recommender.validation import HeldOut

LAST = 10
"""Ratings of each person that leave-last-out hides."""


def by_time(data: RatingData, models: str, seed: int, progress: Progress | None = None) -> ProtocolReport:
    """What people will like next: at one cut in time, and each person's last ratings."""
    cut = splits.by_time(data.people, data.times, 0.2)
    last = splits.leave_last_out(data.people, data.times, LAST)
    tables = [
        _time_table(f"One cut in time, latest fifth hidden, k={K}, 4 stars relevant", data, cut, models, seed, progress),
        _time_table(f"Each person's last {LAST} hidden, k={K}, 4 stars relevant", data, last, models, seed, progress),
    ]  # fmt: skip
    return ProtocolReport("time", data.name, seed, tables)


def _time_table(
    title: str, data: RatingData, split: splits.Split, models: str, seed: int, progress: Progress | None
) -> Table:
    known, wanted = data.strengths(split.train), liked_in(data, split.test)
    inner = splits.leave_last_out(data.people[split.train], data.times[split.train], LAST)
    part = HeldOut(data.strengths(split.train[inner.train]), data.strengths(split.train[inner.test]))
    makers = lineup.by_time(data, lambda interactions, *, seed: [part])  # noqa: ARG005 - the protocol's
    return compare(title, makers, models, known, wanted, seed, progress, hybrid="weighted")
