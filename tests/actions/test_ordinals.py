from __future__ import annotations

import pytest

from actions.ordinals import parse, pick


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("2", 2), (2, 2), ("#3", 3), ("second", 2), ("the second one", 2), ("2nd", 2), ("last", -1),
        ("-1", -1),
        ("the last film", -1), ("number four", 4), ("0", 0), ("banana", None), ("", None),
    ],
)  # fmt: skip
def test_places_are_read_from_words_and_digits(said: object, place: int | None) -> None:
    assert parse(said) == place


@pytest.mark.parametrize(
    ("place", "count", "index"),
    [(1, 5, 0), (5, 5, 4), (6, 5, None), (-1, 5, 4), (-5, 5, 0), (-6, 5, None), (0, 5, None), (1, 0, None)],
)
def test_a_place_outside_the_list_is_none(place: int, count: int, index: int | None) -> None:
    assert pick(place, count) == index
