"""The benchmark of recommending at scale, small."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from bot.cli import app


def test_the_command_times_requests() -> None:
    arguments = [
        "benchmark",
        "recommend",
        "--films",
        "300",
        "--people",
        "50",
        "--factors",
        "8",
        "-n",
        "5",
        "--json",
    ]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["films"], report["people"], report["recommend_ms"]["n"]) == (300, 50, 5)
    assert 20 <= report["mean_history"] <= 80


def test_it_speaks_to_people_too() -> None:
    result = CliRunner().invoke(
        app, ["benchmark", "recommend", "--films", "300", "--people", "50", "-n", "2"]
    )
    assert "p95" in result.stdout
    assert "300 films x 64 factors, 50 people" in result.stdout
