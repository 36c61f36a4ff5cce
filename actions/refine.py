"""Changing what was asked for, and going on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import buttons, evening_phrases, listing, movies, phrases, vocabulary
from actions.conversation import Request
from actions.refining import bare_wish, lifts, merge
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.groups import YOU

if TYPE_CHECKING:
    from bot.assistant import Assistant


def refine(turn: Turn, assistant: Assistant) -> Answer:
    """The last request with what the message changes; without one, a new description."""
    request = turn.conversation.request
    if vocabulary.is_wordless(turn.text):
        return Answer(Reply(text=phrases.NOTHING_TO_REFINE), turn.conversation)
    if request is None:
        wish = assistant.engine.understand(bare_wish(turn.text))
        if wish.relative and not vocabulary.content_words(wish.text):  # newer than what?
            return Answer(
                Reply(text=phrases.NO_LIST, buttons=[buttons.RECOMMEND, buttons.TRENDING]), turn.conversation
            )
        return movies.describe(turn, assistant)
    change = assistant.engine.understand(bare_wish(turn.text))
    model = (
        assistant.movie(request.movie_id)
        if request.kind == "similar" and request.movie_id is not None
        else None
    )
    shown = assistant.movies(turn.conversation.shown)
    changed = merge(request, change, turn.text, shown or ([model] if model else []), model)
    if _same(changed, request) and not lifts(turn.text):
        return Answer(Reply(text=phrases.NOTHING_TO_REFINE, buttons=[buttons.MORE]), turn.conversation)
    query = changed.query
    told = "" if changed.kind == "search" and changed.movie_id is not None else query.text
    text = phrases.refined(turn.number, query.understood, told)
    if changed.kind == "together":
        names = [one.name for one in changed.companions if one.name != YOU]
        text = evening_phrases.together(names, query.understood, ())
    return listing.answer(turn, changed, assistant, text)


def more_results(turn: Turn, assistant: Assistant) -> Answer:
    """The next page of the last request."""
    request = turn.conversation.request
    if request is None:
        return Answer(
            Reply(text=phrases.NO_LIST, buttons=[buttons.RECOMMEND, buttons.TRENDING]), turn.conversation
        )
    batch = listing.fetch(request, turn, assistant)
    if not batch.suggestions:
        return Answer(
            Reply(text=phrases.END_OF_LIST, buttons=[buttons.RECOMMEND]),
            turn.conversation.but(request=batch.request),
        )
    return listing.show(turn, batch, phrases.more(turn.number), assistant)


def _same(changed: Request, request: Request) -> bool:
    return _wanted(changed) == _wanted(request)


def _wanted(request: Request) -> tuple[object, ...]:
    query = request.query
    return request.kind, query.text, query.filters, query.hints, request.order
