"""Descriptions made from overviews."""

from __future__ import annotations

import pytest

from bot.evaluation.phrases import descriptions

OVERVIEWS = [
    "A retired safe-cracker is pulled back for one last job by a friend he cannot refuse, and regrets it.",
    "Two sisters inherit a lighthouse, quarrel over who shall keep the lamp, and find old letters.",
    "Too short to use.",
    "",
]


def test_descriptions_are_distinct_and_taken_from_the_overviews() -> None:
    made = descriptions(OVERVIEWS, 40, seed=3)
    assert len(set(made)) == 40
    assert any("lighthouse" in text for text in made)
    assert not any("short to use" in text for text in made)


def test_the_seed_decides() -> None:
    assert descriptions(OVERVIEWS, 10, seed=3) == descriptions(OVERVIEWS, 10, seed=3)
    assert descriptions(OVERVIEWS, 10, seed=3) != descriptions(OVERVIEWS, 10, seed=4)


@pytest.mark.parametrize("overviews", [[], OVERVIEWS[2:], OVERVIEWS])
def test_too_few_overviews_are_said_so(overviews: list[str]) -> None:
    with pytest.raises(ValueError, match="distinct descriptions, not 10000"):
        descriptions(overviews, 10_000, seed=3)
