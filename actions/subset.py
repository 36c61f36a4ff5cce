"""Questions about the films shown that some of them answer: `which of these are comedies?`, `any with Brad Pitt?`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, comparison_phrases, vocabulary
from actions.choosing import only
from actions.constraints import described
from actions.conversation import Pending, Request
from actions.pointing import LIST, ONE
from actions.replies import Reply
from actions.superlatives import feeling
from actions.turn import Answer, Turn
from bot.domain import Movie, Suggestion
from retrieval.filters import Filters
from retrieval.query import Query

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LIST: Final = rf"(?:{LIST})"
_ASKED: Final = re.compile(
    r"^(?:(?:and|ok|okay|so|hey|hm+|but|well|please|then|do you know)[\s,]+)*(?:"
    rf"(?:which|what)(?: {ONE})? {_LIST}|(?:which|what) {ONE}(?= (?:are|is|were|was|have|has|star|stars|feature|features|take|takes)\b)"
    rf"|(?:is|are|do|does|have|has|was|were) (?:there )?(?:any|one|some|either|all|none|anyone|anything)(?: {ONE})? {_LIST}"
    rf"|(?:is|are|do|does) (?:these|those|they)|any(?: {ONE})? {_LIST})\s+(?P<asked>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
_AMONG: Final = re.compile(
    rf"^(?:(?:and|ok|okay|so|but|well|please)[\s,]+)*(?:(?:is|are) there |have you )?(?:any|anything|one|ones|some|something|a film|a movie|films|movies)(?: {ONE})?"
    rf"\s+(?P<asked>(?:with|from|in|about|without|set|by|starring|that|where|under|over|made)\b.+?)\s+{_LIST}[\s?.!]*$",
    re.IGNORECASE,
)
_VERB: Final = re.compile(
    r"^(?:that |which )?(?:are|is|were|was|has|have|had|got|do|does|star|stars|starring|feature|features|featuring|take|takes|contain"
    r"|contains|include|includes|play|plays)\b(?: (?:got|set|made|directed|filmed))?",
    re.IGNORECASE,
)
_WITH: Final = frozenset(
    {"has", "have", "had", "star", "stars", "starring", "feature", "features", "featuring", "got", "contain"}
)
_SEEN: Final = re.compile(
    r"\b(?:have|did) i (?:already )?(?:seen|see|watched|watch|rated?|know)\b|\bi(?:'ve| have)? (?:already )?(?:seen|watched|rated)\b",
    re.IGNORECASE,
)


def picked_out(turn: Turn, assistant: Assistant) -> Answer | None:
    """Those of the films shown that are as asked; None where the message is no such question."""
    shown = turn.conversation.shown
    text = " ".join(turn.text.replace("’", "'").split())
    found = _ASKED.match(text) or _AMONG.match(text)
    if len(shown) < 2 or not found or turn.of("title"):
        return None
    movies = assistant.movies(shown)
    if _SEEN.search(found["asked"]):
        return _seen(turn, assistant, movies)
    query = _wanted(turn, found["asked"], assistant)
    moods = map(feeling, re.findall(r"[a-z-]+", found["asked"].casefold()))
    mood = next((mood for mood in moods if mood is not None), None)
    if query.filters == Filters() and mood is not None:
        return _told(
            turn,
            assistant,
            [film for film in movies if mood.genres.intersection(film.genres)],
            replace(query, text=mood.adjective),
        )
    if query.filters != Filters():
        fitting = set(assistant.engine.browse(query.filters.joined(only(shown, assistant)), len(shown)))
        return _told(turn, assistant, [film for film in movies if film.id in fitting], query)
    if not vocabulary.content_words(query.text):
        return None
    fitting = {film.id for film in movies if assistant.engine.matches(query.text, film.id)}
    return _told(turn, assistant, [film for film in movies if film.id in fitting], query)


def _wanted(turn: Turn, asked: str, assistant: Assistant) -> Query:
    """What is asked of the films, with names that Rasa found where the engine finds none."""
    verb = _VERB.match(asked)
    lead = "with " if verb and _WITH.intersection(verb[0].casefold().split()) else ""
    words = re.sub(
        r"\s+in (?:it|them)$", "", asked[verb.end() :] if verb else asked, flags=re.IGNORECASE
    ).strip()
    query = assistant.engine.understand(f"{lead}{words}")
    people = frozenset(str(entity.value) for entity in turn.of("person"))
    if people and not query.filters.people:
        query = replace(query, filters=replace(query.filters, people=people))
    return described(query)


def _told(turn: Turn, assistant: Assistant, fitting: Sequence[Movie], query: Query) -> Answer:
    asked = ", ".join(query.notes) if query.filters != Filters() else ""
    taste = assistant.taste(turn.person)
    said = comparison_phrases.those(fitting, asked or query.text) if fitting else ""
    if len(fitting) == 1:  # the list stays what ordinals point into
        reply = Reply(
            text=said, cards=[cards.full(fitting[0], taste)], buttons=[buttons.similar(fitting[0].id)]
        )
        return Answer(reply, turn.conversation.but(focus=fitting[0].id))
    if fitting:
        reply = Reply(text=said, cards=cards.listed([Suggestion(film, 0.0) for film in fitting], taste))
        return Answer(reply, turn.conversation.but(shown=tuple(film.id for film in fitting), focus=None))
    wider = _wider(turn.conversation.request, query)
    others = assistant.engine.count(wider.query.filters) if wider else 0
    pending = Pending("relax", requests=(wider,)) if wider and others else None
    reply = Reply(
        text=comparison_phrases.none_of_them(asked, others),
        buttons=[buttons.button("Yes, others", "affirm"), buttons.NO] if pending else [buttons.MORE],
    )
    return Answer(reply, turn.conversation.but(pending=pending))


def _wider(request: Request | None, query: Query) -> Request | None:
    """The request with what is asked added to it."""
    if request is None or query.filters == Filters():
        return None
    kind = "recommend" if request.kind == "trending" else request.kind
    filters = request.query.filters.updated(query.filters)
    return replace(
        request, kind=kind, query=described(replace(request.query, filters=filters)), offset=0, seen=()
    )


def _seen(turn: Turn, assistant: Assistant, movies: Sequence[Movie]) -> Answer:
    taste = assistant.taste(turn.person)
    known = {*taste.seen, *(rating.movie_id for rating in taste.ratings)}
    reply = Reply(
        text=comparison_phrases.seen_of([film for film in movies if film.id in known]), buttons=[buttons.MORE]
    )
    return Answer(reply, turn.conversation)
