"""Lists of films: one page of a request as cards, the next page, and what to say when nothing fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, companions, phrases
from actions.constraints import conditions, described
from actions.conversation import Pending, Request
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.domain import Movie, Page, Suggestion
from retrieval.confidence import Confidence
from retrieval.questions import Question

if TYPE_CHECKING:
    from bot.assistant import Assistant

PAGE: Final = 5
_MOST_OPTIONS: Final = 3
_MOST_DROPPED: Final = 3
_CLEARLY_LESS: Final = 0.72  # of the first score: a second that far behind is another film altogether
_MOST_REMEMBERED: Final = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """The next films of a request, and the request as it stands after them.

    `confidence` and `question` are those of the first page where one film is looked for.
    """

    suggestions: tuple[Suggestion, ...]
    request: Request
    more: bool
    confidence: Confidence | None = None
    question: Question | None = None


def fetch(request: Request, turn: Turn, assistant: Assistant) -> Batch:
    """The next `PAGE` films of `request` that were not shown for it before."""
    fresh: list[Suggestion] = []
    offset, more = request.offset, True
    confidence: Confidence | None = None
    question: Question | None = None
    while more and len(fresh) < PAGE:
        wanted = PAGE - len(fresh)
        page = _page(request, turn, assistant, k=wanted, offset=offset)
        offset += wanted
        more = page.more
        confidence, question = confidence or page.confidence, question or page.question
        fresh += [found for found in page.suggestions if found.movie.id not in request.seen]
    seen = (*request.seen, *(found.movie.id for found in fresh))[-_MOST_REMEMBERED:]
    return Batch(tuple(fresh), replace(request, offset=offset, seen=seen), more, confidence, question)


def show(turn: Turn, batch: Batch, text: str, assistant: Assistant) -> Answer:
    """The films of `batch` as numbered cards under `text`; ordinals and "more" go on from here."""
    shown = tuple(found.movie.id for found in batch.suggestions)
    reply = Reply(
        text=text,
        cards=cards.listed(batch.suggestions, assistant.taste(turn.person)),
        buttons=[buttons.MORE] if batch.more else [],
    )
    focus = shown[0] if len(shown) == 1 or winner(batch) else None
    return Answer(reply, turn.conversation.but(shown=shown, focus=focus, request=batch.request))


def winner(batch: Batch) -> Movie | None:
    """The film that a first page of search results leaves no doubt about."""
    found = batch.suggestions
    if batch.request.kind != "search" or not batch.request.query.text or len(batch.request.seen) > len(found):
        return None
    if batch.confidence is not None:
        return found[0].movie if found and batch.confidence is Confidence.SURE else None
    if len(found) < 2 or found[0].score <= 0 or found[1].score > _CLEARLY_LESS * found[0].score:
        return None
    return found[0].movie


def nothing_fits(turn: Turn, request: Request, assistant: Assistant) -> Answer:
    """Say so, and offer what would have to go for films to fit."""
    options = _relaxations(request, assistant)
    reply = Reply(
        text=phrases.nothing_fits(request.query.notes, [(dropped, count) for dropped, count, _ in options]),
        buttons=[
            buttons.button(phrases.without(dropped), "affirm", ordinal=place)
            for place, (dropped, _, _) in enumerate(options, start=1)
        ]
        or [buttons.RECOMMEND, buttons.HELP],
    )
    pending = Pending("relax", requests=tuple(eased for _, _, eased in options)) if options else None
    return Answer(reply, turn.conversation.but(request=request, pending=pending))


def _relaxations(request: Request, assistant: Assistant) -> list[tuple[tuple[str, ...], int, Request]]:
    """What to drop, how many films that leaves, and the request then: as few conditions as it takes."""
    given = conditions(request.query)
    for size in range(1, min(len(given), _MOST_DROPPED) + 1):
        options = []
        for dropped in combinations(given, size):
            filters = reduce(lambda left, condition: condition.lift(left), dropped, request.query.filters)
            count = assistant.engine.count(filters)
            if count:
                eased = described(replace(request.query, filters=filters))
                notes = tuple(condition.note for condition in dropped)
                options.append((notes, count, replace(request, query=eased, offset=0, seen=())))
        if options:
            return sorted(options, key=lambda option: -option[1])[:_MOST_OPTIONS]
    return []


def answer(turn: Turn, request: Request, assistant: Assistant, text: str) -> Answer:
    """A first page under `text`, or the reason why there is none."""
    batch = fetch(request, turn, assistant)
    return show(turn, batch, text, assistant) if batch.suggestions else nothing_fits(turn, request, assistant)


def relaxed(turn: Turn, assistant: Assistant, request: Request) -> Answer:
    """The films of a request after a condition was given up."""
    query = request.query
    return answer(turn, request, assistant, phrases.refined(turn.number, query.understood, query.text))


def _page(request: Request, turn: Turn, assistant: Assistant, *, k: int, offset: int) -> Page:
    person, query = turn.person, request.query
    match request.kind:
        case "search":
            return assistant.search_query(query, person=person, k=k, offset=offset, asked=request.asked)
        case "browse":
            return assistant.browse(
                query.filters, person=person, order=request.order, k=k, offset=offset, notes=query.notes
            )
        case "recommend":
            return assistant.recommend(
                person=person, filters=query.filters, text=query.text, k=k, offset=offset
            )
        case "together":
            return assistant.recommend_for(
                companions.members(turn.person, request.companions, assistant),
                filters=query.filters,
                text=query.text,
                k=k,
                offset=offset,
            )
        case "similar" if request.movie_id is not None:
            return assistant.similar(
                request.movie_id, person=person, filters=query.filters, k=k, offset=offset
            )
        case _:
            return assistant.trending(person=person, k=k, offset=offset)
