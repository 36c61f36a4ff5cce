"""More by those who made a film: `anything else by that director?`, `other films with the lead actor of Heat`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from actions import listing, phrases
from actions.constraints import described
from actions.conversation import Request
from actions.replies import Reply
from actions.resolve import Known, resolve
from actions.turn import Answer, Turn
from bot.domain import Movie
from retrieval.filters import Filters
from retrieval.query import Query

if TYPE_CHECKING:
    from bot.assistant import Assistant

_OTHERS: Final = r"\b(?:else|others?|more|another|what|which|films?|movies?|anything|something|all)\b.*\b(?:by|from|of|did|has|with|starring|made)\b"
_DIRECTED: Final = re.compile(
    rf"{_OTHERS}.*\b(?:director|film-?maker|(?:him|her|them|he|she|they)(?= (?:direct|made|make|did)|[?.! ]*$)|same (?:guy|person|woman|man))\b",
    re.IGNORECASE,
)
_STARRED: Final = re.compile(
    rf"{_OTHERS}.*\b(?:the|that|this|same|its)(?: (?:same|lead|main|leading))? (?:actor|actress|star)\b",
    re.IGNORECASE,
)
_ONE_FILM: Final = re.compile(r"^(?:who|what(?:'s| is| was) the name|is|was)\b", re.IGNORECASE)
_LONGEST: Final = 12


def more_by_them(turn: Turn, assistant: Assistant) -> Answer | None:
    """The other films of the director, or of the first of the cast; None where the message asks for something else."""
    if len(turn.text.split()) > _LONGEST or _ONE_FILM.match(turn.text) or turn.of("person"):
        return None
    starred = _STARRED.search(turn.text)
    if not starred and not _DIRECTED.search(turn.text):
        return None
    movie = _film(turn, assistant)
    if movie is None:
        return None
    people = [member.name for member in movie.cast[:1]] if starred else list(movie.directors[:1])
    if not people:
        return None
    if assistant.engine.count(Filters(people=frozenset(people))) < 2:
        return Answer(Reply(text=phrases.only_film(movie, people[0])), turn.conversation)
    query = described(Query("", Filters(people=frozenset(people))))
    request = Request("browse", query, seen=(movie.id,))
    text = phrases.more_with(people[0]) if starred else phrases.more_by(people[0])
    return listing.answer(turn, request, assistant, text)


def _film(turn: Turn, assistant: Assistant) -> Movie | None:
    if turn.of("title") or turn.of("ordinal"):
        meant = resolve(turn, assistant)
        return meant.movie if isinstance(meant, Known) else None
    request, focus = turn.conversation.request, turn.conversation.focus
    if focus is None and request is not None and request.kind == "similar":
        focus = request.movie_id
    return assistant.movie(focus) if focus is not None else None
