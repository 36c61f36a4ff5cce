"""Every word of a film changes the next answer, for somebody who began a minute ago as well."""

from __future__ import annotations

import time

import numpy as np
import pytest

from bot.assistant import Assistant
from bot.ranking import history_of


def page(assistant: Assistant, person: int) -> list[int]:
    return [found.movie.id for found in assistant.recommend(person=person, k=10).suggestions]


@pytest.mark.parametrize("word", ["thumb up", "thumb down", "seen", "not interested", "rated"])
def test_a_word_changes_the_next_answer_and_undo_brings_it_back(assistant: Assistant, word: str) -> None:
    person = assistant.new_guest()
    before = page(assistant, person)
    film = before[0]
    match word:
        case "thumb up":
            assistant.thumb(person, film, up=True)
        case "thumb down":
            assistant.thumb(person, film, up=False)
        case "seen":
            assistant.mark_seen(person, film)
        case "not interested":
            assistant.not_interested(person, film)
        case _:
            assistant.rate(person, film, 5)
    after = page(assistant, person)
    assert film not in after
    assert after != before
    assistant.undo(person)
    assert page(assistant, person) == before


def test_up_and_down_lead_to_different_films(assistant: Assistant) -> None:
    fan, critic = assistant.new_guest(), assistant.new_guest()
    film = page(assistant, fan)[0]
    assistant.thumb(fan, film, up=True)
    assistant.thumb(critic, film, up=False)
    assert page(assistant, fan) != page(assistant, critic)


def test_a_persons_blend_is_made_in_less_than_ten_milliseconds(assistant: Assistant) -> None:
    person = assistant.new_guest()
    for film in page(assistant, person):
        assistant.rate(person, film, 4)
    history = history_of(assistant.taste(person))
    ranker = assistant._ranker
    times = []
    for _ in range(30):
        started = time.perf_counter()
        ranker.blend(history)
        times.append(1000 * (time.perf_counter() - started))
    assert np.min(times) < 10
