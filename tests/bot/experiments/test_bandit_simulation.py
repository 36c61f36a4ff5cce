"""Exploring has less regret than greed where reception is unknown, and logs judge other policies."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.evaluation import plots
from bot.experiments.bandit_simulation import BanditReport, simulate_bandit


@pytest.fixture(scope="module")
def report() -> BanditReport:
    return simulate_bandit(visits=3000, runs=5, seed=100)


def test_exploring_has_less_regret_than_greed(report: BanditReport) -> None:
    greedy = report.final("greedy")[0]
    for name in ("thompson", "linucb"):
        assert report.final(name)[0] < greedy
        assert report.saved(name)[0] == pytest.approx(greedy - report.final(name)[0])
    assert greedy < report.final("uniform")[0]
    assert all((np.diff(rows, axis=1) >= -1e-12).all() for rows in report.regret.values())


def test_off_policy_estimates_are_near_the_truth(report: BanditReport) -> None:
    assert set(report.estimates) == {"ips", "self-normalised", "doubly robust"}
    for error, held in report.estimates.values():
        assert abs(error) < 0.05
        assert held >= 0.5


def test_the_report_reads_well_and_draws(report: BanditReport, tmp_path: Path) -> None:
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert answer["regret"]["greedy"]["mean"] == round(report.final("greedy")[0], 2)
    assert "greedy" in report.lines()[1]
    plots.curves(tmp_path / "regret.png", "Regret", "visits", "regret", report.regret)
    assert (tmp_path / "regret.png").read_bytes().startswith(b"\x89PNG")


def test_the_seed_decides() -> None:
    first, second, other = (simulate_bandit(visits=100, runs=2, seed=seed) for seed in (1, 1, 2))
    assert first.as_dict() == second.as_dict() != other.as_dict()
