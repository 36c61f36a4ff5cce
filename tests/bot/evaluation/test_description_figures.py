"""Figures of the descriptions benchmark against fractions worked out by hand."""

from __future__ import annotations

import math

import pytest

from bot.evaluation.description_figures import languages_quality, places_quality, satisfaction


def test_the_best_of_several_right_films_counts() -> None:
    lists = [[9, 2, 1], [1, 2, 3], [7, 8], list(range(100, 112))]
    quality = places_quality(lists, [{1, 2}, {1}, {5}, {111}], seed=0)
    assert quality.means == pytest.approx(
        {"mrr@10": (1 / 2 + 1) / 4, "recall@1": 1 / 4, "recall@10": 2 / 4, "recall@100": 3 / 4}
    )
    assert all(low <= quality.means[name] <= high for name, (low, high) in quality.intervals.items())


def test_conditions_over_the_first_ten_only() -> None:
    fitting = set(range(20))
    lists = [list(range(15)), [0, 1, 2, 50], [], [*range(10), 60, 61]]
    kept = satisfaction(lists, [fitting, {0, 1, 2}, fitting, fitting], seed=0)
    assert kept.empty == 1
    assert kept.quality.means == pytest.approx(
        {"satisfied@10": (1 + 3 / 4 + 1) / 3, "all@10": 2 / 4, "filled@10": (1 + 1 + 0 + 1) / 4}
    )


def test_films_held_back_show_as_places_not_filled() -> None:
    kept = satisfaction([[1]], [set(range(1, 6))], seed=0)
    assert kept.quality.means == pytest.approx({"satisfied@10": 1, "all@10": 1, "filled@10": 1 / 5})


def test_nothing_found_at_all_leaves_the_share_undefined() -> None:
    kept = satisfaction([[], []], [{1}, {2}], seed=0)
    assert kept.empty == 2
    assert math.isnan(kept.quality.means["satisfied@10"])
    assert math.isnan(kept.quality.intervals["satisfied@10"].low)
    assert (kept.quality.means["all@10"], kept.quality.means["filled@10"]) == (0, 0)


def test_each_language_is_compared_with_english_for_the_same_films() -> None:
    films = [frozenset({film}) for film in (1, 2, 3, 4)]
    lists = {"en": [[1], [2], [3], [0]], "de": [[1], [0], [3], [4]]}
    found = languages_quality(
        [*lists["en"], *lists["de"], [0], [9]],
        [*films, *films, films[0], frozenset({9})],
        ["en"] * 4 + ["de"] * 4 + ["hi"] * 2,
        seed=0,
    )
    assert list(found) == ["en", "de", "hi"]
    assert (found["en"].n, found["en"].recall, found["en"].ratio) == (4, 0.75, 1)
    assert (found["de"].recall, found["de"].ratio) == (0.75, 1)
    assert found["de"].interval.low < 1 < found["de"].interval.high
    assert found["en"].interval == (1, 1)
    # The film that English was not asked for counts in the recall, not in the ratio.
    assert (found["hi"].n, found["hi"].recall, found["hi"].ratio) == (2, 0.5, 0)


def test_without_english_there_is_no_ratio() -> None:
    found = languages_quality([[1]], [frozenset({1})], ["fr"], seed=0)
    assert found["fr"].recall == 1
    assert math.isnan(found["fr"].ratio)
