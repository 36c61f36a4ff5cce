"""Answers to a question that waits. What is no answer drops the question and is taken for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import interview, listing, narrowing, ordinals, phrases, stars, together, vocabulary
from actions.asking import ask_which
from actions.conversation import Pending
from actions.pointing import spread
from actions.replies import Reply
from actions.resolve import among, year_said
from actions.turn import Answer, Entity, Turn
from bot.domain import Movie

if TYPE_CHECKING:
    from bot.assistant import Assistant

_YEAR: Final = re.compile(r"\b(?:18|19|20)\d\d\b")
_PLACE: Final = re.compile(
    r"#?\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:first|second|third|fourth|fifth|last)\b", re.IGNORECASE
)
_BY_AGE: Final = re.compile(
    r"^(?:no,? )?(?:the )?(?:(?P<new>newer|newest|latest|recent|remake|modern|new)"
    r"|(?P<old>older|oldest|original|earlier|earliest|old|classic))(?: one| film| movie| version)?[.! ]*$",
    re.IGNORECASE,
)
_UNCLEAR: Final = frozenset({"nlu_fallback", "affirm", "deny", "chitchat", "out_of_scope"})
_TITLE_SCORE: Final = 80.0
_NEITHER: Final = re.compile(
    r"^(?:neither|none|nothing|no|cancel|stop|forget it|never ?mind)\b[\w ]{0,20}[.! ]*$", re.IGNORECASE
)


def answer(turn: Turn, pending: Pending, assistant: Assistant) -> Turn | Answer | None:
    """What `turn` makes of `pending`: a command ready to go, a reply, or None where it is no answer."""
    match pending.kind:
        case "which_film":
            return _which_film(turn, pending, assistant)
        case "confirm_film":
            return _confirm_film(turn, pending, assistant)
        case "stars":
            return _stars(turn, pending)
        case "relax":
            return _relax(turn, pending, assistant)
        case "search":
            return _search(turn, pending)
        case "narrow":
            return narrowing.narrowed(turn, pending, assistant)
        case "companion":
            return together.continued(turn, pending)
        case "interview":
            return interview.continued(turn, pending, assistant)


def _which_film(turn: Turn, pending: Pending, assistant: Assistant) -> Turn | Answer | None:
    button = _by_button(turn, pending)
    if button is not None or turn.movie_id is not None:
        return button
    movies = assistant.movies(pending.candidates)
    if turn.intent == "affirm" and not turn.entities:
        return _agreed(turn, pending)
    by_age = _BY_AGE.match(turn.text)
    if by_age and movies:
        ordered = sorted(movies, key=lambda movie: movie.year or 0)
        return _go_on(turn, pending, ordered[-1 if by_age["new"] else 0])
    if not _is_answer(turn, pending):
        return _declined(turn)
    place = _place(turn)
    if place is not None and year_said(turn) is None and movies:
        index = ordinals.pick(place, len(movies))
        if index is None:
            reply = Reply(text=phrases.out_of_range(len(movies)))
            return Answer(reply, turn.conversation.but(pending=pending))
        return _go_on(turn, pending, movies[index])
    pointed_out = _pointed_out(turn, movies, assistant)
    if len(pointed_out) == 1:
        return _go_on(turn, pending, pointed_out[0])
    if turn.intent == pending.intent or _names_a_film(turn, assistant):
        return _retried(turn, pending)
    return _declined(turn)


def _confirm_film(turn: Turn, pending: Pending, assistant: Assistant) -> Turn | Answer | None:
    if turn.movie_id is not None:
        return _by_button(turn, pending)
    if turn.intent == "affirm":
        return turn.about(
            pending.candidates[0], intent=pending.intent, text=pending.text, rating=pending.rating
        )
    if _is_answer(turn, pending) and _names_a_film(turn, assistant):
        return _retried(turn, pending)
    if turn.intent == "deny" or _NEITHER.match(turn.text):
        asked = ask_which(replace(turn, intent=pending.intent), phrases.ASK_AGAIN)
        again = replace(pending, kind="which_film", candidates=(), said="")
        return Answer(asked.reply, turn.conversation.but(pending=again))
    return None


def _stars(turn: Turn, pending: Pending) -> Turn | Answer | None:
    if turn.movie_id is not None or turn.of("title") or spread(turn) is not turn:
        return None
    if turn.of("ordinal") and stars.alone(turn.text) is None:
        return None
    rated = turn.of("rating") or stars.alone(turn.text)
    if rated and (turn.intent == pending.intent or _only_a_rating(turn)):
        return _retried(
            replace(turn, entities=(*turn.entities, Entity("movie", pending.candidates[0]))), pending
        )
    return _declined(turn)


def _relax(turn: Turn, pending: Pending, assistant: Assistant) -> Answer | None:
    place = _place(turn)
    if turn.intent == "affirm" or (place is not None and vocabulary.only_answers(_bare(turn))):
        index = ordinals.pick(place or 1, len(pending.requests))
        if index is not None:
            return listing.relaxed(turn, assistant, pending.requests[index])
    return _declined(turn)


def _search(turn: Turn, pending: Pending) -> Turn | Answer | None:
    if turn.intent == "affirm":
        return replace(turn, intent="describe_movie", text=pending.said, entities=())
    return _declined(turn)


def _by_button(turn: Turn, pending: Pending) -> Turn | None:
    if turn.movie_id in pending.candidates and turn.intent == pending.intent:
        rating = turn.rating if turn.rating is not None else pending.rating
        return turn.about(turn.movie_id, intent=pending.intent, text=pending.text, rating=rating)
    return None


def _agreed(turn: Turn, pending: Pending) -> Turn | Answer:
    if len(pending.candidates) == 1:
        return turn.about(
            pending.candidates[0], intent=pending.intent, text=pending.text, rating=pending.rating
        )
    if not pending.candidates and pending.said:
        return replace(turn, intent="describe_movie", text=pending.said, entities=())
    return Answer(Reply(text=phrases.which_film(pending.intent)), turn.conversation.but(pending=pending))


def _go_on(turn: Turn, pending: Pending, movie: Movie) -> Turn:
    return turn.about(movie.id, intent=pending.intent, text=pending.text, rating=pending.rating)


def _retried(turn: Turn, pending: Pending) -> Turn:
    """The same command with the film as named now."""
    entities = turn.entities
    if turn.rating is None and pending.rating is not None:
        entities = (*entities, Entity("rating", pending.rating))
    return replace(turn, intent=pending.intent, entities=entities)


def _declined(turn: Turn) -> Answer | None:
    if (turn.intent == "deny" and not turn.entities) or _NEITHER.match(turn.text):
        return Answer(Reply(text=phrases.DROPPED), turn.conversation)
    return None


def _pointed_out(turn: Turn, movies: Sequence[Movie], assistant: Assistant) -> list[Movie]:
    if year_said(turn) is not None or turn.of("person"):
        return among(movies, turn)
    named = {match.id for match in assistant.titles(vocabulary.core(turn.text))}
    return [movie for movie in movies if movie.id in named]


def _place(turn: Turn) -> int | None:
    entity = next(iter(turn.of("ordinal")), None)
    if entity is not None:
        return ordinals.parse(entity.value)
    return ordinals.parse(turn.text.strip(" .!"))


def _names_a_film(turn: Turn, assistant: Assistant) -> bool:
    named = vocabulary.core(turn.text)
    return bool(turn.of("title")) or any(match.score >= _TITLE_SCORE for match in assistant.titles(named))


def _is_answer(turn: Turn, pending: Pending) -> bool:
    """Whether the message is about nothing but the question: the same command again, or a bare answer."""
    if turn.intent == pending.intent:
        return True
    if turn.rating is not None and pending.intent not in ("rate_movie", "mark_seen"):
        return False  # "Heat, 5 stars" is a rating, whatever was asked
    rest = _bare(turn)
    if not turn.of("title"):
        named = vocabulary.core(rest)
        rest = rest.replace(named, " ", 1) if named else rest
    return vocabulary.only_answers(rest)


def _bare(turn: Turn) -> str:
    text = turn.without("title", "ordinal", "year", "person", "rating")
    return _PLACE.sub(" ", _YEAR.sub(" ", text))


def _only_a_rating(turn: Turn) -> bool:
    """Whether nothing but a rating is said. "Show me five star films" is more than that."""
    if turn.intent in _UNCLEAR and turn.of("rating"):
        return True
    return vocabulary.only_answers(turn.without("rating", "ordinal")) or stars.alone(turn.text) is not None
