"""One turn of the conversation: a waiting question first, then the handler, and errors said kindly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from actions import buttons, correcting, pending, phrases, ratings_said, together
from actions.choosing import chosen
from actions.comparing import compared
from actions.continuing import continued
from actions.makers import more_by_them
from actions.my_ratings import asked_of_profile
from actions.replies import Reply
from actions.rerouting import rerouted
from actions.subset import picked_out
from actions.turn import Answer, Handler, Turn
from actions.versus import versus
from bot.errors import MoviesError, NothingToUndo, UnknownMovie, UnknownPerson
from retrieval.foreign import language_of

if TYPE_CHECKING:
    from bot.assistant import Assistant

_ABOUT_FILMS: Final = (compared, chosen, picked_out, versus, more_by_them, asked_of_profile, continued)
"""Questions about films on the table, which no intent knows apart from others: each answers, or does not."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Answers turns with the handlers of their intents."""

    handlers: Mapping[str, Handler]
    assistant: Assistant

    def respond(self, turn: Turn) -> Answer:
        """The answer to `turn`. Blocks on the database and the engine: run it in a worker thread."""
        waiting, deed = turn.conversation.pending, turn.conversation.deed
        turn = replace(turn, conversation=turn.conversation.but(pending=None, deed=None))
        try:
            outcome = pending.answer(turn, waiting, self.assistant) if waiting is not None else None
            if outcome is None:
                outcome = correcting.corrected(turn, self.assistant, deed)
            if isinstance(outcome, Answer):
                return outcome
            turn = outcome or turn
            meant = rerouted(turn, self.assistant)
            if isinstance(meant, Answer):
                return meant
            turn = meant
            if turn.intent in ("out_of_scope", "nlu_fallback", "chitchat") and language_of(turn.text):
                turn = replace(turn, intent="describe_movie")
            for about_films in _ABOUT_FILMS:
                told = about_films(turn, self.assistant)
                if told is not None:
                    return told
            if turn.intent != "rate_movie" and ratings_said.certain(turn, self.assistant):
                turn = replace(turn, intent="rate_movie")
            elif turn.intent == "recommend_together" and turn.text and together.means_one(turn):
                turn = replace(turn, intent="recommend")
            elif together.concerns(turn):
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
