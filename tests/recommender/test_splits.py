"""Splits by hand, and what must hold of every split."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.splits import (
    Rows,
    Split,
    Times,
    by_time,
    leave_last_out,
    published,
    published_folds,
    random_per_person,
    stratified_per_person,
)

#                  row: 0  1  2  3  4  5  6
PEOPLE = np.array([7, 5, 7, 5, 7, 9, 5])
TIMES = np.array([30, 10, 10, 40, 20, 5, 40])


def test_leave_last_out_takes_the_latest_of_each_person() -> None:
    split = leave_last_out(PEOPLE, TIMES)
    # 7: rows 2, 4, 0 in time; 5: rows 1, then 3 and 6 at one moment in their order; 9 has only one
    assert split.test.tolist() == [0, 6]
    assert split.train.tolist() == [1, 2, 3, 4, 5]


def test_leave_last_two_out_keeps_one_to_learn_from() -> None:
    assert leave_last_out(PEOPLE, TIMES, n=2).test.tolist() == [0, 3, 4, 6]
    assert leave_last_out(PEOPLE, TIMES, n=50).train.tolist() == [1, 2, 5]  # each one's first


def test_by_time_cuts_once_and_never_inside_a_moment() -> None:
    assert by_time(PEOPLE, TIMES, 1 / 3).test.tolist() == [3, 6]  # the cut falls on 40
    assert by_time(PEOPLE, TIMES, 0.45).test.tolist() == [0, 3, 6]
    split = by_time(PEOPLE, TIMES, 0.9)  # the cut falls on 10, which rows 1 and 2 share
    assert split.train.tolist() == [5]
    assert split.test.tolist() == [0, 1, 2, 3, 4, 6]


def test_random_takes_the_share_of_each_person() -> None:
    people = np.repeat([1, 2, 3, 4], [10, 5, 1, 0])
    split = random_per_person(people, 0.4, seed=1)
    assert [int((people[split.test] == person).sum()) for person in (1, 2, 3)] == [4, 2, 0]


def test_random_is_decided_by_the_seed() -> None:
    people = np.repeat(np.arange(20), 10)
    first = random_per_person(people, 0.3, seed=1).test
    assert first.tolist() == random_per_person(people, 0.3, seed=1).test.tolist()
    assert first.tolist() != random_per_person(people, 0.3, seed=2).test.tolist()


def test_stratified_is_the_split_of_the_published_tables() -> None:
    """What `DataFrame.sample(frac=1, random_state=42)` a person, cut at three quarters, gives."""
    people = np.array([7, 5, 7, 7, 5, 7, 7, 5, 7])
    held = []
    for _, group in pd.DataFrame({"person": people}).groupby("person"):
        held += group.sample(frac=1, random_state=42).index[round(0.75 * len(group)) :].tolist()
    assert stratified_per_person(people, 0.25, seed=42).test.tolist() == sorted(held)


def test_published_folds_are_read_and_found(tmp_path: Path) -> None:
    (tmp_path / "u1.test").write_text("7\t1\t5\t874965758\n5\t2\t3\t876893171\n")
    [(name, pairs)] = published_folds(tmp_path, ["u1"])
    assert (name, pairs.tolist()) == ("u1", [[7, 1], [5, 2]])
    films = np.array([1, 2, 3, 4, 2, 1, 1])
    assert published(PEOPLE, films, pairs).test.tolist() == [0, 1]
    with pytest.raises(ValueError, match="1 of them are among"):
        published(PEOPLE, films, np.array([[7, 1], [5, 99]]))
    with pytest.raises(ValueError, match=r"u2\.test"):
        list(published_folds(tmp_path, ["u2"]))


METHODS: dict[str, Callable[[Rows, Times], Split]] = {
    "last": lambda people, times: leave_last_out(people, times, 2),
    "time": lambda people, times: by_time(people, times, 0.25),
    "random": lambda people, times: random_per_person(people, 0.25, 3),
}


@pytest.mark.parametrize("name", METHODS)
@given(rows=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), max_size=40))
def test_every_row_is_in_exactly_one_part(name: str, rows: list[tuple[int, int]]) -> None:
    people, times = (np.array([row[column] for row in rows], np.int64) for column in (0, 1))
    split = METHODS[name](people, times)
    assert sorted([*split.train, *split.test]) == list(range(len(rows)))
    if name == "time" and len(split.train):
        assert times[split.train].max() < times[split.test].min()
    else:
        assert name == "time" or set(people[split.test]) <= set(people[split.train])


def test_senseless_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="n is 0"):
        leave_last_out(PEOPLE, TIMES, n=0)
    for share in (0, 1, -0.5):
        with pytest.raises(ValueError, match="between 0 and 1"):
            random_per_person(PEOPLE, share, seed=1)
        with pytest.raises(ValueError, match="between 0 and 1"):
            by_time(PEOPLE, TIMES, share)
    with pytest.raises(ValueError, match="one time a row"):
        by_time(PEOPLE, TIMES[:-1], 0.5)
    with pytest.raises(ValueError, match="one time a row"):
        leave_last_out(PEOPLE, TIMES[:-1])
