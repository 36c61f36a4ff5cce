"""The answer to a description: films, how sure they are, and the question that would tell more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from actions import listing, questions, search_phrases
from actions.conversation import Request
from actions.turn import Answer, Turn
from retrieval.confidence import Confidence
from retrieval.foreign import language_of

if TYPE_CHECKING:
    from bot.assistant import Assistant


def search(turn: Turn, request: Request, assistant: Assistant, lead: str = "", remark: str = "") -> Answer:
    """The first page of a search, under `lead` or the usual words after `remark`, and what to ask next."""
    batch = listing.fetch(request, turn, assistant)
    if not batch.suggestions:
        return listing.nothing_fits(turn, request, assistant)
    answer = listing.show(
        turn,
        batch,
        lead or remark + _lead(turn, batch, () if remark else request.query.understood),
        assistant,
    )
    return answer if language_of(turn.text) else questions.asking(answer, batch)


def _lead(turn: Turn, batch: listing.Batch, notes: Sequence[str]) -> str:
    """How sure the answer may sound."""
    query, first = batch.request.query, listing.winner(batch)
    language = language_of(turn.text)
    if first is not None and (not language or first.title.casefold() in turn.text.casefold()):
        return search_phrases.surely(first, notes)
    if language:
        return search_phrases.in_language(language)
    if query.text and not any(found.reason for found in batch.suggestions):
        return search_phrases.lost(turn.text or query.text)
    match batch.confidence:
        case Confidence.SHORTLIST if len(batch.suggestions) > 1:
            return search_phrases.one_of_these(notes)
        case Confidence.UNSURE:
            return search_phrases.unsure(notes)
        case _:
            return search_phrases.found(turn.number, notes, len(batch.suggestions))
