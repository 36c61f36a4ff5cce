"""Films named side by side: `compare Alien and Aliens`, `which is longer, Heat or Fargo?`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from actions import cards, comparing, comparison_phrases
from actions.choosing import only
from actions.pointing import spread
from actions.replies import Reply
from actions.resolve import Known, resolve
from actions.superlatives import named
from actions.turn import Answer, Entity, Turn
from bot.domain import Suggestion

if TYPE_CHECKING:
    from bot.assistant import Assistant

_QUESTION_WORDS = """
    compare compared comparing comparison difference differences between and or vs versus with to than which what what's
    whats one is are was the a of film films movie movies two both them these should i we watch see first tonight do does
    you would recommend prefer suggest choose pick decide can't can could please help me it like more
"""
_QUESTION: Final = frozenset(_QUESTION_WORDS.split())
"""Words of a question that sets named films side by side."""
_ASKS_FOR_IT: Final = frozenset(("compare", "better", "difference", "comparison", "comparing", "between", "versus", "vs", "or", "than", "which"))  # fmt: skip
_MOST: Final = 4
_COMPARE: Final = re.compile(r"\b(?:compare|comparison|difference|versus|vs|better)\b", re.IGNORECASE)
_CHOOSE: Final = re.compile(r"\b(?:should|shall|watch|pick|choose|decide|recommend|prefer)\b", re.IGNORECASE)
_EITHER: Final = re.compile(
    r"^\s*(?P<one>\S.{0,60}?)\s+(?:or|vs\.?|versus)\s+(?P<other>\S.{0,60}?)[\s?.!]*$", re.IGNORECASE
)


def versus(turn: Turn, assistant: Assistant) -> Answer | None:
    """The films side by side, or the one that has more of what is asked; None where the message wants something else."""
    if turn.text and not turn.of("title") and _COMPARE.search(turn.text):
        turn = spread(turn)
    parts = _either(turn, assistant) or turn.apart()
    if not 2 <= len(parts) <= _MOST or not turn.text or turn.of("rating"):
        return None
    named_films = turn.blanked(part.entities[0] for part in parts)
    if turn.of("ordinal"):
        named_films = replace(turn, text=" ".join(_COMPARE.findall(turn.text)))
    words = re.findall(r"[a-z']+", named_films.text.casefold().replace("’", "'"))
    kinds = [kind for kind in map(named, [*words, *map(" ".join, pairwise(words))]) if kind]
    known = {word for kind in kinds for phrase in kind.words for word in phrase.split()}
    if not _ASKS_FOR_IT.intersection(words) or not _QUESTION.union(known).issuperset(words):
        return None
    meant = [resolve(part, assistant) for part in parts]
    movies = [found.movie for found in meant if isinstance(found, Known)]
    if len({movie.id for movie in movies}) < len(parts):
        return None
    context = turn.conversation.but(shown=tuple(movie.id for movie in movies), focus=None, request=None)
    if kinds:
        return comparing.answer(replace(turn, conversation=context), assistant, movies, kinds[-1])
    picked = assistant.recommend(
        person=turn.person, filters=only([film.id for film in movies], assistant), k=1
    )
    advice = [comparison_phrases.start_with(one.movie, one.reason) for one in picked.suggestions]
    reply = Reply(
        text="\n".join(
            (comparison_phrases.side_by_side(movies), *(advice if _CHOOSE.search(turn.text) else ()))
        ),
        cards=cards.listed([Suggestion(movie, 0.0) for movie in movies], assistant.taste(turn.person)),
    )
    return Answer(reply, context)


def _either(turn: Turn, assistant: Assistant) -> tuple[Turn, ...]:
    """One turn for each side of `Alien or Aliens?`, where both sides are titles and nothing else."""
    found = _EITHER.match(turn.text)
    if not found or not all(
        any(match.exact for match in assistant.titles(found[side], 1)) for side in ("one", "other")
    ):
        return ()
    sides = [Entity("title", found[side], *found.span(side)) for side in ("one", "other")]
    return tuple(replace(turn, entities=(side,)) for side in sides)
