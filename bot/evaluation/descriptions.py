"""How well films are found by what people say of them: the right film's place, and conditions kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.assistant import Assistant
from bot.db.session import Database
from bot.errors import InvalidQuery
from bot.evaluation.baselines import PRODUCT, System, baselines
from bot.evaluation.description_cases import Case, Found, answerable, rank_rows
from bot.evaluation.description_figures import (
    languages_quality,
    places_quality,
    satisfaction,
)
from bot.evaluation.description_file import QuerySet, read_descriptions, read_folder
from bot.evaluation.description_folder import FolderReport
from bot.evaluation.description_report import DescriptionReport
from bot.storage import replace_file

DEPTH = 100
T = TypeVar("T")

Advance = Callable[[int, int], None]


def benchmark_descriptions(
    assistant: Assistant,
    database: Database,
    file: Path,
    *,
    out: Path | None = None,
    systems: Sequence[str] = (),
    seed: int = 0,
    on_progress: Advance | None = None,
) -> DescriptionReport:
    """Search for every query of `file` as a person would, and judge the first 100 films found.

    `systems` are baselines to measure beside the product, by name. `out` receives one JSON line a query with
    the best right film's place in each system (null beyond 100). Raises DataError for an unusable
    file, InvalidQuery for an unknown system.
    """
    sets = [read_descriptions(file)]
    return _run(assistant, database, sets, out=out, systems=systems, seed=seed, on_progress=on_progress)[0]


def benchmark_folder(
    assistant: Assistant,
    database: Database,
    folder: Path,
    *,
    out: Path | None = None,
    systems: Sequence[str] = (),
    seed: int = 0,
    on_progress: Advance | None = None,
) -> FolderReport:
    """The same for every `*.jsonl` of a folder; the lines of `out` name their set."""
    sets = read_folder(folder)
    reports = _run(assistant, database, sets, out=out, systems=systems, seed=seed, on_progress=on_progress)
    return FolderReport(folder, tuple(reports))


def _run(
    assistant: Assistant,
    database: Database,
    sets: Sequence[QuerySet],
    *,
    out: Path | None,
    systems: Sequence[str],
    seed: int,
    on_progress: Advance | None,
) -> list[DescriptionReport]:
    chosen = baselines(assistant.engine, systems)
    asked = [answerable(query_set, database) for query_set in sets]
    total, before = sum(map(len, asked)), 0
    reports: list[DescriptionReport] = []
    rows: list[dict[str, Any]] = []
    for query_set, cases in zip(sets, asked, strict=True):
        refused: set[str] = set()
        measured: dict[str, System] = {PRODUCT: _product(assistant, refused), **chosen}
        found: dict[str, list[Sequence[int]]] = {name: [] for name in measured}
        for place, case in enumerate(cases, start=before + 1):
            for name, system in measured.items():
                found[name].append(system(case.query.text, DEPTH))
            if on_progress:
                on_progress(place, total)
        before += len(cases)
        n_refused = sum(case.query.text in refused for case in cases)
        reports.append(_report(query_set, cases, found, n_refused, seed))
        rows += rank_rows(query_set, cases, found)
    if out is not None:
        replace_file(out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    return reports


def _product(assistant: Assistant, refused: set[str]) -> System:
    """Search as people use it; a text that it refuses finds nothing and is noted."""

    def product(text: str, k: int) -> Sequence[int]:
        try:
            page = assistant.search(text, person=None, k=k)
        except InvalidQuery:
            refused.add(text)
            return ()
        return [suggestion.movie.id for suggestion in page.suggestions]

    return product


def _report(
    query_set: QuerySet, cases: Sequence[Case], found: Found, refused: int, seed: int
) -> DescriptionReport:
    ranked = [place for place, case in enumerate(cases) if case.right]
    bound = [place for place, case in enumerate(cases) if case.fitting]
    spoken = [place for place in ranked if cases[place].query.language]
    right = [case.right for case in cases]
    fitting = [case.fitting for case in cases]
    languages = [case.query.language for case in cases]
    return DescriptionReport(
        file=query_set.file,
        n=len(ranked),
        missing=sum(bool(query.tmdb_ids) for query in query_set.queries) - len(ranked),
        refused=refused,
        broken=query_set.broken,
        systems={
            name: places_quality(_at(lists, ranked), _at(right, ranked), seed=seed)
            for name, lists in found.items()
            if ranked
        },
        n_conditions=len(bound),
        unsatisfiable=sum(query.holds is not None for query in query_set.queries) - len(bound),
        conditions={
            name: satisfaction(_at(lists, bound), _at(fitting, bound), seed=seed)
            for name, lists in found.items()
            if bound
        },
        languages={
            name: languages_quality(_at(lists, spoken), _at(right, spoken), _at(languages, spoken), seed=seed)
            for name, lists in found.items()
            if spoken
        },
    )


def _at(values: Sequence[T], places: Sequence[int]) -> list[T]:
    return [values[place] for place in places]
