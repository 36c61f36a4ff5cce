"""What people did after they met an arm, as one number a person for each metric."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from bot.domain import Change, ChangeKind, Mark
from bot.experiments.config import Metric

LIKED_STARS = 4.0
DISLIKED_STARS = 2.0

METRICS: tuple[Metric, ...] = get_args(Metric)


def _is_like(change: Change) -> bool:
    return change.kind is ChangeKind.RATE and (change.after or 0) >= LIKED_STARS


def _is_rejection(change: Change) -> bool:
    if change.kind is ChangeKind.RATE:
        return (change.after or 0) <= DISLIKED_STARS
    return change.kind is ChangeKind.MARK and change.mark is Mark.NOT_INTERESTED


def _films(changes: Sequence[Change], wanted: Callable[[Change], bool]) -> int:
    return len({change.movie_id for change in changes if wanted(change)})


def measure(changes: Sequence[Change]) -> dict[Metric, float]:
    """All metrics of one person; films count once however often they were touched.

    `liked` is 1 for at least one film with 4 stars or more or put on the watchlist, else 0; `active` is
    1 for any change; the rest count films: `likes` 4 stars or more, `rejected` 2 stars or less or "not
    interested", `ratings`, `watchlisted`.
    """
    likes = _films(changes, _is_like)
    watchlisted = _films(changes, lambda change: change.kind is ChangeKind.WATCHLIST_ADD)
    return {
        "liked": float(bool(likes or watchlisted)),
        "likes": float(likes),
        "ratings": float(_films(changes, lambda change: change.kind is ChangeKind.RATE)),
        "watchlisted": float(watchlisted),
        "rejected": float(_films(changes, _is_rejection)),
        "active": float(bool(changes)),
    }


def table(people: Sequence[int], changes: Iterable[tuple[int, Change]]) -> dict[Metric, NDArray[np.float64]]:
    """Each metric as an array in the order of `people`; who did nothing counts 0."""
    by_person: dict[int, list[Change]] = {person: [] for person in people}
    for person, change in changes:
        if person in by_person:
            by_person[person].append(change)
    rows = [measure(by_person[person]) for person in people]
    return {metric: np.array([row[metric] for row in rows], np.float64) for metric in METRICS}
