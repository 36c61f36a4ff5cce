"""Comparing the films on the table: `which of these is the shortest?`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from actions import buttons, cards, search_phrases
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.catalogue import fame
from bot.domain import Movie

if TYPE_CHECKING:
    from bot.assistant import Assistant

_ASKED: Final = re.compile(
    r"^(?:(?:and|ok|okay|so|hey|hmm|please|tell me|show me|give me)[\s,]+)*(?:(?:which|what)(?: one| film| movie)?s?(?: (?:of|out of|from|among) (?:these|those|them|the list|your list|all of them))?"
    r"(?:'s| is| was| are| has| would be)?\s*)?(?:the )?(?P<most>[a-z][a-z -]*?)(?: (?:one|film|movie))?(?: (?:of|out of|from|among|in) (?:these|those|them|the list|your list|the five|all of them|that list))?[\s?.!]*$",
    re.IGNORECASE,
)
_POINTS_AT_LIST: Final = re.compile(
    r"\b(?:these|those|them|the list|your list|that list|which one|which film|which movie|the five)\b",
    re.IGNORECASE,
)


class _Measure(NamedTuple):
    """How to compare: the larger `value` wins, films without one are left out; `says` names the winner."""

    words: frozenset[str]
    value: Callable[[Movie], float | None]
    says: str


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(","))


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


_MEASURES: Final = (
    _Measure(_words("shortest, quickest, shortest running, least long, briefest"), lambda film: _negative(film.runtime), "the shortest"),
    _Measure(_words("longest"), lambda film: film.runtime, "the longest"),
    _Measure(_words("newest, latest, most recent, youngest"), lambda film: film.year, "the newest"),
    _Measure(_words("oldest, earliest, first made"), lambda film: _negative(film.year), "the oldest"),
    _Measure(
        _words("best rated, highest rated, best, top rated, highest rating, best rating, best reviewed, best score, highest score"),
        lambda film: film.rating,
        "the best rated",
    ),
    _Measure(_words("worst rated, lowest rated, worst, lowest rating"), lambda film: _negative(film.rating), "the worst rated"),
    _Measure(_words("most popular, best known, most famous, most well known, most mainstream"), fame, "the best known"),
    _Measure(_words("least popular, least known, most obscure, least famous, least mainstream"), lambda film: -fame(film), "the least known"),
)  # fmt: skip


def compared(turn: Turn, assistant: Assistant) -> Answer | None:
    """The answer where the message compares the films shown; None where it asks for something else."""
    shown = turn.conversation.shown
    found = _ASKED.match(turn.text.strip())
    if len(shown) < 2 or not found or not _POINTS_AT_LIST.search(turn.text):
        return None
    said = " ".join(found["most"].lower().replace("-", " ").split())
    measure = next((measure for measure in _MEASURES if said in measure.words), None)
    return _answer(turn, assistant, assistant.movies(shown), measure) if measure else None


def _answer(turn: Turn, assistant: Assistant, movies: Sequence[Movie], measure: _Measure) -> Answer:
    known = [(value, movie) for movie in movies if (value := measure.value(movie)) is not None]
    if not known:
        return Answer(Reply(text=search_phrases.cannot_compare(measure.says)), turn.conversation)
    best = max(value for value, _ in known)
    winners = [movie for value, movie in known if value == best]
    reply = Reply(
        text=search_phrases.comparison(winners, measure.says),
        cards=[cards.full(winners[0], assistant.taste(turn.person))],
        buttons=[buttons.similar(winners[0].id)],
    )
    return Answer(reply, turn.conversation.but(focus=winners[0].id))
