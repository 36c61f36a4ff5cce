"""What the person has told so far: the ratings as a list, and taking one of them back by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, profile_phrases
from actions.asking import choose
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.domain import Suggestion

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LIST: Final = re.compile(
    r"^(?:(?:please|can you|could you|show|list|tell|give|me|what(?:'s| are| is)?|see|i want to see|all|of)\s+)*(?:my|the|all) (?:own )?"
    r"(?:ratings?|rated (?:films|movies)|stars i gave|rating history|profile|taste)(?: so far| please| again)?[\s?.!]*$"
    r"|^(?:what|which|show me (?:what|which|all)|list)(?: films| movies| ones)? (?:have|did|do|i've)?\s?(?:i )?(?:have |already )*(?:rated?|voted|liked?|given stars)(?: so far| already| before| to)?[\s?.!]*$"
    r"|^(?:so )?what (?:do|have) you (?:know|learned|learnt|remember)(?: already| so far)? (?:about|of) (?:me|my taste|what i like)[\s?.!]*$",
    re.IGNORECASE,
)
_FORGET: Final = re.compile(
    r"\b(?:delete|remove|forget|erase|clear|cancel|take (?:back|away))\s+(?:my |the )?(?:rating|stars?|score|vote|thumbs? up|thumbs? down)\s+(?:for|of|on|from|to)\b|\bun-?rate\b",
    re.IGNORECASE,
)
_EVERYTHING: Final = re.compile(
    r"\b(?:forget|delete|erase|reset|clear|wipe)\s+(?:everything|all|me|my (?:data|profile|account|taste|history|ratings|watchlist|list))\b",
    re.IGNORECASE,
)
_LISTED: Final = 10


def asked_of_profile(turn: Turn, assistant: Assistant) -> Answer | None:
    """The ratings kept, or one of them taken back; None where the message asks for something else."""
    text = " ".join(turn.text.replace("’", "'").split())
    if _LIST.match(text):
        return _listed(turn, assistant)
    if _FORGET.search(text):
        return _forgotten(turn, assistant)
    if _EVERYTHING.search(text) and not turn.of("title") and turn.intent != "describe_movie":
        return Answer(
            Reply(text=profile_phrases.ONE_BY_ONE, buttons=[buttons.UNDO, buttons.WATCHLIST]),
            turn.conversation,
        )
    return None


def _listed(turn: Turn, assistant: Assistant) -> Answer:
    rated, taste = assistant.ratings(turn.person), assistant.taste(turn.person)
    if not rated:
        reply = Reply(text=profile_phrases.nothing_rated(taste), buttons=[buttons.ASK_ME, buttons.RECOMMEND])
        return Answer(reply, turn.conversation)
    listed = [
        Suggestion(movie, 0.0, profile_phrases.given(rating.stars)) for movie, rating in rated[:_LISTED]
    ]
    reply = Reply(
        text=profile_phrases.ratings(len(rated), len(listed), taste),
        cards=cards.listed(listed, taste),
        buttons=[buttons.WATCHLIST],
    )
    shown = tuple(found.movie.id for found in listed)
    return Answer(
        reply, turn.conversation.but(shown=shown, focus=shown[0] if len(shown) == 1 else None, request=None)
    )


def _forgotten(turn: Turn, assistant: Assistant) -> Answer:
    chosen = choose(turn, assistant, changes=True)
    if isinstance(chosen, Answer):  # no question may wait: its answer would be taken for another command
        return Answer(Reply(text=profile_phrases.WHOSE_RATING), turn.conversation)
    former = next(
        (one.stars for one in assistant.taste(turn.person).ratings if one.movie_id == chosen.movie.id), None
    )
    if former is not None:
        assistant.unrate(turn.person, chosen.movie.id)
    reply = Reply(
        text=profile_phrases.unrated(chosen.movie, former),
        buttons=[buttons.UNDO] if former is not None else [buttons.RECOMMEND],
    )
    return Answer(reply, turn.conversation.but(focus=chosen.movie.id))
