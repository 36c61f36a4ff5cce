"""The boundary between ids and columns, and stars to strengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.interactions import IdMap, Interactions, strength


@pytest.mark.parametrize(
    ("stars", "expected"),
    [(5, 1.5), (4.5, 1.25), (4, 1.0), (3, 0.5), (2.5, 0.25), (2, -0.5), (1, -1.0), (0.5, -1.25)],
)
def test_strength_of_stars(stars: float, expected: float) -> None:
    assert strength(stars) == expected


def test_more_stars_never_count_less() -> None:
    values = [strength(half / 2) for half in range(1, 11)]
    assert values == sorted(values)
    assert 0 not in values  # a stored 0 would mean less than never having seen the film


def test_columns_leave_out_unknown_ids_and_keep_the_order() -> None:
    films = IdMap([30, 10, 20, 10])
    assert len(films) == 3
    assert films.columns([20, 99, 10, -1, 15, 30]).tolist() == [1, 0, 2]
    assert films.known([20, 99, 10, -1, 15, 30]) == [20, 10, 30]


def test_an_empty_map_knows_nothing() -> None:
    assert len(IdMap([])) == 0
    assert IdMap([]).columns([1, 2]).tolist() == []
    assert IdMap([1]).columns([]).tolist() == []


@given(st.sets(st.integers(0, 2**40), min_size=1), st.lists(st.integers(0, 2**40)))
def test_ids_come_back_from_their_columns(ids: set[int], others: list[int]) -> None:
    films = IdMap(ids)
    assert films.ids[films.columns(sorted(ids, reverse=True))].tolist() == sorted(ids, reverse=True)
    assert films.known(others) == [other for other in others if other in ids]


def test_the_matrix_holds_each_strength_at_its_place() -> None:
    triples = [(7, 100, 1.5), (5, 300, -1.0), (7, 300, 0.5), (5, 999, 1.0), (6, 999, 1.0)]
    built = Interactions.build(triples, [300, 100, 200])
    assert built.films.ids.tolist() == [100, 200, 300]
    assert built.people.ids.tolist() == [5, 7]  # 6 knows only a film that is not wanted
    np.testing.assert_array_equal(built.matrix.toarray(), [[0, 0, -1], [1.5, 0, 0.5]])
    assert built.matrix.dtype == np.float32


def test_no_interactions_make_an_empty_matrix() -> None:
    built = Interactions.build(iter(()), [1, 2])
    assert built.matrix.shape == (0, 2)
    assert len(built.people) == 0
