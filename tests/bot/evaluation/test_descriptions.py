"""The descriptions benchmark on the real assistant and the seed catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.db import movies as movie_store
from bot.db.session import Database, open_database
from bot.domain import Movie
from bot.errors import DataError, InvalidQuery
from bot.evaluation.descriptions import METRICS, benchmark_descriptions
from bot.settings import Settings

UNKNOWN_TMDB_ID = 2_000_000_000


@pytest.fixture
def database(installation: Settings) -> Iterator[Database]:
    opened = open_database(installation.resolved_database_url)
    yield opened
    opened.close()


@pytest.fixture
def films(database: Database) -> list[Movie]:
    with database.session(read_only=True) as session:
        return [film for film in movie_store.all_movies(session) if film.tmdb_id and film.overview][:12]


def write(file: Path, rows: list[tuple[str, int]], *extra: str) -> Path:
    lines = [json.dumps({"query_text": text, "tmdb_id": tmdb_id}) for text, tmdb_id in rows]
    file.write_text("\n".join([*lines, *extra]))
    return file


def test_figures_are_those_of_the_ranks_it_wrote(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    # Half the descriptions are right, half are of the film before, so that not all ranks are 1.
    described = [films[place - place % 2].overview for place in range(len(films))]
    file = write(
        tmp_path / "in.jsonl",
        [(text, film.tmdb_id or 0) for text, film in zip(described, films, strict=True)]
        + [("a film nobody has", UNKNOWN_TMDB_ID)],
        "broken",
    )
    steps: list[tuple[int, int]] = []
    out = tmp_path / "ranks" / "out.jsonl"
    report = benchmark_descriptions(
        assistant,
        database,
        file,
        out=out,
        systems=("bm25", "dense", "hybrid"),
        on_progress=lambda *step: steps.append(step),
    )
    assert (report.n, report.missing, report.refused) == (12, 1, 0)
    assert report.broken[0].startswith(f"{file}:14: ")
    assert steps == [(place, 12) for place in range(1, 13)]

    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["movie_id"] for row in rows] == [film.id for film in films]
    assert [row["line"] for row in rows] == list(range(1, 13))
    assert list(report.systems) == ["product", "bm25", "dense", "hybrid"]
    for name, quality in report.systems.items():
        ranks = [row["rank"][name] or 10**9 for row in rows]
        expected = [
            sum(1 / rank for rank in ranks if rank <= 10) / 12,
            *(sum(rank <= k for rank in ranks) / 12 for k in (1, 10, 100)),
        ]
        assert [quality.means[metric] for metric in METRICS] == pytest.approx(expected)
        assert all(
            interval.low <= quality.means[metric] <= interval.high
            for metric, interval in quality.intervals.items()
        )
        # Its own overview finds a film first; that of another one does not.
        assert ranks[0::2].count(1) >= 5
        assert ranks[1::2].count(1) == 0


def test_the_report_reads_well_for_programs_and_people(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    file = write(tmp_path / "in.jsonl", [(films[0].overview, films[0].tmdb_id or 0), ("x", UNKNOWN_TMDB_ID)])
    report = benchmark_descriptions(assistant, database, file)
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert (answer["n"], answer["missing"]) == (1, 1)
    assert answer["mrr@10"] == answer["recall@1"] == answer["recall@100"] == 1.0
    assert answer["ci95"]["mrr@10"] == [1.0, 1.0]
    text = "\n".join(report.lines())
    assert "1.000 [1.000, 1.000]" in text
    assert "1 more are of films this catalogue does not have" in text


def test_the_same_seed_gives_the_same_report(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    rows = [(films[0].overview, film.tmdb_id or 0) for film in films]
    file = write(tmp_path / "in.jsonl", rows)
    first, second = (benchmark_descriptions(assistant, database, file, seed=5) for _ in range(2))
    assert first == second


def test_only_unknown_films_leave_the_figures_undefined(
    assistant: Assistant, database: Database, tmp_path: Path
) -> None:
    report = benchmark_descriptions(
        assistant, database, write(tmp_path / "in.jsonl", [("x", UNKNOWN_TMDB_ID)])
    )
    answer = report.as_dict()
    assert (answer["n"], answer["missing"]) == (0, 1)
    assert [answer[metric] for metric in METRICS] == [None] * 4
    assert report.lines()[0].startswith("0 descriptions")


def test_a_text_too_long_to_search_for_counts_as_not_found(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    file = write(tmp_path / "in.jsonl", [("word " * 3000, films[0].tmdb_id or 0)])
    report = benchmark_descriptions(assistant, database, file)
    assert (report.n, report.refused, report.systems["product"].means["recall@100"]) == (1, 1, 0)


def test_unknown_systems_and_files_are_refused(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    file = write(tmp_path / "in.jsonl", [("x", films[0].tmdb_id or 0)])
    with pytest.raises(InvalidQuery, match="'magic': choose from bm25, dense, hybrid"):
        benchmark_descriptions(assistant, database, file, systems=("magic",))
    with pytest.raises(DataError):
        benchmark_descriptions(assistant, database, tmp_path / "nowhere")
