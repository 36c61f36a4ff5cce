"""Picking one of the films shown for the person: `which one should I start with?`, `you choose`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, comparison_phrases
from actions.pointing import LIST, ONE
from actions.replies import Reply
from actions.turn import Answer, Turn
from retrieval.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.assistant import Assistant

_LEAD: Final = (
    r"(?:(?:and|ok|okay|so|hey|hm+|but|well|please|then|now|can you|could you|i (?:don'?t|do not) know|(?:i )?can'?t decide"
    r"|just|tell me)[\s,.]+)*"
)
_WATCH: Final = r"(?:start with|begin with|watch(?: first| tonight| now)?|see(?: first| tonight)?|pick|choose|go (?:for|with)|take|try(?: first)?)"
_WHO: Final = r"(?:should i|shall i|do i|would i|should we|shall we|do we|must i|can i|would you|do you(?: think)?|will i)"
_ASKED: Final = re.compile(
    rf"^{_LEAD}(?:"
    rf"(?:which(?: ones?)?(?: {LIST})?|(?:which|what)(?: {ONE})? {LIST}),? {_WHO} (?:(?:i|we) )?(?:should |would )?(?:most |rather )?"
    rf"(?:{_WATCH}|recommend(?: most| the most)?|suggest|prefer|like(?: most| best)?)(?: {LIST})?"
    rf"|(?:which|what)(?: {ONE})?(?: {LIST})?(?: is|'s| would be| do you think is|'d be) "
    r"(?:for me|right for me|best for me|the best for me|the one for me|your (?:pick|choice|favou?rite)|worth (?:it|watching|seeing))"
    rf"|(?:pick|choose|select|take|decide on) (?:me )?(?:just )?(?:one|a film|a movie)(?: {LIST})?(?: for (?:me|us|tonight))?(?: {LIST})?"
    r"|(?:you|u) (?:choose|pick|decide)(?: (?:one|for me))?|(?:choose|pick|decide) for me|your (?:pick|choice)|what(?:'s| is) your (?:pick|choice)"
    r"|where (?:should|do|shall) i (?:start|begin)|what should i (?:start|begin) with"
    r")(?: then| first| tonight| please| for me)*[\s?.!]*$",
    re.IGNORECASE,
)


def chosen(turn: Turn, assistant: Assistant) -> Answer | None:
    """One of the films shown, by the person's taste; None where the message does not ask to choose."""
    shown = turn.conversation.shown
    if len(shown) < 2 or turn.of("title") or not _ASKED.match(" ".join(turn.text.replace("’", "'").split())):
        return None
    page = assistant.recommend(person=turn.person, filters=only(shown, assistant), k=1)
    if not page.suggestions:
        return Answer(
            Reply(text=comparison_phrases.ALL_KNOWN, buttons=[buttons.MORE, buttons.RECOMMEND]),
            turn.conversation,
        )
    found = page.suggestions[0]
    reply = Reply(
        text=comparison_phrases.start_with(found.movie, found.reason),
        cards=[cards.full(found.movie, assistant.taste(turn.person))],
        buttons=[buttons.similar(found.movie.id)],
    )
    return Answer(reply, turn.conversation.but(focus=found.movie.id))


def only(films: Collection[int], assistant: Assistant) -> Filters:
    """Conditions that no film meets but these."""
    return Filters(without_ids=frozenset(assistant.engine.ids.tolist()).difference(films))
