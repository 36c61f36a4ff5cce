"""Which film is meant, on the real catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.conversation import Conversation
from actions.resolve import Known, NotFound, OutOfRange, Several, Unclear, resolve
from actions.turn import Entity, Turn
from bot.assistant import Assistant
from bot.errors import UnknownMovie

from .conftest import unmarked

LISTED = ("Heat", "Alien", "Jaws", "The Matrix", "Memento")


@pytest.fixture
def turn(film: Callable[[str], int]) -> Callable[..., Turn]:
    def make(
        text: str, intent: str = "rate_movie", shown: tuple[str, ...] = (), focus: str | None = None
    ) -> Turn:
        plain, found = unmarked(text)
        return Turn(
            person=1,
            intent=intent,
            text=plain,
            entities=tuple(Entity(e["entity"], e["value"], e["start"], e["end"]) for e in found),
            conversation=Conversation(
                shown=tuple(film(title) for title in shown), focus=film(focus) if focus else None
            ),
        )

    return make


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("give [Heat](title) [4 stars](rating:4)", "Heat"),
        ("give [heat](title:Heat) [4 stars](rating:4)", "Heat"),
        ("rate [the second one](ordinal:2) [5](rating)", "Alien"),
        ("rate [the last](ordinal:-1)", "Memento"),
        ("rate [#3](ordinal:3)", "Jaws"),
        ("[The Third Man](title) is [great](rating:up)", "The Third Man"),
        ("add the third man to my watchlist", "The Third Man"),
        ("add Some Like It Hot to my watchlist please", "Some Like It Hot"),
        ("add blade runner 2049 to my list", "Blade Runner 2049"),
        ("put 2001: A Space Odyssey on my watchlist", "2001: A Space Odyssey"),
        (
            "rate [All Quiet on the Western Front](title) from [1930](year)",
            "All Quiet on the Western Front (1930)",
        ),
        ("rate all quiet on the western front (2022)", "All Quiet on the Western Front (2022)"),
        ("the one with [Sigourney Weaver](person)", "Alien"),
        ("the [1975](year) one", "Jaws"),
    ],
)
def test_a_film_named_or_counted_is_certain(
    turn: Callable[..., Turn], assistant: Assistant, film: Callable[[str], int], text: str, title: str
) -> None:
    meant = resolve(turn(text, shown=LISTED), assistant)
    assert isinstance(meant, Known)
    assert (meant.movie.id, meant.certain) == (film(title), True)


@pytest.mark.parametrize(
    "text",
    [
        "add it to my watchlist",
        "[4 stars](rating:4)",
        "that one please",
        "[It](title) was [great](rating:up)",
    ],
)
def test_pointing_means_the_film_talked_about(
    turn: Callable[..., Turn], assistant: Assistant, film: Callable[[str], int], text: str
) -> None:
    meant = resolve(turn(text, shown=LISTED, focus="Jaws"), assistant)
    assert isinstance(meant, Known)
    assert (meant.movie.id, meant.certain) == (film("Jaws"), True)


def test_the_only_film_shown_is_meant_without_a_focus(
    turn: Callable[..., Turn], assistant: Assistant
) -> None:
    meant = resolve(turn("rate it", shown=("Jaws",)), assistant)
    assert isinstance(meant, Known)
    assert meant.movie.title == "Jaws"


def test_nothing_named_and_several_shown_is_unclear(turn: Callable[..., Turn], assistant: Assistant) -> None:
    meant = resolve(turn("rate it", shown=LISTED), assistant)
    assert isinstance(meant, Unclear)
    assert [movie.title for movie in meant.movies] == list(LISTED)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("give [Incepton](title:Inception) [5 stars](rating:5)", "Inception"),
        ("give [Incepton](title) [5 stars](rating:5)", "Inception"),
        ("add schindlers lisst to my watchlist", "Schindler's List"),
        ("give [Heat](title) from [1986](year) [4 stars](rating:4)", "Heat"),
    ],
)
def test_a_mistyped_title_or_a_wrong_year_is_a_guess(
    turn: Callable[..., Turn], assistant: Assistant, text: str, title: str
) -> None:
    meant = resolve(turn(text), assistant)
    assert isinstance(meant, Known)
    assert (meant.movie.title, meant.certain) == (title, False)


def test_namesakes_are_asked_about_unless_one_is_on_the_table(
    turn: Callable[..., Turn], assistant: Assistant
) -> None:
    text = "rate [Beauty and the Beast](title)"
    meant = resolve(turn(text), assistant)
    assert isinstance(meant, Several)
    assert {movie.year for movie in meant.movies} == {1946, 1991}
    on_the_table = resolve(turn(text, shown=("Beauty and the Beast (1946)", "Heat")), assistant)
    assert isinstance(on_the_table, Known)
    assert on_the_table.movie.year == 1946
    assert on_the_table.certain


@pytest.mark.parametrize("place", ["6", "-6", "0"])
def test_a_place_beyond_the_list_says_how_long_it_is(
    turn: Callable[..., Turn], assistant: Assistant, place: str
) -> None:
    assert resolve(turn(f"rate [that one](ordinal:{place})", shown=LISTED), assistant) == OutOfRange(5)


@pytest.mark.parametrize(
    "text", ["rate [Quantum Banana](title) [5](rating)", "add quantum banana fourteen to my watchlist"]
)
def test_an_unknown_title_is_never_taken_for_the_film_on_the_table(
    turn: Callable[..., Turn], assistant: Assistant, text: str
) -> None:
    meant = resolve(turn(text, shown=LISTED, focus="Jaws"), assistant)
    assert isinstance(meant, NotFound) or (isinstance(meant, Known) and not meant.certain)


def test_a_button_of_a_film_that_is_gone_is_an_error(assistant: Assistant) -> None:
    with pytest.raises(UnknownMovie):
        resolve(Turn(1, "rate_movie", entities=(Entity("movie", 10**9),)), assistant)
