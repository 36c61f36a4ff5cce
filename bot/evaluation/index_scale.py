"""Vector indexes at a size: each kind beside exact search, on films made of the installation's own."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from bot.assembly import load_engine
from bot.errors import DataError, NotReady
from bot.evaluation.index_scale_films import (
    Material,
    crowding,
    exact_neighbours,
    material,
    synthetic_films,
)
from bot.evaluation.index_scale_probe import Task, probe
from bot.evaluation.index_scale_report import IndexReport, IndexRow
from bot.settings import Settings
from bot.vectors import vector_indexes
from retrieval.index import Ids, VectorIndex, Vectors
from retrieval.vectors.choose import Kind

_POOL: Final = 500  # candidates a search of the product asks for
_FEW: Final = 100  # queries of the tasks besides the main one
_NARROW, _BROAD = 0.01, 0.3  # of all films, what filters leave
_CHANGED: Final = 2_000  # films that are added to the full index and removed again
_BATCH: Final = 100
_NAME: Final = "scale"

Progress = Callable[[int, int], None]


def benchmark_index(
    settings: Settings,
    films: int,
    kinds: Sequence[Kind],
    *,
    queries: int = 500,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> IndexReport:
    """Build each kind of index on `films` synthetic films and measure it as a service would use it.

    As many tuning queries as `queries` are drawn besides, which no reported figure uses. Raises NotReady
    without an index or a vector server, DataError where the catalogue is too small to make films of.
    """
    engine = load_engine(settings)
    try:
        real = material(engine, 2 * queries, seed)
    except ValueError as error:
        raise DataError(f"The catalogue is too small for this benchmark: {error}.") from error
    made = synthetic_films(real.films, films + _CHANGED, seed)
    held, spare = made[:films], made[films:]
    tasks, tuning = _tasks(real, held, queries, seed)
    rows: list[IndexRow] = []
    for kind in kinds:
        rows.append(_measured(settings, kind, held, spare, tasks, tuning, seed))
        if on_progress:
            on_progress(len(rows), len(kinds))
    sample = np.random.default_rng(seed).permutation(films)[: len(real.films)]
    return IndexReport(
        films,
        held.shape[1],
        queries,
        seed,
        len(os.sched_getaffinity(0)),
        crowding(real.films, seed),
        crowding(held[sample], seed),
        rows,
    )


def _tasks(real: Material, films: Vectors, queries: int, seed: int) -> tuple[list[Task], Task]:
    """What is measured, and the tuning queries."""
    tuned, asked = real.queries[:queries], real.queries[queries:]
    tasks = [
        Task("ten", asked, exact_neighbours(asked, films, 10)),
        Task("pool", asked[:_FEW], exact_neighbours(asked[:_FEW], films, _POOL)),
    ]
    generator = np.random.default_rng(seed)
    for name, share in (("narrow", _NARROW), ("broad", _BROAD)):
        size = max(int(share * len(films)), 1)
        allowed = np.sort(generator.choice(len(films), size, replace=False)).astype(np.int64)
        truth = exact_neighbours(asked[:_FEW], films, 10, allowed)
        tasks.append(Task(name, asked[:_FEW], truth, allowed))
    return tasks, Task("tuning", tuned, exact_neighbours(tuned, films, 10))


def _measured(
    settings: Settings,
    kind: Kind,
    films: Vectors,
    spare: Vectors,
    tasks: Sequence[Task],
    tuning: Task,
    seed: int,
) -> IndexRow:
    indexes = replace(vector_indexes(settings.model_copy(update={"vector_index": kind})), prefix="benchmark")
    try:
        index = indexes.create(_NAME, films.shape[1], len(films))
        started = time.perf_counter()
        index.add(np.arange(len(films), dtype=np.int64), films)
        build_seconds = time.perf_counter() - started
        with tempfile.TemporaryDirectory(prefix=".benchmark.", dir=settings.home) as folder:
            index.save(Path(folder))
            stored = sum(path.stat().st_size for path in Path(folder).iterdir())
            opened = probe(Path(folder), indexes, tasks, tuning, seed)
        add_rate, remove_rate = _changes(index, spare)
        indexes.drop_outdated(_NAME, keep=0)
    except ConnectionError as error:
        raise NotReady(f"The index {kind} could not be measured. {error}") from error
    return IndexRow(kind, build_seconds, None if indexes.served else stored, add_rate, remove_rate, opened)


def _changes(index: VectorIndex, spare: Vectors) -> tuple[float, float]:
    """Vectors a second that the full index takes in, and that it lets go, in small batches."""
    ids = np.arange(len(index), len(index) + len(spare), dtype=np.int64)
    started = time.perf_counter()
    for some in _batches(ids):
        index.add(some, spare[some - ids[0]])
    added = time.perf_counter()
    for some in _batches(ids):
        index.remove(some)
    removed = time.perf_counter()
    return len(ids) / (added - started), len(ids) / (removed - added)


def _batches(ids: Ids) -> Iterator[Ids]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
