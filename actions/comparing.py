"""Comparing the films on the table: `which of these is the shortest?`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, comparison_phrases, phrases
from actions.choosing import only
from actions.pointing import LIST
from actions.replies import Reply
from actions.superlatives import Measure, Mood, named
from actions.turn import Answer, Turn
from bot.domain import Movie

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LEAD: Final = (
    r"(?:(?:and|ok|okay|so|hey|hm+|but|well|please|tell me|show me|give me|then|can you (?:tell|show) me|i want(?: to see)?"
    r"|i'?d like|i'?ll (?:take|have)|let'?s (?:watch|see|take)|do you know)[\s,]+)*"
)
_ONE: Final = r"(?: (?:ones?|films?|movies?))"
_WHICH: Final = rf"(?:which|what|whats|what's|whose){_ONE}?(?: {LIST})?"
_IS: Final = r"(?:'s|'re| is| are| was| has| have| had| got| looks?| seems?| sounds?| do you think is| would (?:be|you say is)| will be)"
_ASKED: Final = re.compile(
    rf"^{_LEAD}(?P<asks>{_WHICH}{_IS}?\s+(?:considered |probably |actually )?)?(?:the )?"
    rf"(?P<most>[a-z][a-z' -]*?)(?P<one>{_ONE})?(?P<list> {LIST})?(?: then| though| please| by the way)?[\s?.!]*$",
    re.IGNORECASE,
)
_AMBIGUOUS: Final = frozenset(
    {"best", "good", "newest", "latest", "most recent", "most popular", "worst", "better"}
)
"""Bare, these rather ask for other films: `newest`."""
_GOES_ON: Final = re.compile(r"^and (?:the |which )", re.IGNORECASE)
_COMPARATIVE: Final = re.compile(r"(?:er|^(?:more|less)\b.*|^(?:better|worse)\b.*)$")


def compared(turn: Turn, assistant: Assistant) -> Answer | None:
    """The answer where the message compares the films shown; None where it asks for something else."""
    shown = turn.conversation.shown
    found = _ASKED.match(" ".join(turn.text.replace("’", "'").split()))
    if not found or turn.of("title") or len(shown) == 1:
        return None
    said = " ".join(found["most"].casefold().replace("-", " ").split())
    kind = named(said)
    pointed = bool(found["list"] or found["asks"]) or bool(_GOES_ON.match(turn.text) and shown)
    if kind is None or (
        not pointed and (_COMPARATIVE.search(said) or (said in _AMBIGUOUS and not found["one"]))
    ):
        return None
    if not shown:
        return Answer(
            Reply(text=phrases.NO_LIST, buttons=[buttons.RECOMMEND, buttons.TRENDING]), turn.conversation
        )
    return answer(turn, assistant, assistant.movies(shown), kind)


def answer(turn: Turn, assistant: Assistant, movies: Sequence[Movie], kind: Measure | Mood) -> Answer:
    """The film of `movies` that has most of `kind`."""
    winners = _by_mood(assistant, movies, kind) if isinstance(kind, Mood) else _by_measure(movies, kind)
    if not winners:
        return Answer(Reply(text=comparison_phrases.cannot_compare(kind.says)), turn.conversation)
    text = (
        comparison_phrases.seems(winners[0], kind.says, sorted(kind.genres))
        if isinstance(kind, Mood)
        else comparison_phrases.comparison(winners, kind.says)
    )
    reply = Reply(
        text=text,
        cards=[cards.full(winners[0], assistant.taste(turn.person))],
        buttons=[buttons.similar(winners[0].id)],
    )
    return Answer(reply, turn.conversation.but(focus=winners[0].id))


def _by_mood(assistant: Assistant, movies: Sequence[Movie], mood: Mood) -> list[Movie]:
    """The film nearest to the mood, those of its genres first."""
    among = only([movie.id for movie in movies], assistant)
    hits = assistant.engine.search(mood.sought, among, len(movies))
    place = {hit.id: rank for rank, hit in enumerate(hits)}
    fitting = [movie for movie in movies if mood.genres.intersection(movie.genres)] or movies
    return sorted(fitting, key=lambda movie: place.get(movie.id, len(place)))[:1]


def _by_measure(movies: Sequence[Movie], measure: Measure) -> list[Movie]:
    known = [(value, movie) for movie in movies if (value := measure.value(movie)) is not None]
    best = max((value for value, _ in known), default=None)
    return [movie for value, movie in known if value == best]
