"""Seen it, and not interested."""

from __future__ import annotations

from fastapi import APIRouter

from bot.assistant import Assistant
from bot.domain import Mark, Movie, Taste
from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.routes.problems import UNKNOWN_MOVIE
from channels.api.schemas.movies import MovieId, MovieOut, Standing
from channels.api.schemas.profile import MarkOut, MovieChoice

router = APIRouter(tags=["your films"], responses=UNKNOWN_MOVIE)


@router.post("/seen", summary="Seen it")
def seen(body: MovieChoice, assistant: HeldAssistant, visitor: CurrentVisitor) -> MarkOut:
    """Say that you have seen a film: it is not recommended again."""
    assistant.movie(body.movie_id)
    person = visitor.require()
    return _marked(assistant, person, assistant.mark_seen(person, body.movie_id))


@router.delete("/seen/{movie_id}", summary="Not seen after all")
def unseen(movie_id: MovieId, assistant: HeldAssistant, visitor: CurrentVisitor) -> MarkOut:
    """Take "seen" back; does nothing where it was not said."""
    return _unmarked(assistant, visitor.person, movie_id, Mark.SEEN)


@router.post("/not-interested", summary="Not interested")
def not_interested(body: MovieChoice, assistant: HeldAssistant, visitor: CurrentVisitor) -> MarkOut:
    """Say that a film is not for you: it is not recommended again."""
    assistant.movie(body.movie_id)
    person = visitor.require()
    return _marked(assistant, person, assistant.not_interested(person, body.movie_id))


@router.delete("/not-interested/{movie_id}", summary="Interested after all")
def interested(movie_id: MovieId, assistant: HeldAssistant, visitor: CurrentVisitor) -> MarkOut:
    """Take "not interested" back; does nothing where it was not said."""
    return _unmarked(assistant, visitor.person, movie_id, Mark.NOT_INTERESTED)


def _marked(assistant: Assistant, person: int, movie: Movie) -> MarkOut:
    return MarkOut(movie=MovieOut.of(movie), yours=Standing.of(assistant.taste(person), movie.id))


def _unmarked(assistant: Assistant, person: int | None, movie_id: int, mark: Mark) -> MarkOut:
    movie = assistant.movie(movie_id)
    if person is None:
        return MarkOut(movie=MovieOut.of(movie), yours=Standing.of(Taste(person_id=0), movie.id))
    return _marked(assistant, person, assistant.unmark(person, movie_id, mark))
