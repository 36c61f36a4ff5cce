"""The newcomer's interview in chat."""

from __future__ import annotations

from actions.replies import Reply

from .conftest import Chat


def asked_about(reply: Reply) -> int:
    return int(reply.buttons[0].payload.split('"movie":')[1].split(",")[0])


def test_a_newcomer_is_offered_it_and_others_are_not(chat: Chat) -> None:
    reply = chat.say("recommend", "what should i watch?")
    assert len(reply.cards) == 5
    assert "Ask me about a few films" in [button.title for button in reply.buttons]
    chat.say("rate_movie", "give [Alien](title) [5 stars](rating:5)")
    again = chat.say("recommend", "what should i watch?")
    assert "Ask me about a few films" not in [button.title for button in again.buttons]


def test_five_different_films_then_recommendations_from_the_answers(chat: Chat) -> None:
    reply = chat.tap("/interview")
    films = []
    for number in range(1, 6):
        assert reply.text.count(f"{number} of 5") == 1
        assert [button.title for button in reply.buttons] == [
            "Loved it", "It was OK", "Didn't like it", "Haven't seen it", "Stop",
        ]  # fmt: skip
        films.append(asked_about(reply))
        reply = chat.tap(reply.buttons[(number - 1) % 4])
    assert len(set(films)) == 5
    assert len(reply.cards) == 5
    kept = {rating.movie_id: rating.stars for rating in chat.assistant.taste(chat.person).ratings}
    assert kept == {films[0]: 5, films[1]: 3, films[2]: 1.5, films[4]: 5}
    assert not set(kept) & {card.movie_id for card in reply.cards}
    assert any("because you gave" in card.reason for card in reply.cards)


def test_answers_in_words(chat: Chat) -> None:
    reply = chat.say("interview", "get to know me")
    films = []
    for intent, text in (
        ("rate_movie", "[loved it](rating:up)"),
        ("deny", "no"),
        ("chitchat", "it was ok"),
        ("mark_seen", "haven't seen that one"),
        ("rate_movie", "[2 stars](rating:2)"),
    ):
        films.append(asked_about(reply))
        reply = chat.say(intent, text)
    kept = {rating.movie_id: rating.stars for rating in chat.assistant.taste(chat.person).ratings}
    assert kept == {films[0]: 5, films[2]: 3, films[4]: 2}
    assert reply.cards


def test_yes_is_asked_how_it_was(chat: Chat) -> None:
    film = asked_about(chat.say("interview", "ask me"))
    again = chat.say("affirm", "yes")
    assert "How did you like it" in again.text
    assert asked_about(again) == film
    assert "1 of 5" in again.text


def test_ok_is_an_opinion_where_it_says_so(chat: Chat) -> None:
    film = asked_about(chat.say("interview", "ask me"))
    chat.say("affirm", "it was ok")
    assert {rating.movie_id: rating.stars for rating in chat.assistant.taste(chat.person).ratings} == {
        film: 3
    }


def test_why_is_explained_and_the_question_stays(chat: Chat) -> None:
    film = asked_about(chat.say("interview", "ask me"))
    why = chat.say("explain", "why do you ask?")
    assert "taste" in why.text
    assert asked_about(why) == film


def test_it_can_be_stopped_and_answers_taken_back(chat: Chat) -> None:
    film = asked_about(chat.say("interview", "ask me"))
    chat.say("rate_movie", "[great](rating:up)")
    stopped = chat.say("goodbye", "stop")
    assert "stop asking" in stopped.text
    assert stopped.cards
    assert chat.say("undo", "undo").text.startswith("Taken back")
    assert chat.assistant.taste(chat.person).ratings == ()
    assert asked_about(chat.say("interview", "ask me")) == film


def test_an_older_button_changes_its_film_and_the_question_stays(chat: Chat) -> None:
    first = chat.tap("/interview")
    second = chat.tap(first.buttons[0])
    changed = chat.tap(first.buttons[2])
    assert "1.5 stars" in changed.text
    assert asked_about(changed) == asked_about(second)
    assert "2 of 5" in changed.text


def test_another_wish_ends_it(chat: Chat) -> None:
    chat.tap("/interview")
    found = chat.say("describe_movie", "a thief who steals secrets through dreams")
    assert found.cards[0].title == "Inception"
    rated = chat.say("rate_movie", "[4 stars](rating:4) for [Heat](title)")
    assert "Heat" in rated.text
