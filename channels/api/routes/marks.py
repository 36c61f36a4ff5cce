"""Seen it, and not interested."""

from __future__ import annotations

from fastapi import APIRouter

from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.routes.problems import UNKNOWN_MOVIE
from channels.api.schemas.movies import MovieOut, Standing
from channels.api.schemas.profile import MarkOut, MovieChoice

router = APIRouter(tags=["your films"], responses=UNKNOWN_MOVIE)


@router.post("/seen", summary="Seen it")
def seen(body: MovieChoice, assistant: HeldAssistant, visitor: CurrentVisitor) -> MarkOut:
    """Say that you have seen a film: it is not recommended again. `POST /undo` takes it back."""
    assistant.movie(body.movie_id)
    person = visitor.require()
    movie = assistant.mark_seen(person, body.movie_id)
    return MarkOut(movie=MovieOut.of(movie), yours=Standing.of(assistant.taste(person), movie.id))


@router.post("/not-interested", summary="Not interested")
def not_interested(body: MovieChoice, assistant: HeldAssistant, visitor: CurrentVisitor) -> MarkOut:
    """Say that a film is not for you: it is not recommended again. `POST /undo` takes it back."""
    assistant.movie(body.movie_id)
    person = visitor.require()
    movie = assistant.not_interested(person, body.movie_id)
    return MarkOut(movie=MovieOut.of(movie), yours=Standing.of(assistant.taste(person), movie.id))
