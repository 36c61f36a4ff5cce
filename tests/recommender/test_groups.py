"""Scores of several people as one, on numbers worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.groups import combine

# Both members have mean 0 and, times a scale, the same spread: only the order may matter.
FIRST = np.array([2.0, 1.0, -1.0, -2.0], np.float32)
SECOND = np.array([-20.0, 10.0, 20.0, -10.0], np.float32)
SCORES = np.stack([FIRST, SECOND])


def test_average_counts_everybody_alike_whatever_their_scale() -> None:
    spread = np.sqrt(2.5)
    expected = np.array([0.0, 2.0, 1.0, -3.0]) / spread / 2
    assert combine(SCORES, "average") == pytest.approx(expected, abs=1e-6)


def test_least_misery_is_the_lowest() -> None:
    expected = np.array([-2.0, 1.0, -1.0, -2.0]) / np.sqrt(2.5)
    assert combine(SCORES, "least_misery") == pytest.approx(expected, abs=1e-6)


def test_average_without_misery_puts_what_somebody_dislikes_last() -> None:
    order = np.argsort(-combine(SCORES, "average_without_misery"), kind="stable")
    assert order.tolist() == [1, 2, 0, 3]  # only film 1 is misery to nobody; the rest by their mean
    kinder = combine(SCORES, "average_without_misery", misery=-1.0)
    assert np.argsort(-kinder, kind="stable").tolist() == [1, 2, 0, 3]


def test_a_film_one_must_not_get_nobody_gets() -> None:
    barred = SCORES.copy()
    barred[0, 1] = -np.inf
    for strategy in ("average", "least_misery", "average_without_misery"):
        scores = combine(barred, strategy)
        assert scores[1] == -np.inf
        assert np.isfinite(np.delete(scores, 1)).all()


def test_one_member_keeps_their_order_and_none_is_refused() -> None:
    assert np.argsort(-combine(FIRST[None], "least_misery")).tolist() == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="at least one"):
        combine(np.zeros((0, 4), np.float32), "average")


def test_somebody_without_any_preference_leaves_the_order_to_others() -> None:
    scores = combine(np.stack([FIRST, np.full(4, 7.0, np.float32)]), "average")
    assert np.argsort(-scores).tolist() == [0, 1, 2, 3]
