"""Something for two, by films named and by a taste code."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.assistant import Assistant

from .conftest import Chat

Film = Callable[[str], int]
ASKED = (
    "something for me and my girlfriend, she likes [Casablanca](title) and [Amélie](title) and hates horror"
)


def code_of(chat: Chat) -> str:
    found = re.search(r"duo\.[\w.-]+", chat.say("share_taste", "share my taste").text)
    assert found is not None
    return found[0]


def test_films_named_for_the_other_one_count_and_so_does_what_they_hate(chat: Chat) -> None:
    chat.say("rate_movie", "5 stars for [Alien](title) [5](rating:5)")
    reply = chat.say("recommend_together", ASKED)
    assert "your girlfriend" in reply.text
    assert "not horror" in reply.text
    assert len(reply.cards) == 5
    assert not any("Horror" in card.genres for card in reply.cards)
    assert {"Casablanca", "Amélie", "Alien"}.isdisjoint(card.title for card in reply.cards)
    reasons = [card.reason for card in reply.cards]
    assert any("your girlfriend: " in reason and "Casablanca" in reason for reason in reasons)
    assert any("you: because you gave Alien 5 stars" in reason for reason in reasons)


@pytest.mark.parametrize("intent", ["rate_movie", "similar_movies", "describe_movie", "recommend"])
def test_what_she_likes_is_never_kept_as_mine(chat: Chat, intent: str) -> None:
    reply = chat.say(intent, ASKED)
    assert "For you and your girlfriend" in reply.text
    assert chat.assistant.taste(chat.person).ratings == ()


def test_the_next_page_and_changes_stay_with_both(chat: Chat) -> None:
    first = chat.say("recommend_together", ASKED)
    second = chat.say("more_results", "more")
    shown = [card.movie_id for card in (*first.cards, *second.cards)]
    assert len(set(shown)) == len(shown) == 10
    newer = chat.say("refine", "from the [90s](year:1990s)")
    assert newer.cards
    assert all(1990 <= (card.year or 0) <= 1999 for card in newer.cards)
    assert not any("Horror" in card.genres for card in newer.cards)


def test_a_code_brings_the_other_ones_taste_and_leaves_out_what_they_have_seen(
    chat: Chat, assistant: Assistant, film: Film
) -> None:
    other = Chat(assistant)
    for title in ("Casablanca", "Amélie", "Titanic"):
        assistant.rate(other.person, film(title), 5)
    assistant.rate(chat.person, film("Alien"), 5)
    code = code_of(other)
    before = assistant.taste(other.person)
    reply = chat.say("nlu_fallback", f"recommend something for me and {code}")
    assert "your friend" in reply.text
    assert {"Casablanca", "Amélie", "Titanic", "Alien"}.isdisjoint(card.title for card in reply.cards)
    assert any("your friend: " in card.reason for card in reply.cards)
    assert assistant.taste(other.person) == before


def test_codes_that_are_forged_or_ones_own_are_refused_kindly(chat: Chat) -> None:
    code = code_of(chat)
    assert "your own taste code" in chat.say("recommend", f"something for me and {code}").text
    forged = f"{code[:-3]}{'AAA' if not code.endswith('AAA') else 'BBB'}"
    assert "does not work" in chat.say("recommend", f"something for me and {forged}").text


def test_without_a_word_of_the_other_one_is_asked_and_the_answer_counts(chat: Chat) -> None:
    reply = chat.say("recommend_together", "something for me and my boyfriend")
    assert len(reply.cards) == 5
    assert chat.question is not None
    assert "your boyfriend" in chat.question.text
    told = chat.say("rate_movie", "he likes [Casablanca](title)")
    assert "For you and your boyfriend" in told.text
    assert any("Casablanca" in card.reason for card in told.cards)
    assert chat.assistant.taste(chat.person).ratings == ()


def test_what_is_told_later_is_added(chat: Chat) -> None:
    chat.say("recommend_together", "something for me and my wife, she loves romance and hates horror")
    told = chat.say("rate_movie", "she also likes [Titanic](title)")
    assert "For you and your wife (romance, not horror)" in told.text
    assert any("Titanic" in card.reason for card in told.cards)
    more = chat.say("refine", "actually she can't stand war films")
    assert "not war" in more.text
    assert not any("War" in card.genres for card in more.cards)
    assert "your wife: " in chat.say("explain", "why [the first one](ordinal:1)?").text
    other = chat.say("recommend_together", "my husband likes [Alien](title), what can we watch")
    assert "your husband" in other.text
    assert "romance" not in other.text


def test_nothing_told_leaves_the_films_as_they_are(chat: Chat) -> None:
    chat.say("recommend_together", "a film for me and my dad")
    assert "your taste alone" in chat.say("nlu_fallback", "no idea").text


def test_a_film_for_kids_is_for_one(chat: Chat) -> None:
    assert "do not know the taste of" not in chat.say("recommend_together", "a good movie for kids").text


def test_a_bare_title_answers_what_the_other_one_likes(chat: Chat) -> None:
    chat.say("recommend_together", "a film for me and my wife")
    told = chat.say("movie_details", "[Casablanca](title)")
    assert "For you and your wife" in told.text


def test_each_ones_likes_are_their_own(chat: Chat) -> None:
    text = "something for me and my wife, i like [Alien](title) and she likes [Casablanca](title)"
    reasons = [card.reason for card in chat.say("recommend_together", text).cards]
    assert any(re.search(r"you: .*Alien", reason) for reason in reasons)
    assert not any(re.search(r"your wife: [^;]*Alien", reason) for reason in reasons)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("similar_movies", "something like [Me and Earl and the Dying Girl](title)"),
        ("describe_movie", "a film where a man and my wife's brother like the same girl"),
        ("browse", "films from the us"),
        ("mark_seen", "my wife and i already watched [Alien](title)"),
    ],
)
def test_messages_about_something_else_are_left_alone(chat: Chat, intent: str, text: str) -> None:
    assert "For you and" not in chat.say(intent, text).text
