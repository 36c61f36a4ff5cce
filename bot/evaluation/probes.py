"""What the latency benchmark times, each as a function of the number of the round."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from bot.assistant import Assistant
from bot.db import people as people_store
from bot.db.session import Database
from bot.evaluation.empty_rasa import empty_rasa
from bot.evaluation.guest import Guest, cards
from bot.settings import Settings
from retrieval.engine import SearchEngine

Probe = Callable[[int], None]
"""Does the thing to be timed, for the round of this number."""

K = 10
"""Films asked for."""

TURNS = 10
"""Turns of one conversation; Rasa's cost grows with the length of the conversation it reads back."""


def bare_probes(engine: SearchEngine, texts: Sequence[str], other_texts: Sequence[str]) -> dict[str, Probe]:
    """Encoding one of `texts`, and looking up the vector of one of `other_texts` in both FAISS indexes."""
    vectors = [engine.encode(text) for text in other_texts]

    def encoding(place: int) -> None:
        engine.encode(texts[place])

    def faiss(place: int) -> None:
        engine.dense.films.search(vectors[place], K)
        engine.dense.sentences.search(vectors[place], K)

    return {"encoding": encoding, "faiss": faiss}


def product_probes(
    assistant: Assistant, database: Database, texts: Sequence[str], seed: int
) -> dict[str, Probe]:
    """Searching for a text, and recommending to people who have rated films (a newcomer where nobody has)."""
    with database.session(read_only=True) as session:
        raters = sorted({row[0] for row in people_store.ratings_for_training(session)})
    random.Random(seed).shuffle(raters)
    people: Sequence[int | None] = raters or [None]

    def search(place: int) -> None:
        assistant.search(texts[place], person=None, k=K)

    def recommend(place: int) -> None:
        assistant.recommend(person=people[place % len(people)], k=K)

    return {"search": search, "recommend": recommend}


class Conversations:
    """The same messages to the running installation and to a Rasa with empty actions.

    Everything is opened, and every guest made, before anything is timed. Raises NotReady where the
    installation or Rasa does not answer.
    """

    def __init__(self, settings: Settings, base_url: str, texts: Sequence[str], stack: ExitStack) -> None:
        self._texts = texts
        self._guests = [stack.enter_context(Guest(base_url)) for _ in range(math.ceil(len(texts) / TURNS))]
        self._rasa = stack.enter_context(empty_rasa(settings))
        self._answered = [False] * len(texts)
        self._acted = [False] * len(texts)

    def turn(self, place: int) -> None:
        """One whole chat turn."""
        self._answered[place] = bool(cards(self._guests[place // TURNS].say(self._texts[place])))

    def empty_turn(self, place: int) -> None:
        """One turn of Rasa alone."""
        before = self._rasa.actions.calls
        self._rasa.say(f"benchmark-{place // TURNS}", self._texts[place])
        self._acted[place] = self._rasa.actions.calls > before

    def answered(self, since: int) -> int:
        """How many chat turns from round `since` on brought films."""
        return sum(self._answered[since:])

    def acted(self, since: int) -> int:
        """How many of Rasa's own turns from round `since` on called an action."""
        return sum(self._acted[since:])
