"""Getting to know a newcomer: a few films to say a word about, then recommendations."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import buttons, evening_phrases, listing, stars
from actions.conversation import Pending, Request
from actions.replies import Reply
from actions.stars import Stars, Thumb
from actions.turn import Answer, Turn
from bot.interview import DISLIKED, FAIR, LOVED, QUESTIONS

if TYPE_CHECKING:
    from bot.assistant import Assistant

_UNSEEN: Final = "unseen"
_STOP: Final = "stop"
_FLAGS: Final = re.IGNORECASE
_NOT_SEEN: Final = re.compile(
    r"\b(?:haven['’]?t|have not|never|not|didn['’]?t|did not) (?:\w+ )?(?:seen|watch(?:ed)?|heard|see)\b"
    r"|\b(?:don['’]?t|do not) (?:know|remember)\b|^(?:no|nope|nah|skip|next|pass|not yet|no idea|unseen|never)\b[\w ]{0,12}[.! ]*$",
    _FLAGS,
)
_STOPS: Final = re.compile(
    r"^(?:please )?(?:stop|enough|quit|cancel|end|finish|done|i['’]?m done|no more|that['’]?s (?:it|enough|all)|later"
    r"|never ?mind|let['’]?s stop|forget it)\b",
    _FLAGS,
)
_WHY: Final = re.compile(
    r"^(?:but |and )?(?:why|what for|how come|what(?:'s| is) (?:this|that) for)\b", _FLAGS
)
_YES: Final = re.compile(
    r"^(?:yes|yeah|yep|yup|sure|ok|okay|of course|i (?:have|did)|seen it)[\s,.!]*$", _FLAGS
)
_FAIR: Final = re.compile(
    r"^(?:(?:it|that) (?:was|is)|it['’]?s|was|kind of|just|yes,?|yeah,?)?\s*(?:just |pretty |kinda )?"
    r"(?:ok|okay|so[- ]so|alright|all right|fine|average|decent|not bad|fair|meh|mediocre|nothing special)\b",
    _FLAGS,
)


def interview(turn: Turn, assistant: Assistant) -> Answer:
    """Start asking; a button of an earlier question is an answer all the same."""
    if turn.movie_id is None:
        return _ask(turn, assistant, Pending("interview", intent="interview"), evening_phrases.START)
    return _kept(turn, assistant, Pending("interview", intent="interview", candidates=(turn.movie_id,)))


def continued(turn: Turn, pending: Pending, assistant: Assistant) -> Answer | None:
    """The answer to the question that waits; None where the person talks of something else."""
    current = pending.candidates[0]
    if turn.intent == "interview" and turn.movie_id is not None:
        return _kept(turn, assistant, pending)
    if turn.movie_id is not None or turn.intent == "undo" or _other_film(turn, assistant, current):
        return None
    if _STOPS.match(turn.text):
        return _finish(turn, assistant, pending, evening_phrases.NOT_KEPT)
    if _WHY.match(turn.text):
        return _ask(turn, assistant, pending, evening_phrases.WHY_I_ASK, current)
    agreed = turn.intent == "affirm" and not turn.of("rating")
    if agreed and (_YES.match(turn.text) or not _FAIR.match(turn.text)):
        return _ask(turn, assistant, pending, evening_phrases.HOW_WAS_IT, current)
    said = _said(turn)
    return None if said is None else _kept(replace(turn, entities=()), assistant, pending, said)


def _kept(turn: Turn, assistant: Assistant, pending: Pending, said: float | str | None = None) -> Answer:
    """Keep an answer, then ask the next question, or the same where an older one was answered."""
    film = turn.movie_id if turn.movie_id is not None else pending.candidates[0]
    said = turn.rating if said is None else said
    if said == _STOP:
        return _finish(turn, assistant, pending, evening_phrases.NOT_KEPT)
    movie, value = assistant.movie(film), float(said) if isinstance(said, int | float) else None
    if value is not None:
        assistant.rate(turn.person, film, value)
    remark = evening_phrases.answered(movie, value)
    if film != pending.candidates[0]:
        return _ask(turn, assistant, pending, remark, pending.candidates[0])
    unseen = pending.unseen if value is not None else (*pending.unseen, film)
    told = replace(pending, asked=pending.asked + 1, unseen=unseen, candidates=())
    if told.asked >= QUESTIONS:
        return _finish(turn, assistant, told, remark)
    return _ask(turn, assistant, told, remark)


def _ask(
    turn: Turn, assistant: Assistant, pending: Pending, remark: str = "", film: int | None = None
) -> Answer:
    movie = assistant.movie(film) if film is not None else assistant.interview(turn.person, pending.unseen)
    if movie is None:
        return _finish(turn, assistant, pending, remark)
    reply = Reply(
        text=evening_phrases.question(pending.asked + 1, QUESTIONS, movie, remark),
        buttons=[
            buttons.interview("Loved it", movie.id, LOVED),
            buttons.interview("It was OK", movie.id, FAIR),
            buttons.interview("Didn't like it", movie.id, DISLIKED),
            buttons.interview("Haven't seen it", movie.id, _UNSEEN),
            buttons.interview("Stop", movie.id, _STOP),
        ],
    )
    waiting = replace(pending, candidates=(movie.id,))
    return Answer(reply, turn.conversation.but(focus=movie.id, pending=waiting))


def _finish(turn: Turn, assistant: Assistant, pending: Pending, remark: str) -> Answer:
    kept = len(assistant.taste(turn.person).ratings)
    answer = listing.answer(turn, Request("recommend"), assistant, evening_phrases.finished(kept, remark))
    if pending.asked == len(pending.unseen):
        return answer
    offered = [*answer.reply.buttons, buttons.UNDO]
    return replace(answer, reply=answer.reply.model_copy(update={"buttons": offered}))


def _said(turn: Turn) -> float | str | None:
    """An answer in words: stars, or that the film was not seen."""
    if _NOT_SEEN.search(turn.text):
        return _UNSEEN
    if _FAIR.match(turn.text):
        return FAIR
    match stars.read(turn):
        case Stars(value):
            return value
        case Thumb(up):
            return LOVED if up else DISLIKED
    return _UNSEEN if turn.intent == "deny" else None


def _other_film(turn: Turn, assistant: Assistant, current: int) -> bool:
    """Whether the message names a film, and not the one asked about."""
    for title in turn.of("title"):
        exact = [match.id for match in assistant.titles(turn.said(title)) if match.exact]
        if exact and current not in exact:
            return True
    return False
