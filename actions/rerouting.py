"""What a message means on the films shown, which its words alone do not tell: `the second one but funnier`, `not the first`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import buttons, change_phrases, listing, ordinals, phrases, several
from actions.constraints import described
from actions.conversation import Request
from actions.feedback import mark_seen
from actions.pointing import spread
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.domain import Movie

if TYPE_CHECKING:
    from bot.assistant import Assistant

_FLAGS: Final = re.IGNORECASE
_ON_SEVERAL: Final = frozenset(
    {"rate_movie", "mark_seen", "not_interested", "add_to_watchlist", "remove_from_watchlist"}
)
_ASKS_FOR_FILMS: Final = frozenset({"refine", "similar_movies", "more_results"})
_CHANGED: Final = re.compile(
    r"^(?:(?:ok|okay|and|so|hm+|please|something|anything|another|one|films?|movies?|more|give me|show me|find me|i(?: want|'d like))[\s,]+)*"
    r"(?:(?:similar to|like|as)\s+)?(?:the\s+)?(?:one\s+)?[\s,]*(?:but|only|just)\b",
    _FLAGS,
)
_LEFT_OUT: Final = re.compile(
    r"^(?:(?:ok|okay|and|but|so|please|the same|same|all|all of them|everything|anything|these|show me)[\s,]+)*"
    r"(?:without|not|minus|except(?: for)?|leave out|but not|excluding|apart from)\s*(?:the\s*)?(?:one|film|movie)?[\s.!,]*(?:please)?[\s.!]*$",
    _FLAGS,
)
_MORE_OF_THEM: Final = re.compile(
    r"^(?:(?:ok|okay|and|please|show me|give me|some|i want|find)\s+)*more\s+(?:films?\s+|movies?\s+|ones?\s+)?like\s+(?:these|those|them|this|that)"
    r"(?:\s+(?:please|ones?|films?|movies?))*[\s.!?]*$",
    _FLAGS,
)
_THEM: Final = re.compile(r"\b(?:these|those|them)\b", _FLAGS)
_DIFFERENT: Final = re.compile(
    r"^(?:(?:ok|okay|no|and|please|show me|give me|i want|i'd like|let's (?:try|see))[\s,]+)*(?:something|anything|some films?)\s+(?:(?:completely|totally|entirely"
    r"|very|quite|a bit|altogether)\s+)?(?:different|other)(?:\s+(?:please|now|instead|then))*[\s.!?]*$",
    _FLAGS,
)
_NONE: Final = re.compile(
    r"^(?:(?:no|nope|hm+|sorry|ok|okay|nah)[\s,.!]*)*(?:(?:none|neither|not any|not one|nothing) (?:of )?(?:these|those|them)|not (?:these|those|this one|that one|it|them)"
    r"|(?:that|it|this)(?:'s| is| was) not (?:it|the one|what i meant|right|the film)|(?:these|those|they)(?: are|'re) not (?:it|right|what i want\w*)"
    r"|(?:i )?(?:really )?(?:do ?n't|do not) (?:like|want) (?:any of |all of )?(?:these|those|them)|(?:i )?hate (?:all (?:of )?)?(?:these|those|them)(?: all)?"
    r"|(?:another|a different|some other|other)(?: one| film| movie| ones| films)?(?: please)?)[\s.!]*$",
    _FLAGS,
)
_SOME_FILMS: Final = re.compile(
    r"^(?:please |ok |just )*(?:show|give|find|recommend|suggest)(?: me| us)? (?:just |only )?(?:\d{1,2}|one|two|three|four|five|a couple of) (?:good |nice )?(?:films?|movies?)(?: please)?[\s.!]*$"
    r"|^(?:just|only) (?:one|a) (?:film|movie)(?: please)?[\s.!]*$",
    _FLAGS,
)
_SEEN_ALL: Final = re.compile(
    r"^(?:(?:no|sorry|but|ok|hm+)[\s,.]*)*(?:i(?:'ve| have)?|we(?:'ve| have)?)\s+(?:already\s+)?(?:seen|watched|know)\s+"
    r"(?:all (?:of )?(?:these|those|them)|(?:these|those|them)(?: all)?|all five|every one of them)(?: already| before)?[\s.!]*$",
    _FLAGS,
)


def rerouted(turn: Turn, assistant: Assistant) -> Turn | Answer:
    """`turn` as it is meant on the table, or the answer; a message that stands for itself comes back as it is."""
    context = turn.conversation
    if _SOME_FILMS.match(turn.text):
        return replace(turn, intent="recommend")
    if not turn.text:
        return turn
    text = " ".join(turn.text.replace("’", "'").split())
    if context.shown and _SEEN_ALL.search(text):
        return _seen_all(turn, assistant)
    if context.request is not None and _NONE.match(text):
        return _next(turn, context.request, assistant)
    if turn.intent in _ON_SEVERAL:
        turn = spread(turn)
    if turn.of("title"):
        return turn
    places = turn.of("ordinal")
    if places and not context.shown and turn.intent in _ASKS_FOR_FILMS:
        return Answer(
            Reply(text=phrases.out_of_range(0), buttons=[buttons.RECOMMEND, buttons.TRENDING]),
            turn.conversation,
        )
    if len(places) == 1 and turn.intent not in _ON_SEVERAL - {"not_interested"}:
        around = turn.without("ordinal")
        if _CHANGED.match(around):
            return replace(turn, intent="similar_movies")
        place = ordinals.parse(places[0].value)
        index = ordinals.pick(place, len(context.shown)) if place is not None else None
        if index is not None and context.request is not None and _LEFT_OUT.match(around):
            return _without(turn, context.request, assistant.movie(context.shown[index]), assistant)
    if (
        context.request is not None
        and _MORE_OF_THEM.match(text)
        and (context.focus is None or _THEM.search(text))
    ):
        return replace(turn, intent="more_results")
    if _DIFFERENT.match(text):
        return _different(turn, context.shown, assistant)
    return turn


def _without(turn: Turn, request: Request, movie: Movie, assistant: Assistant) -> Answer:
    """The same list without one of its films, of which nothing is kept."""
    filters = request.query.filters
    filters = replace(filters, without_ids=filters.without_ids | {movie.id})
    request = replace(
        request, query=described(replace(request.query, filters=filters)), offset=0, seen=_model(request)
    )
    return listing.answer(turn, request, assistant, phrases.without_film(movie))


def _model(request: Request) -> tuple[int, ...]:
    """The film that a request is for the like of, which is not shown itself."""
    return (request.movie_id,) if request.movie_id is not None else ()


def _next(turn: Turn, request: Request, assistant: Assistant) -> Answer:
    """The next page in the place of one that did not please."""
    batch = listing.fetch(request, turn, assistant)
    if not batch.suggestions:
        return Answer(
            Reply(text=phrases.END_OF_LIST, buttons=[buttons.RECOMMEND]),
            turn.conversation.but(request=batch.request),
        )
    return listing.show(turn, batch, phrases.NOT_THESE, assistant)


def _different(turn: Turn, shown: Sequence[int], assistant: Assistant) -> Answer:
    request = Request("recommend", seen=tuple(shown))
    return listing.answer(turn, request, assistant, phrases.SOMETHING_ELSE)


def _seen_all(turn: Turn, assistant: Assistant) -> Answer:
    """Every film shown is marked as seen, and the next ones come."""
    context = turn.conversation
    parts = [turn.about(film, intent="mark_seen") for film in context.shown]
    marked = several.each(parts, lambda part: mark_seen(part, assistant, many=True))
    text = change_phrases.seen_all(len(parts))
    if context.request is None:
        return Answer(marked.reply.model_copy(update={"text": text}), marked.conversation)
    batch = listing.fetch(context.request, turn, assistant)
    if not batch.suggestions:
        return Answer(
            marked.reply.model_copy(update={"text": f"{text} {phrases.END_OF_LIST}"}), marked.conversation
        )
    return listing.show(turn, batch, f"{text} {phrases.more(turn.number)}", assistant)
