from __future__ import annotations

import pytest

from actions.stars import NotAllowed, RatingSaid, Stars, Thumb, alone, parse, read
from actions.turn import Entity, Turn


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (4, Stars(4)),
        ("4", Stars(4)),
        (4.5, Stars(4.5)),
        ("4,5", Stars(4.5)),
        ("five", Stars(5)),
        ("up", Thumb(True)),
        ("down", Thumb(False)),
        (0, NotAllowed("0")),
        ("6", NotAllowed("6")),
        ("5.5", NotAllowed("5.5")),
        ("4.3", NotAllowed("4.3")),
        ("-3", NotAllowed("-3")),
        ("abc", NotAllowed("abc")),
        ("99999", NotAllowed("99999")),
        (True, NotAllowed("True")),
    ],
)
def test_a_rating_is_one_to_five_in_halves_or_a_thumb(value: object, meant: RatingSaid) -> None:
    assert parse(value) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("4", Stars(4)),
        ("four.", Stars(4)),
        ("maybe 3 stars", Stars(3)),
        ("four and a half", Stars(4.5)),
        ("4/5", Stars(4)),
        ("I'd say 2 please", Stars(2)),
        ("7", NotAllowed("7")),
        ("Heat", None),
        ("show me five star films", None),
        ("", None),
    ],
)
def test_a_number_answers_only_when_it_stands_alone(text: str, meant: RatingSaid | None) -> None:
    assert alone(text) == meant


def test_a_rating_out_of_ten_keeps_its_scale() -> None:
    turn = Turn(1, "rate_movie", "Heat 8/10", (Entity("rating", "4", 5, 9),))
    assert read(turn) == Stars(4, scale=10)


def test_a_number_outweighs_praise() -> None:
    turn = Turn(
        1, "rate_movie", "loved Heat, 4 stars", (Entity("rating", "up", 0, 5), Entity("rating", "4", 12, 19))
    )
    assert read(turn) == Stars(4)


def test_a_rating_out_of_bounds_is_repeated_as_said() -> None:
    turn = Turn(1, "rate_movie", "Heat 11/10", (Entity("rating", "5.5", 5, 10),))
    assert read(turn) == NotAllowed("11/10")
