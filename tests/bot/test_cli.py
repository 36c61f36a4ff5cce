"""The program `movies`, as a person or a script calls it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import PROJECT


@pytest.fixture(scope="module")
def home(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "home"
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock", "logs"))
    return folder


def movies(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOVIES_")}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_search_names_inception_first_as_json(home: Path) -> None:
    done = movies("search", "a thief who steals secrets through dreams", "--json", "--home", str(home))
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["results"][0]["title"] == "Inception"
    assert answer["results"][0]["tmdb_id"] == 27205


def test_search_with_conditions_for_people(home: Path) -> None:
    done = movies("search", "love", "--language", "fr", "--year-to", "1970", "-k", "3", "--home", str(home))
    assert done.returncode == 0, done.stderr
    assert len([line for line in done.stdout.splitlines() if line.lstrip()[:2] in ("1.", "2.", "3.")]) == 3


def test_descriptions_benchmark_prints_its_figures(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    rows = [
        {"query_text": "a thief who steals secrets through dreams", "tmdb_id": 27205},
        {"query_text": "a shark terrorises a beach town", "tmdb_id": 578},
        {"query_text": "a film nobody has", "tmdb_id": 999999999},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = movies("benchmark", "descriptions", str(file), "--json", "--home", str(home))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["n"], report["missing"]) == (2, 1)
    assert report["mrr@10"] == report["recall@1"] == report["recall@10"] == report["recall@100"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("search", ""), "at least one word"),
        (("show", "999999"), "no film with id 999999"),
        (("ingest", "tmdb", "/"), "tmdb_5000_movies.csv"),
    ],
)
def test_errors_are_one_clear_line(home: Path, arguments: tuple[str, ...], says: str) -> None:
    done = movies(*arguments, "--home", str(home))
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_status_as_json(home: Path) -> None:
    done = movies("status", "--json", "--home", str(home))
    assert json.loads(done.stdout)["films"] >= 500


def test_help_teaches() -> None:
    assert "movies run" in movies("--help").stdout
