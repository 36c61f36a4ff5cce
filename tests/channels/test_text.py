"""Cards as lines and long texts in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.replies import Card
from channels.text import card_lines, heading, shorten, split_text, stretches


def test_a_card_as_lines() -> None:
    card = Card(
        movie_id=1,
        position=2,
        title="Heat",
        year=1995,
        genres=["Crime", "Drama"],
        directors=["Michael Mann"],
        cast=["Al Pacino", "Robert De Niro"],
        runtime=170,
        rating=8.24,
        overview="A thief and a policeman.",
        reason="matches: heist",
    )
    assert card_lines(card) == [
        "2. Heat (1995)",
        "Crime, Drama · 2 h 50 min · 8.2/10",
        "Directed by Michael Mann, with Al Pacino, Robert De Niro",
        "A thief and a policeman.",
        "matches: heist",
    ]


def test_what_is_unknown_is_left_out() -> None:
    assert card_lines(Card(movie_id=1, title="Heat")) == ["Heat"]
    assert card_lines(Card(movie_id=1, title="Heat", cast=["Al Pacino"])) == ["Heat", "With Al Pacino"]
    assert heading(Card(movie_id=1, title="Short", year=0)) == "Short (0)"


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 10, []),
        ("  \n ", 10, []),
        ("0123456789", 10, ["0123456789"]),
        ("first part\n\nsecond", 12, ["first part", "second"]),
        ("one two three four", 10, ["one two", "three four"]),
        ("A sentence. Another one.", 20, ["A sentence.", "Another one."]),
        ("0123456789abc", 10, ["0123456789", "abc"]),
        ("a " + "b" * 12, 10, ["a bbbbbbbb", "bbbb"]),
    ],
)
def test_splitting_prefers_paragraphs_then_sentences_then_words(
    text: str, limit: int, pieces: list[str]
) -> None:
    assert split_text(text, limit) == pieces


@given(st.text(max_size=400), st.integers(min_value=6, max_value=60))
def test_pieces_fit_and_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    def cost(part: str) -> int:
        return len(part.encode("utf-8", "surrogatepass"))

    pieces = split_text(text, limit, cost)
    assert all(0 < cost(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_piece_cannot_be_empty() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        split_text("text", 0)


def test_shorten_marks_what_is_left_out() -> None:
    assert shorten("0123456789", 10) == "0123456789"
    assert shorten("012345678 9x", 10) == "012345678…"


@pytest.mark.parametrize(
    ("text", "highlights", "bold"),
    [
        ("A thief dreams.", ["thief"], ["thief"]),
        ("A Thief and thieves.", ["thief"], ["Thief"]),
        ("With Tom Hanks, Tom Hardy", ["Tom Hanks"], ["Tom Hanks"]),
        ("A 3-D (fine) film", ["(fine)", "3-D"], ["3-D", "(fine)"]),
        ("Nothing here", ["", " "], []),
        ("naïve Amélie", ["amélie"], ["Amélie"]),
    ],
)
def test_what_matches_stands_out_and_nothing_is_lost(
    text: str, highlights: list[str], bold: list[str]
) -> None:
    pieces = stretches(text, highlights)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, marked in pieces if marked] == bold


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_any_highlights_keep_the_text_whole(text: str, highlights: list[str]) -> None:
    assert "".join(piece for piece, _ in stretches(text, highlights)) == text
