"""A saved vector index, opened and searched in a process of its own: what a service would see of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.statistics import Durations, Interval, bootstrap_means
from retrieval.index import Ids, VectorIndex, Vectors
from retrieval.vectors.approximate import ApproximateIndex
from retrieval.vectors.choose import VectorIndexes

_WARM_UP: Final = 20
EFFORTS: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Multiples of an index's own effort that are tried on the tuning queries."""


@dataclass(frozen=True, slots=True)
class Task:
    """Queries with what an exact search finds: `truth` holds k rows for each query."""

    name: str
    queries: Vectors
    truth: Ids
    allowed: Ids | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How much of the truth was found, and how long a query took: by the clock, and of a core's time.

    The two differ where other programs take the cores away, or where a server does the work.
    """

    recall: float
    interval: Interval
    durations: Durations
    core_time: Durations

    @classmethod
    def by(cls, index: VectorIndex, task: Task, seed: int) -> Found:
        """Search for every query of the task, one after the other."""
        k = task.truth.shape[1]
        found: list[Ids] = []
        times: list[float] = []
        core_times: list[float] = []
        for query in task.queries[:_WARM_UP]:
            index.search(query, k, task.allowed)
        for query in task.queries:
            started, core_started = time.perf_counter(), time.thread_time()
            ids, _ = index.search(query, k, task.allowed)
            core_times.append(1000 * (time.thread_time() - core_started))
            times.append(1000 * (time.perf_counter() - started))
            found.append(ids)
        values = recalls(found, task.truth)
        return cls(
            float(values.mean()),
            bootstrap_means(values[:, None], seed=seed)[0],
            Durations.of(times),
            Durations.of(core_times),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """What was measured on an index in a fresh process; memory in bytes, beyond that of the empty process.

    `own` is memory that only this process can use, `mapped` what it shares with others and the system may
    take back.
    """

    load_seconds: float
    first_query_ms: float
    own: int
    mapped: int
    tasks: dict[str, Found]
    efforts: dict[int, Found]


def probe(folder: Path, indexes: VectorIndexes, tasks: Sequence[Task], tuning: Task, seed: int) -> Opened:
    """Open the index in `folder` in a process of its own and search it; `tuning` with several efforts."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_measure, folder, indexes, tasks, tuning, seed).result()


def recalls(found: list[Ids], truth: Ids) -> NDArray[np.float64]:
    """For each query, how much of `truth` was found."""
    return np.array(
        [len(np.intersect1d(have, want)) / len(want) for have, want in zip(found, truth, strict=True)]
    )


def _measure(folder: Path, indexes: VectorIndexes, tasks: Sequence[Task], tuning: Task, seed: int) -> Opened:
    before = _memory()
    started = time.perf_counter()
    index = indexes.load(folder)
    loaded = time.perf_counter()
    index.search(tuning.queries[0], tuning.truth.shape[1])
    first = time.perf_counter() - loaded
    found = {task.name: Found.by(index, task, seed) for task in tasks}
    own, mapped = np.subtract(_memory(), before).tolist()
    efforts: dict[int, Found] = {}
    if isinstance(index, ApproximateIndex):
        own_effort = index.effort
        for times in EFFORTS:
            index.effort = effort = round(own_effort * times)
            efforts[effort] = Found.by(index, tuning, seed)
    return Opened(loaded - started, 1000 * first, own, mapped, found, efforts)


def _memory() -> tuple[int, int]:
    """Resident bytes of this process: its own, and those of files."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    own, mapped = (1024 * int(fields[name].split()[0]) for name in ("RssAnon", "RssFile"))
    return own, mapped
