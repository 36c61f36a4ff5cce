"""Questions asked when unsure, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from actions.conversation import Pending, Request
from actions.replies import Reply
from bot.assistant import Assistant
from retrieval.filters import Filters
from retrieval.query import Query
from retrieval.questions import Question, Topic
from tests.actions.conftest import Chat

VAGUE = "I remember a movie where somebody loses something and everything changes"
DRAWN = Filters(genres=frozenset({"Animation"}))
STORY = "a lost child and a talking animal on a long journey home"
ANIMATED = Question(Topic.ANIMATION, "", DRAWN, DRAWN.refused())


def asked(chat: Chat, question: Question = ANIMATED, text: str = STORY) -> None:
    """Put the conversation where `question` waits."""
    chat.say("describe_movie", VAGUE)
    request = Request("search", Query(text, recalled=True), asked=(str(question.topic),))
    conversation = {"request": request, "pending": Pending("narrow", question=question)}
    from actions.conversation import _SLOTS

    for name, value in conversation.items():
        chat.slots[name] = _SLOTS[name].dump_python(value, mode="json", exclude_defaults=True)


def drawn_score(assistant: Assistant, films: Sequence[int]) -> float:
    """How high the animated films among `films` stand: sums of 1 / place."""
    return sum(
        1 / place
        for place, movie in enumerate(assistant.movies(films), start=1)
        if "Animation" in movie.genres
    )


def shown(reply: Reply) -> list[int]:
    return [card.movie_id for card in reply.cards]


def unasked(assistant: Assistant) -> list[int]:
    """The films of the search before any answer."""
    page = assistant.search_query(Query(STORY, recalled=True), person=None, k=5)
    return [found.movie.id for found in page.suggestions]


def test_an_unsure_answer_says_so_and_asks(chat: Chat) -> None:
    reply = chat.say("describe_movie", VAGUE)
    assert "not sure yet" in reply.text
    assert chat.question is not None
    assert chat.question.text.endswith("?")
    assert [button.title for button in chat.question.buttons][-1] == "Don't know"
    assert len(chat.question.buttons) == 3


@pytest.mark.parametrize("text", ["zombie comedies", "recommend me a funny movie", "heist movies", "Heat"])
def test_wishes_and_titles_are_not_questioned(chat: Chat, text: str) -> None:
    chat.say("describe_movie", text)
    assert chat.question is None


@pytest.mark.parametrize(
    ("intent", "text", "drawn"),
    [
        ("affirm", "yes", True),
        ("affirm", "yes, it was", True),
        ("deny", "no", False),
        ("browse", "animated", True),
        ("chitchat", "it was a cartoon", True),
        ("describe_movie", "live action", False),
        ("out_of_scope", "nope, real actors", False),
    ],
)
def test_typed_answers_reorder_the_films(
    chat: Chat, assistant: Assistant, intent: str, text: str, drawn: bool
) -> None:
    asked(chat)
    reply = chat.say(intent, text)
    assert reply.text.startswith("Noted: ")
    before, after = drawn_score(assistant, unasked(assistant)), drawn_score(assistant, shown(reply))
    assert before > 0
    assert (after > before) if drawn else (after < before)


def test_tapped_answers_do_the_same(chat: Chat, assistant: Assistant) -> None:
    before = drawn_score(assistant, unasked(assistant))
    asked(chat)
    assert drawn_score(assistant, shown(chat.tap("/affirm"))) > before
    asked(chat)
    assert drawn_score(assistant, shown(chat.tap("/deny"))) < before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 90s", {"year_from": 1990, "year_to": 1999}),
        ("it was French", {"languages": ["fr"]}),
        ("it was in French I think", {"languages": ["fr"]}),
        ("with Tom Hanks", {"people": ["Tom Hanks"]}),
    ],
)
def test_another_fact_than_asked_for_counts_too(chat: Chat, text: str, expected: dict[str, object]) -> None:
    asked(chat)
    chat.say("describe_movie", text)
    hints = [hint["filters"] for hint in chat.slots["request"]["query"]["hints"]]
    assert expected in hints


def test_more_of_the_story_is_added(chat: Chat) -> None:
    asked(chat)
    chat.say("describe_movie", "yes, and a toy cowboy is jealous of a toy astronaut")
    query = chat.slots["request"]["query"]
    assert "talking animal" in query["text"]
    assert "toy cowboy" in query["text"]


@pytest.mark.parametrize("text", ["don't know", "not sure", "no idea", "I can't remember"])
def test_not_knowing_is_fine(chat: Chat, text: str) -> None:
    asked(chat)
    reply = chat.say("chitchat", text)
    assert reply.text.startswith("No matter.")
    assert not reply.cards


def test_at_most_two_questions_are_put(chat: Chat) -> None:
    chat.say("describe_movie", VAGUE)
    asked_for = 0
    while chat.question is not None or (chat.slots["pending"] or {}).get("kind") == "narrow":
        asked_for += 1
        assert asked_for <= 2
        chat.tap('/deny{"ordinal":0}')
    assert asked_for >= 1


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("rate_movie", "rate [Heat](title) [4](rating)"),
        ("recommend", "recommend me a comedy"),
        ("greet", "hello"),
        ("describe_movie", "a hacker learns that the world is a simulation run by machines"),
    ],
)
def test_what_is_no_answer_is_taken_for_itself(chat: Chat, intent: str, text: str) -> None:
    asked(chat)
    reply = chat.say(intent, text)
    assert not reply.text.startswith(("Noted", "No matter"))
    assert (chat.slots["request"]["query"]["text"] == STORY) is (intent in ("greet", "rate_movie"))
