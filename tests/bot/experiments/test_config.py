"""The experiments file: what it says is what runs, and mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import DataError
from bot.experiments.config import load

GOOD = """
[[experiment]]
name = "variety"
outcome = "likes"
window_days = 3
arms = [
  { name = "control", share = 0.5 },
  { name = "dpp", share = 0.5, settings = { diversity = "dpp", diversity_weight = 0.4 } },
]
guardrails = [{ metric = "rejected", worse = "higher", margin = 0.02 }]
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "experiments.toml"
    file.write_text(GOOD)
    [experiment] = load(file)
    assert [arm.name for arm in experiment.arms] == ["control", "dpp"]
    assert experiment.arms[1].settings == {"diversity": "dpp", "diversity_weight": 0.4}
    assert experiment.guardrails[0].metric == "rejected"


def test_no_file_is_no_experiment(tmp_path: Path) -> None:
    assert load(tmp_path / "experiments.toml") == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("share = 0.5 }", "share = 0.6 }"), "add up"),
        (('"dpp", share', '"control", share'), "one name"),
        (('diversity = "dpp"', 'diversity = "more"'), "diversity"),
        (("diversity_weight", "diversity_wait"), "diversity_wait"),
        (('outcome = "likes"', 'outcome = "money"'), "outcome"),
        (("arms = [", "arms = "), "experiments.toml"),
        ((GOOD, GOOD + GOOD), "two experiments"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    file = tmp_path / "experiments.toml"
    file.write_text(GOOD.replace(*change))
    with pytest.raises(DataError, match=says):
        load(file)
