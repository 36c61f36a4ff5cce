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
from bot.evaluation.baselines import BASELINES
from bot.evaluation.description_figures import METRICS
from bot.evaluation.descriptions import benchmark_descriptions, benchmark_folder
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
    with pytest.raises(
        InvalidQuery, match=r"'magic': choose from product, hybrid, bm25, dense, sentences, .*, all"
    ):
        benchmark_descriptions(assistant, database, file, systems=("magic",))
    with pytest.raises(DataError):
        benchmark_descriptions(assistant, database, tmp_path / "nowhere")


def test_every_system_side_by_side(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    file = write(tmp_path / "in.jsonl", [(film.overview, film.tmdb_id or 0) for film in films])
    everything = benchmark_descriptions(assistant, database, file, systems=("all",))
    assert list(everything.systems) == ["product", *BASELINES]
    for system in everything.systems.values():
        assert system.means["recall@100"] > 0.5
    named = benchmark_descriptions(assistant, database, file, systems=("dense", "product", "dense"))
    assert list(named.systems) == ["product", "dense"]


def test_conditions_are_judged_by_the_catalogues_facts(
    assistant: Assistant, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "in.jsonl"
    rows = [
        {"query_text": "a western from before 1970", "holds": {"genres": ["Western"], "year_to": 1969}},
        # The text asks for what the condition forbids, so no result that fits the text can satisfy it.
        {"query_text": "a western from before 1970", "holds": {"year_from": 2010}},
        {"query_text": "a western from the future", "holds": {"year_from": 2100}},
        {"query_text": "word " * 3000, "holds": {"genres": ["Western"]}},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    report = benchmark_descriptions(assistant, database, file, systems=("bm25",), out=out)
    assert (report.n, report.systems) == (0, {})
    assert (report.n_conditions, report.unsatisfiable, report.refused) == (3, 1, 1)
    kept = report.conditions["product"]
    assert kept.empty == 1
    assert kept.quality.means["satisfied@10"] == pytest.approx(1 / 2)
    assert kept.quality.means["all@10"] == pytest.approx(1 / 3)
    rows_out = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["satisfied"].get("product") for row in rows_out] == [1, 0, None]
    assert assistant.movie(rows_out[0]["first"]["product"]).genres.count("Western") == 1
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert answer["conditions"]["systems"]["product"]["empty"] == 1
    assert answer["mrr@10"] is None
    text = "\n".join(report.lines())
    assert "3 queries with conditions from" in text
    assert "1 more ask for what no film here is" in text


def test_languages_stand_beside_english(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    file = tmp_path / "in.jsonl"
    rows = [
        {"query_text": text, "tmdb_id": film.tmdb_id, "language": language}
        for film in films[:4]
        for text, language in ((film.overview, "en"), ("qwxz", "de"))
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = benchmark_descriptions(assistant, database, file)
    product = report.languages["product"]
    assert (product["en"].n, product["en"].recall, product["en"].ratio) == (4, 1, 1)
    assert product["de"].ratio == product["de"].recall < 1
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert answer["languages"]["product"]["en"]["ratio_ci95"] == [1, 1]
    assert any("ratio to English" in line for line in report.lines())


def test_a_folder_is_measured_set_by_set_in_one_table(
    assistant: Assistant, database: Database, films: list[Movie], tmp_path: Path
) -> None:
    folder = tmp_path / "sets"
    folder.mkdir()
    write(folder / "plots.jsonl", [(film.overview, film.tmdb_id or 0) for film in films[:3]], "broken")
    several = {"query_text": films[3].overview, "tmdb_ids": [UNKNOWN_TMDB_ID, films[3].tmdb_id]}
    (folder / "moods.jsonl").write_text(json.dumps(several))
    (folder / "bound.jsonl").write_text(
        json.dumps({"query_text": "a French film", "holds": {"languages": ["fr"]}})
    )
    out = tmp_path / "out.jsonl"
    steps: list[tuple[int, int]] = []
    report = benchmark_folder(
        assistant,
        database,
        folder,
        systems=("bm25",),
        out=out,
        on_progress=lambda *step: steps.append(step),
    )
    sets = report.as_dict()["sets"]
    assert list(sets) == ["bound", "moods", "plots"]
    assert sets["moods"]["recall@1"] == 1
    alone = benchmark_descriptions(assistant, database, folder / "plots.jsonl", systems=("bm25",))
    assert sets["plots"] == alone.as_dict()
    assert steps == [(place, 5) for place in range(1, 6)]
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["set"] for row in rows] == ["bound", "moods", "plots", "plots", "plots"]
    lines = report.lines()
    assert [line.split()[:3] for line in lines if line.startswith(("moods", "plots"))] == [
        ["moods", "n=1", "product"],
        ["moods", "n=1", "bm25"],
        ["plots", "n=3", "product"],
        ["plots", "n=3", "bm25"],
    ]
    assert any("plots.jsonl:4: " in line for line in lines)
