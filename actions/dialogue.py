"""One turn of the conversation: a waiting question first, then the handler, and errors said kindly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actions import buttons, comparing, pending, phrases, together
from actions.replies import Reply
from actions.turn import Answer, Handler, Turn
from bot.errors import MoviesError, NothingToUndo, UnknownMovie, UnknownPerson

if TYPE_CHECKING:
    from bot.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Answers turns with the handlers of their intents."""

    handlers: Mapping[str, Handler]
    assistant: Assistant

    def respond(self, turn: Turn) -> Answer:
        """The answer to `turn`. Blocks on the database and the engine: run it in a worker thread."""
        waiting = turn.conversation.pending
        turn = replace(turn, conversation=turn.conversation.but(pending=None))
        try:
            if waiting is not None:
                outcome = pending.answer(turn, waiting, self.assistant)
                if isinstance(outcome, Answer):
                    return outcome
                turn = outcome or turn
            comparison = comparing.compared(turn, self.assistant)
            if comparison is not None:
                return comparison
            if together.concerns(turn):
                turn = replace(turn, intent="recommend_together")
            return self.handlers[turn.intent](turn, self.assistant)
        except MoviesError as error:
            return Answer(said_kindly(error), turn.conversation)


def said_kindly(error: MoviesError) -> Reply:
    """An error of the domain as a person should hear it."""
    match error:
        case UnknownMovie():
            return Reply(text=phrases.STALE_FILM, buttons=[buttons.RECOMMEND])
        case UnknownPerson():
            return Reply(text=phrases.STALE_SESSION)
        case NothingToUndo():
            return Reply(text=phrases.NOTHING_TO_UNDO, buttons=[buttons.RECOMMEND])
        case _:
            return Reply(text=str(error))
