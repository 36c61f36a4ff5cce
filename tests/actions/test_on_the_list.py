"""What is asked of the films shown: the scariest, one to start with, those with somebody, without one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.assistant import Assistant
from tests.actions.conftest import Chat

Film = Callable[[str], int]


def shown(chat: Chat) -> list[int]:
    return list(chat.slots["shown"] or ())


def test_the_scariest_is_a_horror_film_where_there_is_one(chat: Chat, assistant: Assistant) -> None:
    chat.say("browse", "[science fiction](genre) from the [70s](year:1970s)")
    reply = chat.say("chitchat", "which one is the scariest?")
    kinds = [assistant.movie(film).genres for film in shown(chat)]
    assert ("Horror" in reply.cards[0].genres) == any("Horror" in genres for genres in kinds)


def test_where_no_film_has_the_mood_it_is_said(chat: Chat) -> None:
    chat.say("browse", "[westerns](genre:Western) from the [1960s](year:1960s)")
    assert "None of these is filed under horror" in chat.say("browse", "which of these is the scariest").text


@pytest.mark.parametrize(
    "text", ["which one should I start with?", "which would you pick", "pick one for me"]
)
def test_one_to_start_with_follows_taste(chat: Chat, assistant: Assistant, film: Film, text: str) -> None:
    chat.say("browse", "[thrillers](genre:Thriller)")
    rated = shown(chat)[0]
    assistant.rate(chat.person, rated, 5)
    reply = chat.say("recommend", text)
    assert reply.text.startswith("I would start with")
    assert reply.cards[0].movie_id in shown(chat)
    assert reply.cards[0].movie_id != rated


def test_what_to_watch_asks_for_new_films(chat: Chat) -> None:
    chat.say("browse", "[westerns](genre:Western)")
    assert len(chat.say("recommend", "what should i watch tonight?").cards) == 5


def test_those_with_an_actor_are_picked_out(chat: Chat, assistant: Assistant) -> None:
    chat.say("browse", "films with [Robert De Niro](person)")
    whole = shown(chat)
    reply = chat.say("browse", "which of these has [Al Pacino](person) in it?")
    expected = [
        film for film in whole if "Al Pacino" in {member.name for member in assistant.movie(film).cast}
    ]
    assert [card.movie_id for card in reply.cards] == expected
    assert expected


def test_where_none_fits_others_are_offered(chat: Chat) -> None:
    chat.say("browse", "[westerns](genre:Western) from the [1960s](year:1960s)")
    assert "None of these fits that" in chat.say("browse", "which of these are from the 90s?").text
    others = chat.say("affirm", "yes")
    assert others.cards
    assert all(1990 <= (card.year or 0) <= 1999 for card in others.cards)


def test_the_second_one_but_newer_is_like_the_second(chat: Chat, assistant: Assistant) -> None:
    chat.say("browse", "[thrillers](genre:Thriller) from the [70s](year:1970s)")
    second = assistant.movie(shown(chat)[1])
    reply = chat.say("refine", "[the second one](ordinal:2) but newer")
    assert second.title in reply.text
    assert all((card.year or 0) > (second.year or 0) for card in reply.cards)


@pytest.mark.parametrize("text", ["without [the first one](ordinal:1)", "not [the first one](ordinal:1)"])
@pytest.mark.parametrize("intent", ["refine", "not_interested", "deny"])
def test_one_film_leaves_the_list_and_nothing_is_kept(
    chat: Chat, assistant: Assistant, text: str, intent: str
) -> None:
    chat.say("browse", "[thrillers](genre:Thriller)")
    whole = shown(chat)
    reply = chat.say(intent, text)
    assert [card.movie_id for card in reply.cards][:4] == whole[1:5]
    assert assistant.taste(chat.person).not_interested == frozenset()


def test_none_of_these_brings_the_next(chat: Chat) -> None:
    chat.say("browse", "[thrillers](genre:Thriller)")
    first = shown(chat)
    reply = chat.say("deny", "none of these")
    assert reply.cards
    assert set(first).isdisjoint(card.movie_id for card in reply.cards)


def test_i_have_seen_all_of_these_marks_them_and_goes_on(chat: Chat, assistant: Assistant) -> None:
    chat.say("browse", "[thrillers](genre:Thriller)")
    first = set(shown(chat))
    reply = chat.say("mark_seen", "i've seen all of these")
    assert assistant.taste(chat.person).seen == first
    assert first.isdisjoint(card.movie_id for card in reply.cards)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("i've seen the first two", (0, 1)),
        ("seen 1 and 3", (0, 2)),
        ("i have seen the first and the last", (0, 4)),
    ],
)
def test_several_places_are_marked_at_once(
    chat: Chat, assistant: Assistant, text: str, places: tuple[int, ...]
) -> None:
    chat.say("browse", "[thrillers](genre:Thriller)")
    whole = shown(chat)
    chat.say("mark_seen", text)
    assert assistant.taste(chat.person).seen == {whole[place] for place in places}


def test_films_named_are_set_side_by_side(chat: Chat) -> None:
    reply = chat.say("movie_details", "compare [Alien](title) and [Heat](title)")
    assert [card.title for card in reply.cards] == ["Alien", "Heat"]
    assert "117 minutes" in reply.text
    assert (
        "Heat (1995) is the longest"
        in chat.say("movie_details", "is [Heat](title) longer than [Alien](title)?").text
    )


def test_more_by_the_director_of_a_film(chat: Chat, assistant: Assistant) -> None:
    reply = chat.say("movie_details", "movies by the director of [Jaws](title)")
    assert reply.cards
    assert all("Steven Spielberg" in assistant.movie(card.movie_id).directors for card in reply.cards)


def test_half_a_sentence_goes_on_with_the_search(chat: Chat) -> None:
    chat.say("describe_movie", "a film about a man and a dog")
    reply = chat.say("browse", "yes, animated")
    assert reply.cards
    assert all("Animation" in card.genres for card in reply.cards)


@pytest.mark.parametrize(
    "text", ["[the second one](ordinal:2) but newer", "without [the first one](ordinal:1)"]
)
def test_without_a_list_it_is_said(chat: Chat, text: str) -> None:
    assert "not shown you a list" in chat.say("refine", text).text
