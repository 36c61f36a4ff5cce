"""Every intent and the action that answers it: the one list Rasa's domain must agree with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import anyio.to_thread
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import details, feedback, interview, movies, profile, refine, smalltalk, together
from actions.conversation import from_slots, slot_events
from actions.dialogue import Dialogue, said_kindly
from actions.turn import Answer, Handler, read
from bot.errors import MoviesError

if TYPE_CHECKING:
    from bot.assistant import Assistant

FALLBACK_INTENT: Final = "nlu_fallback"
FALLBACK_ACTION: Final = "action_default_fallback"

HANDLERS: Final[Mapping[str, Handler]] = {
    "describe_movie": movies.describe,
    "browse": movies.browse,
    "recommend": movies.recommend,
    "recommend_together": together.recommend_together,
    "share_taste": together.share_taste,
    "interview": interview.interview,
    "similar_movies": movies.similar,
    "trending": movies.trending,
    "refine": refine.refine,
    "more_results": refine.more_results,
    "movie_details": details.movie_details,
    "explain": details.explain,
    "rate_movie": feedback.rate,
    "mark_seen": feedback.mark_seen,
    "not_interested": feedback.not_interested,
    "undo": feedback.undo,
    "show_watchlist": profile.show_watchlist,
    "add_to_watchlist": profile.add_to_watchlist,
    "remove_from_watchlist": profile.remove_from_watchlist,
    "greet": smalltalk.greet,
    "goodbye": smalltalk.goodbye,
    "thank": smalltalk.thank,
    "help": smalltalk.help_,
    "affirm": smalltalk.affirm,
    "deny": smalltalk.deny,
    "chitchat": smalltalk.chitchat,
    "out_of_scope": smalltalk.out_of_scope,
    FALLBACK_INTENT: smalltalk.fallback,
}


class IntentAction(Action):  # type: ignore[misc]  # the SDK is untyped
    """The Rasa action that answers one intent."""

    def __init__(self, intent: str, dialogue: Dialogue) -> None:
        self._intent = intent
        self._dialogue = dialogue

    def name(self) -> str:
        """`action_<intent>`, and Rasa's own name for the fallback."""
        return action_name(self._intent)

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: DomainDict,  # noqa: ARG002 - Rasa's signature
    ) -> list[EventType]:
        """Answer the latest message and remember what changed."""
        before = from_slots(tracker.slots)
        try:
            turn = read(tracker, self._intent)
        except MoviesError as error:
            answer = Answer(said_kindly(error), before)
        else:
            answer = await anyio.to_thread.run_sync(self._dialogue.respond, turn)
        dispatcher.utter_message(json_message=answer.reply.model_dump())
        if answer.question is not None:
            dispatcher.utter_message(json_message=answer.question.model_dump())
        return slot_events(before, answer.conversation)


def action_name(intent: str) -> str:
    """The action Rasa calls for `intent`."""
    return FALLBACK_ACTION if intent == FALLBACK_INTENT else f"action_{intent}"


def register(executor: ActionExecutor, assistant: Assistant) -> None:
    """Register the action of every intent with `executor`."""
    dialogue = Dialogue(HANDLERS, assistant)
    for intent in HANDLERS:
        executor.register_action(IntentAction(intent, dialogue))
