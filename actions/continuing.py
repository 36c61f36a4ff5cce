"""Going on with what was asked for in half sentences: `it was in black and white`, `yes, animated`, `from Korea`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import movies, narrowing, refine, vocabulary
from actions.refining import bare_wish
from actions.turn import Answer, Turn
from retrieval.filters import Filters

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LEAD: Final = re.compile(
    r"^(?:(?:yes|yeah|yep|no|nope|nah|hm+|um+|well|oh|ah|ok|okay|right|actually|and|but|also)\b[\s,.!-]*)+",
    re.IGNORECASE,
)
_TELLS: Final = re.compile(
    r"^(?:it(?:'s| is| was| had| has| might| could| must| wasn't| isn't)|i (?:think|believe|guess|am (?:pretty |quite )?sure|remember)|i'm (?:pretty |quite )?sure"
    r"|maybe|perhaps|possibly|probably|definitely|certainly|could be|might be|must be|not sure but)\b",
    re.IGNORECASE,
)
_HALF: Final = frozenset(
    {
        "describe_movie",
        "browse",
        "refine",
        "movie_details",
        "affirm",
        "deny",
        "chitchat",
        "out_of_scope",
        "nlu_fallback",
        "similar_movies",
    }
)
"""Intents that half a sentence about a film is taken for."""
_ATTACHES: Final = re.compile(
    r"^(?:from|in|with|without|by|of|only|just|under|over|set|made)\b", re.IGNORECASE
)
_COMMANDS: Final = re.compile(
    r"^(?:please )?(?:show|find|give|list|recommend|suggest|search|look)\b", re.IGNORECASE
)
_LOST: Final = frozenset({"chitchat", "out_of_scope", "nlu_fallback"})
_MOST_WORDS: Final = 14


def continued(turn: Turn, assistant: Assistant) -> Answer | None:
    """The last request with what the message adds; None where it adds nothing or stands for itself."""
    if (
        not turn.text
        or turn.of("title")
        or turn.of("ordinal")
        or turn.intent not in _HALF
        or "?" in turn.text
    ):
        return None
    if len(turn.text.split()) > _MOST_WORDS:
        return None
    request = turn.conversation.request
    text = turn.text.replace("’", "'").strip()
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    if request is not None and request.kind == "search" and request.query.text and _TELLS.match(rest):
        return narrowing.added(turn, request, rest, assistant)
    rest = bare_wish(rest)
    relative = request is not None and bool(assistant.engine.understand(rest).relative)
    half = (
        relative
        or bool(lead)
        or turn.intent in _LOST
        or (request is not None and bool(_ATTACHES.match(rest)))
    )
    if half and not _COMMANDS.match(rest) and _only_facts(rest, assistant):
        go_on = refine.refine if request is not None else movies.browse
        return go_on(replace(turn, text=rest, intent="refine", entities=()), assistant)
    return None


def _only_facts(text: str, assistant: Assistant) -> bool:
    """Whether `text` is nothing but conditions on films."""
    told = assistant.engine.understand(text)
    return (told.filters != Filters() or bool(told.relative)) and not vocabulary.content_words(told.text)
