"""A planted effect is found, and peeking does not raise the error rate."""

from __future__ import annotations

import json

import pytest

from bot.experiments.simulation import simulate


def test_a_planted_effect_is_recovered_and_errors_stay_rare() -> None:
    report = simulate(effect=0.06, runs=120, people=4000, seed=1)
    assert report.planted.found >= 0.9
    assert report.planted.mean_estimate == pytest.approx(0.06, abs=0.005)
    assert report.planted.covered >= 0.95
    assert report.nothing.found <= 0.05
    assert report.nothing.covered >= 0.95
    assert report.nothing.found_by_fixed > 0.2  # what peeking does to an ordinary test
    assert report.nothing.mean_estimate == pytest.approx(0, abs=0.005)


def test_the_report_reads_well_for_programs_and_people() -> None:
    report = simulate(effect=0.1, runs=3, people=1000, seed=2)
    answer = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert answer["planted"]["found"] == round(report.planted.found, 4)
    assert "+0.1 planted" in report.lines()[1]
    assert report == simulate(effect=0.1, runs=3, people=1000, seed=2)


def test_an_impossible_effect_is_refused() -> None:
    with pytest.raises(ValueError, match="smaller"):
        simulate(effect=0.9, runs=1)
