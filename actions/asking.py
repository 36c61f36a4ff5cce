"""From what a message means to one film, or to the question that settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from actions import buttons, phrases
from actions.buttons import clipped
from actions.conversation import Pending, QuestionKind
from actions.replies import Button, Reply
from actions.resolve import Known, NotFound, OutOfRange, Several, Unclear, resolve
from actions.turn import Answer, Turn
from bot.domain import Movie

if TYPE_CHECKING:
    from bot.assistant import Assistant

_KEPT_TEXT: Final = 300
_SHORT_RATING: Final = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """The film meant, and what to say first where it was guessed."""

    movie: Movie
    remark: str = ""


def choose(turn: Turn, assistant: Assistant, *, changes: bool) -> Chosen | Answer:
    """The film to act on, or the question to ask first. With `changes`, a guess is confirmed first."""
    match resolve(turn, assistant):
        case Known(movie, certain=True):
            return Chosen(movie)
        case Known(movie, said=said) if changes:
            return _confirm(turn, movie, said)
        case Known(movie, said=said):
            return Chosen(movie, phrases.took_it_as(movie, said))
        case Several(movies, said):
            return offer(turn, movies, phrases.which(said))
        case OutOfRange(count):
            return offer(turn, assistant.movies(turn.conversation.shown[:5]), phrases.out_of_range(count))
        case NotFound(said):
            return _unknown(turn, said)
        case Unclear(movies):
            return offer(turn, movies, phrases.which_film(turn.intent))


def ask_which(turn: Turn, text: str) -> Answer:
    """Ask for a film without offering any."""
    return offer(turn, (), text)


def offer(turn: Turn, movies: Sequence[Movie], text: str) -> Answer:
    """Ask under `text` which of `movies` is meant; the command goes on with the one named or tapped."""
    offered = [_option(turn, movie) for movie in movies]
    pending = _pending(turn, "which_film", movies)
    return Answer(Reply(text=text, buttons=offered), turn.conversation.but(pending=pending))


def _confirm(turn: Turn, movie: Movie, said: str) -> Answer:
    reply = Reply(
        text=phrases.did_you_mean(movie),
        buttons=[buttons.button(f"Yes, {movie.label}", "affirm"), buttons.NO],
    )
    pending = _pending(turn, "confirm_film", (movie,), said)
    return Answer(reply, turn.conversation.but(pending=pending))


def _unknown(turn: Turn, said: str) -> Answer:
    reply = Reply(
        text=phrases.unknown_title(said),
        buttons=[buttons.button(f"Search for “{clipped(said, 25)}”", "affirm"), buttons.NO],
    )
    return Answer(reply, turn.conversation.but(pending=_pending(turn, "which_film", (), said)))


def _pending(turn: Turn, kind: QuestionKind, movies: Sequence[Movie], said: str = "") -> Pending:
    return Pending(
        kind=kind,
        intent=turn.intent,
        candidates=tuple(movie.id for movie in movies),
        rating=turn.rating,
        text=turn.without("title")[:_KEPT_TEXT],
        said=said[:_KEPT_TEXT],
    )


def _option(turn: Turn, movie: Movie) -> Button:
    if turn.rating is not None and len(str(turn.rating)) <= _SHORT_RATING:
        return buttons.button(_short(movie), turn.intent, movie=movie.id, rating=turn.rating)
    return buttons.button(_short(movie), turn.intent, movie=movie.id)


def _short(movie: Movie) -> str:
    """The label, of a long title the part that tells it from others: `The Two Towers (2002)`."""
    if len(movie.label) <= buttons.MAX_TITLE:
        return movie.label
    year = f" ({movie.year})" if movie.year else ""
    return clipped(movie.title.rpartition(": ")[2], buttons.MAX_TITLE - len(year)) + year
