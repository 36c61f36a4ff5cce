"""How well films are found by their descriptions: the right film's place among the first 100."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.assistant import Assistant
from bot.db import movies as movie_store
from bot.db.session import Database
from bot.errors import InvalidQuery
from bot.evaluation.baselines import System, baselines
from bot.evaluation.description_file import NumberedDescription, read_descriptions
from bot.evaluation.statistics import Interval, bootstrap_means
from bot.storage import replace_file
from recommender.metrics import recall, reciprocal_rank

DEPTH = 100
METRICS = ("mrr@10", "recall@1", "recall@10", "recall@100")


@dataclass(frozen=True, slots=True)
class Quality:
    """What one system reached: means over the queries, with their intervals."""

    means: Mapping[str, float]
    intervals: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class DescriptionReport:
    """The first system is the product. Queries about films we do not have are in `missing`, not in `n`."""

    file: Path
    n: int
    missing: int
    refused: int
    broken: tuple[str, ...]
    systems: Mapping[str, Quality]

    def as_dict(self) -> dict[str, Any]:
        """For programs: the product's figures on top, those of all systems below; undefined is null."""
        all_figures = {name: _figures(quality) for name, quality in self.systems.items()}
        return {
            "file": str(self.file),
            "n": self.n,
            **next(iter(all_figures.values()), dict.fromkeys(METRICS)),
            "missing": self.missing,
            "refused": self.refused,
            "broken": list(self.broken),
            "systems": all_figures,
        }

    def lines(self) -> list[str]:
        """For people."""
        lines = [f"{self.n} descriptions from {self.file}"]
        if self.missing:
            lines.append(f"{self.missing} more are of films this catalogue does not have; they are left out")
        if self.refused:
            lines.append(f"{self.refused} were too long to be searched for and count as not found")
        if self.systems:
            width = max(len(name) for name in self.systems)
            lines.append(" " * width + "".join(f"  {name:>20}" for name in METRICS))
            lines += [_row(name.ljust(width), quality) for name, quality in self.systems.items()]
            lines.append("In brackets: 95% bootstrap intervals.")
        if self.broken:
            lines.append(f"{len(self.broken)} lines could not be used:")
            lines += [f"  {problem}" for problem in self.broken]
        return lines


def benchmark_descriptions(
    assistant: Assistant,
    database: Database,
    file: Path,
    *,
    out: Path | None = None,
    systems: Sequence[str] = (),
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> DescriptionReport:
    """Search for every description of `file` as a person would, and see where the right film comes.

    `systems` are baselines to measure beside it, by name. `out` receives one JSON line a query with
    the right film's place in each system (null beyond 100). Raises DataError for
    an unusable file, InvalidQuery for an unknown system.
    """
    read, broken = read_descriptions(file)
    with database.session(read_only=True) as session:
        film_of = movie_store.id_by_tmdb(session)
    queries = [query for query in read if query.tmdb_id in film_of]
    refused: set[int] = set()

    def product(text: str, k: int) -> Sequence[int]:
        try:
            page = assistant.search(text, person=None, k=k)
        except InvalidQuery:
            refused.add(place)
            return ()
        return [suggestion.movie.id for suggestion in page.suggestions]

    measured: dict[str, System] = {"product": product, **baselines(assistant.engine, systems)}
    found: dict[str, list[Sequence[int]]] = {name: [] for name in measured}
    for place, query in enumerate(queries):
        for name, system in measured.items():
            found[name].append(system(query.text, DEPTH))
        if on_progress:
            on_progress(place + 1, len(queries))
    right = [film_of[query.tmdb_id] for query in queries]
    if out is not None:
        _write(out, queries, right, found)
    return DescriptionReport(
        file=file,
        n=len(queries),
        missing=len(read) - len(queries),
        refused=len(refused),
        broken=tuple(broken),
        systems={name: _quality(lists, right, seed) for name, lists in found.items() if queries},
    )


def _quality(lists: Sequence[Sequence[int]], right: Sequence[int], seed: int) -> Quality:
    values = np.array(
        [
            [reciprocal_rank(films, {film}, 10), *(recall(films, {film}, k) for k in (1, 10, 100))]
            for films, film in zip(lists, right, strict=True)
        ]
    )
    means = dict(zip(METRICS, values.mean(axis=0).tolist(), strict=True))
    intervals = dict(zip(METRICS, bootstrap_means(values, seed=seed), strict=True))
    return Quality(means, intervals)


def _write(
    out: Path,
    queries: Sequence[NumberedDescription],
    right: Sequence[int],
    found: Mapping[str, Sequence[Sequence[int]]],
) -> None:
    rows = (
        {
            "line": query.line,
            "tmdb_id": query.tmdb_id,
            "movie_id": film,
            "query_text": query.text,
            "rank": {name: _rank(lists[place], film) for name, lists in found.items()},
            "first": {name: lists[place][0] if lists[place] else None for name, lists in found.items()},
        }
        for place, (query, film) in enumerate(zip(queries, right, strict=True))
    )
    replace_file(out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())


def _rank(films: Sequence[int], film: int) -> int | None:
    return films.index(film) + 1 if film in films else None


def _figures(quality: Quality) -> dict[str, Any]:
    return {
        **{name: round(mean, 4) for name, mean in quality.means.items()},
        "ci95": {name: [round(bound, 4) for bound in quality.intervals[name]] for name in quality.means},
    }


def _row(label: str, quality: Quality) -> str:
    cells = (
        f"  {mean:.3f} [{quality.intervals[name].low:.3f}, {quality.intervals[name].high:.3f}]"
        for name, mean in quality.means.items()
    )
    return f"{label}{''.join(cells)}"
