"""What is said around the films, and when nothing was understood. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from actions import buttons, phrases, talk, vocabulary
from actions.buttons import clipped
from actions.conversation import Pending
from actions.replies import Button, Reply
from actions.turn import Answer, Turn

if TYPE_CHECKING:
    from bot.assistant import Assistant

_START: Final = (buttons.RECOMMEND, buttons.TRENDING, buttons.HELP)
_TITLE_SCORE: Final = 90.0
_SEARCHED: Final = 2000


def greet(turn: Turn, assistant: Assistant) -> Answer:
    """Hello, and what can be done here."""
    known = bool(assistant.taste(turn.person).ratings)
    return _say(turn, talk.WELCOMES_BACK if known else talk.GREETINGS, _START)


@dataclass(frozen=True, slots=True)
class Says:
    """Answers with one of `variants`, whatever the person has said before."""

    variants: Sequence[str]
    offered: Sequence[Button] = ()

    def __call__(self, turn: Turn, _assistant: Assistant) -> Answer:
        """One of the variants, by the number of the turn."""
        return _say(turn, self.variants, self.offered)


goodbye: Final = Says(talk.GOODBYES)
thank: Final = Says(talk.THANKS, (buttons.RECOMMEND,))
help_: Final = Says((talk.HELP,), (buttons.RECOMMEND, buttons.ASK_ME, buttons.TRENDING, buttons.WATCHLIST))
out_of_scope: Final = Says(talk.OUT_OF_SCOPE, _START)
affirm: Final = Says(talk.AFFIRM, (buttons.RECOMMEND, buttons.TRENDING))
"""Yes, but to no question."""
deny: Final = Says(talk.DENY, (buttons.RECOMMEND, buttons.HELP))
"""No, but to no question."""


def chitchat(turn: Turn, _assistant: Assistant) -> Answer:
    """A good-humoured word, then back to films."""
    return _say(turn, talk.chitchat(turn.text), (buttons.RECOMMEND, buttons.ASK_ME))


def fallback(turn: Turn, assistant: Assistant) -> Answer:
    """Not understood: nothing is done, but a search for the words, or the film of that name, is offered."""
    if vocabulary.is_wordless(turn.text):
        return _say(turn, (talk.NOTHING_READ,), (buttons.RECOMMEND, buttons.HELP))
    text = phrases.pick(turn.number, talk.FALLBACK)
    if not turn.text.isascii():
        text = f"{text} {talk.LANGUAGE}"
    named = [
        match for match in assistant.titles(vocabulary.core(turn.text), 2) if match.score >= _TITLE_SCORE
    ]
    offered = [
        buttons.details(match.id, f"{clipped(match.title, 30)} ({match.year})" if match.year else match.title)
        for match in named
    ]
    pending = None
    if vocabulary.content_words(turn.text):
        offered.append(buttons.button(f"Search “{clipped(turn.text, 28)}”", "affirm"))
        text = f"{text} Shall I search for films about {phrases.echo(turn.text)}?"
        pending = Pending("search", said=turn.text[:_SEARCHED])
    reply = Reply(text=text, buttons=[*offered, buttons.HELP])
    return Answer(reply, turn.conversation.but(pending=pending))


def _say(turn: Turn, variants: Sequence[str], offered: Sequence[Button]) -> Answer:
    return Answer(Reply(text=phrases.pick(turn.number, variants), buttons=list(offered)), turn.conversation)
