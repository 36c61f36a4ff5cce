from __future__ import annotations

import pytest

from actions.stars import NotAllowed, RatingSaid, Stars, Thumb, alone, parse, read
from actions.turn import Entity, Turn
from bot.assistant import Assistant
from tests.actions.conftest import Chat


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rate [Alien](title) 5 and [Heat](title) [3](rating)", {"Alien": 5, "Heat": 3}),
        ("[Alien](title): 4.5, [Heat](title): 2", {"Alien": 4.5, "Heat": 2}),
        ("5 stars for [Alien](title) and 3 stars for [Heat](title)", {"Alien": 5, "Heat": 3}),
        ("rate [Alien](title) and [Jaws](title) [4](rating)", {"Alien": 4, "Jaws": 4}),
        (
            "rate [Alien](title) five, [Jaws](title) four and [Heat](title) three",
            {"Alien": 5, "Jaws": 4, "Heat": 3},
        ),
    ],
)
def test_several_films_are_rated_at_once(
    chat: Chat, assistant: Assistant, text: str, expected: dict[str, float]
) -> None:
    reply = chat.say("rate_movie", text)
    kept = {movie.title: rating.stars for movie, rating in assistant.ratings(chat.person)}
    assert kept
    assert kept == {title: expected[title] for title in kept}
    for title, stars in kept.items():
        assert f"{stars:g} star" in reply.text.lower()
        assert title in reply.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loved [Alien](title), hated [Jaws](title)", {"Alien": 4.5, "Jaws": 1.5}),
        ("I'd give [Alien](title) a 5 and [Heat](title) 3 stars", {"Alien": 5, "Heat": 3}),
        ("[Alien](title) 5/5, [Heat](title) 7/10, [Jaws](title) 80%", {"Alien": 5, "Heat": 3.5, "Jaws": 4}),
        ("[Heat](title) 4 and a half and [Jaws](title) two", {"Heat": 4.5, "Jaws": 2}),
        ("thumbs up for [Heat](title), thumbs down for [Jaws](title)", {"Heat": 4.5, "Jaws": 1.5}),
        (
            "my ratings: [Alien](title) 5, [Heat](title) 4, [Jaws](title) 3",
            {"Alien": 5, "Heat": 4, "Jaws": 3},
        ),
    ],
)
@pytest.mark.parametrize("intent", ["rate_movie", "describe_movie", "similar_movies", "nlu_fallback"])
def test_nothing_but_ratings_is_kept_whatever_it_is_taken_for(
    chat: Chat, assistant: Assistant, text: str, expected: dict[str, float], intent: str
) -> None:
    chat.say(intent, text)
    assert {movie.title: rating.stars for movie, rating in assistant.ratings(chat.person)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "films like [Alien](title) and [Heat](title)",
        "she loved [Alien](title) and hated [Heat](title)",
        "something with the pace of [Heat](title), 2 hours, and the mood of [Alien](title)",
    ],
)
def test_what_is_more_than_ratings_is_not_taken_for_them(chat: Chat, assistant: Assistant, text: str) -> None:
    chat.say("similar_movies", text)
    assert assistant.ratings(chat.person) == []


def test_a_film_without_stars_behind_others_is_asked_for(chat: Chat, assistant: Assistant) -> None:
    reply = chat.say(
        "rate_movie", "I gave [Alien](title) [4 stars](rating:4), [Jaws](title) 5 and [Heat](title)"
    )
    assert {movie.title: rating.stars for movie, rating in assistant.ratings(chat.person)} == {
        "Alien": 4,
        "Jaws": 5,
    }
    assert reply.text.endswith("How many stars for Heat (1995), from 1 to 5?")


def test_a_film_that_is_not_clear_is_asked_for_and_the_rest_kept(chat: Chat, assistant: Assistant) -> None:
    reply = chat.say("rate_movie", "rate [Alien](title) 5 and [Zzyzx Qwrt](title) 3")
    assert {movie.title for movie, _ in assistant.ratings(chat.person)} == {"Alien"}
    assert reply.text.endswith("?")
