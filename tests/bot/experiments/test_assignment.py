"""Assignment by hash: stable, in the planned shares, and unrelated between experiments."""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.stats import chisquare, kstest

from bot.experiments.assignment import assign, unit
from bot.experiments.config import Arm, Experiment

PEOPLE = range(1, 20_001)
ARMS = (Arm(name="a", share=0.5), Arm(name="b", share=0.3), Arm(name="c", share=0.2))


def test_the_hash_is_what_it_was() -> None:
    """Worked out by hand from SHA-256 of "salt:7"; another value would reassign everybody."""
    assert unit("salt", 7) == int("0bdc73c5926d25", 16) / 2**56
    assert unit("salt", 7) != unit("salt", 8)
    assert unit("salt", 7) != unit("pepper", 7)


def test_people_are_spread_evenly() -> None:
    points = np.array([unit("x", person) for person in PEOPLE])
    assert (points >= 0).all()
    assert (points < 1).all()
    assert kstest(points, "uniform").pvalue > 0.01


def test_arms_get_their_shares() -> None:
    counts = Counter(assign(Experiment(name="x", arms=ARMS), person).name for person in PEOPLE)
    expected = [arm.share * len(PEOPLE) for arm in ARMS]
    assert chisquare([counts[arm.name] for arm in ARMS], expected).pvalue > 0.01


def test_two_experiments_split_people_independently() -> None:
    first, second = Experiment(name="x", arms=ARMS), Experiment(name="y", arms=ARMS)
    both = Counter((assign(first, person).name, assign(second, person).name) for person in PEOPLE)
    pairs = [(a, b) for a in ARMS for b in ARMS]
    expected = [a.share * b.share * len(PEOPLE) for a, b in pairs]
    assert chisquare([both[a.name, b.name] for a, b in pairs], expected).pvalue > 0.01


def test_a_salt_of_its_own_outlives_a_new_name() -> None:
    old, new = (Experiment(name=name, salt="s", arms=ARMS) for name in ("x", "renamed"))
    assert all(assign(old, person) == assign(new, person) for person in range(200))
