"""Memories taken apart into what tells the film and what is talk."""

from __future__ import annotations

import time

import pytest

from retrieval.reading.clauses import clauses

POST = """Hey guys, long time lurker, first time poster. This is driving me crazy. I saw this movie on TV in the
90s with my dad, it was about a man who wakes up in a hotel and everyone is gone. I think it was French, maybe
from 1985 or so. There's a scene where he walks along the beach and finds a red suitcase, and then he opens it and
there's a bird in it. It's not The Shining. Any help appreciated! EDIT: Solved! Thanks everyone"""


def test_a_post_keeps_what_happens_in_the_film_and_loses_the_talk() -> None:
    found = clauses(POST)
    told = [clause.text for clause in found]
    assert told == [
        "a man who wakes up in a hotel and everyone is gone",
        "it was French, from 1985",
        "he walks along the beach and finds a red suitcase, and then he opens it and there's a bird in it",
    ]
    plot, kind, scene = (clause.weight for clause in found)
    assert kind < 0.5 * plot <= scene


@pytest.mark.parametrize(
    "talk",
    [
        "Any help appreciated!",
        "thanks in advance",
        "Does anyone know this one?",
        "What movie is this?",
        "I've been searching for years.",
        "I can't find it anywhere",
        "It's been bugging me for weeks",
        "I don't remember much.",
        "That's all I remember",
        "EDIT: solved",
        "Sorry for the vague description.",
        "It's not The Shining",
        "Long shot: https://example.org/post",
    ],
)
def test_talk_alone_adds_nothing(talk: str) -> None:
    plot = "A lighthouse keeper hides a mermaid from the villagers."
    assert [clause.text for clause in clauses(f"{plot} {talk}")] == [plot.rstrip(".")]


@pytest.mark.parametrize(
    ("lead", "plot"),
    [
        ("I'm looking for a movie where ", "two kids dig a tunnel under a bank"),
        ("Trying to remember a film about ", "two kids who dig a tunnel under a bank"),
        ("I saw a movie on TV as a kid where ", "two kids dig a tunnel under a bank"),
        ("There's a scene where ", "two kids dig a tunnel under a bank"),
        ("I vaguely remember that ", "two kids dig a tunnel under a bank"),
        ("If I recall correctly, ", "two kids dig a tunnel under a bank"),
    ],
)
def test_leads_are_cut_off(lead: str, plot: str) -> None:
    assert [clause.text for clause in clauses(lead + plot)] == [plot]


def test_where_it_was_seen_weighs_little() -> None:
    plot, seen = clauses(
        "Two kids dig a tunnel under a bank and get lost. I rented it on VHS at Blockbuster."
    )
    assert seen.weight <= 0.2 * plot.weight


def test_a_long_sentence_is_cut_at_its_events() -> None:
    found = clauses(
        "There is this girl and she works at a bakery and her boyfriend leaves her for her best friend and then she"
        " moves to Paris where she meets an old painter who is dying and he leaves her his house"
    )
    assert len(found) >= 3
    assert all(4 <= len(clause.text.split()) <= 20 for clause in found)


@pytest.mark.parametrize(
    "plot",
    [
        "Help arrives too late for the miners",
        "My dad is a spy and nobody at school believes it",
        "a woman helps the police find the killer of her sister",
        "The hope of a village rests on a lame horse",
    ],
)
def test_plots_that_sound_like_talk_stay(plot: str) -> None:
    (clause,) = clauses(plot)
    assert clause.text == plot
    assert clause.weight >= 0.5


@pytest.mark.parametrize(("text", "expected"), [("", []), ("?!", []), ("Thanks!", ["Thanks!"])])
def test_nothing_but_talk_stays_as_it_is(text: str, expected: list[str]) -> None:
    assert [clause.text for clause in clauses(text)] == expected


def test_odd_texts_take_no_time() -> None:
    odd = ["so " * 1300, "i think " * 500, "and " * 1000, "a movie about " * 280, "!?" * 2000, "x" * 4000]
    started = time.perf_counter()
    for text in odd:
        clauses(text)
    assert time.perf_counter() - started < 2.0
