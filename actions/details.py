"""One film: its facts, a question about it, and why it was shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, companions, fact_phrases
from actions.asking import choose
from actions.choosing import only
from actions.conversation import Deed, Request
from actions.film_questions import PART, played, reply_to
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.domain import Mark, Movie, Taste

if TYPE_CHECKING:
    from bot.assistant import Assistant

_OF_IT: Final = re.compile(r"\s+in (?:it|that|this|the (?:film|movie))\b|^the ", re.IGNORECASE)
_PART_IN: Final = re.compile(
    r"\bwho (?:plays?|played|is playing|was) (?P<part>.{2,40}?) in (?P<film>[^?!]{2,60})[?!.\s]*$",
    re.IGNORECASE,
)


def movie_details(turn: Turn, assistant: Assistant) -> Answer:
    """The full card; a question in the message is answered first, in one sentence."""
    part = _part(turn, assistant)
    if part is not None:
        return part
    chosen = choose(turn, assistant, changes=False)
    if isinstance(chosen, Answer):
        return chosen
    movie, taste = chosen.movie, assistant.taste(turn.person)
    parts = (
        chosen.remark.strip(),
        reply_to(turn.without("title", "ordinal"), movie),
        _own_state(movie, taste),
    )
    reply = Reply(
        text=" ".join(part for part in parts if part) or f"{movie.label}:",
        cards=[cards.full(movie, taste)],
        buttons=buttons.stars(movie.id),
    )
    return Answer(reply, turn.conversation.but(focus=movie.id, deed=Deed("movie_details", movie.id)))


def _part(turn: Turn, assistant: Assistant) -> Answer | None:
    """Who plays a part in the film named or talked about: the Joker of that question is a part before it is a film."""
    named, asked = _PART_IN.search(turn.text), PART.search(turn.text)
    films = [match.id for match in assistant.titles(named["film"], 1) if match.exact] if named else []
    film = films[0] if films else turn.conversation.focus
    if film is None or not asked:
        return None
    movie = assistant.movie(film)
    told = played(movie, _OF_IT.sub("", named["part"] if named and films else asked["part"]))
    if not told:
        return None
    reply = Reply(text=told, cards=[cards.full(movie, assistant.taste(turn.person))])
    return Answer(reply, turn.conversation.but(focus=movie.id))


def explain(turn: Turn, assistant: Assistant) -> Answer:
    """Why a film was shown: the one named, else the one talked about, else the first shown."""
    context = turn.conversation
    if context.focus is None and context.shown and not (turn.entities or turn.conversation.pending):
        turn = turn.about(context.shown[0], intent=turn.intent, text=turn.text)
    chosen = choose(turn, assistant, changes=False)
    if isinstance(chosen, Answer):
        return chosen
    request = context.request
    words = _asked(request) if request is not None and chosen.movie.id in request.seen else ""
    reason = _for_all(turn, chosen.movie, assistant) or assistant.explain(
        chosen.movie.id, person=turn.person, text=words
    )
    reply = Reply(
        text=chosen.remark + fact_phrases.because(chosen.movie, reason),
        buttons=[
            buttons.details(chosen.movie.id),
            buttons.similar(chosen.movie.id),
            buttons.reject(chosen.movie.id),
        ],
    )
    return Answer(reply, context.but(focus=chosen.movie.id))


def _for_all(turn: Turn, movie: Movie, assistant: Assistant) -> str:
    """How a film of a list for several people suits each of them; empty for other lists."""
    request = turn.conversation.request
    if request is None or request.kind != "together" or movie.id not in request.seen:
        return ""
    members = companions.members(turn.person, request.companions, assistant)
    page = assistant.recommend_for(members, filters=only([movie.id], assistant), k=1)
    return page.suggestions[0].reason if page.suggestions else ""


def _asked(request: Request) -> str:
    """The words of a request as one sentence: what it is about, then its conditions."""
    if request.kind not in ("search", "browse"):
        return ""
    return ", ".join(part for part in (request.query.text, *request.query.notes) if part)


def _own_state(movie: Movie, taste: Taste) -> str:
    rating = next((rating.stars for rating in taste.ratings if rating.movie_id == movie.id), None)
    marks = [
        mark
        for mark, films in ((Mark.SEEN, taste.seen), (Mark.NOT_INTERESTED, taste.not_interested))
        if movie.id in films
    ]
    return fact_phrases.your_state(rating, movie.id in taste.watchlist, marks)
