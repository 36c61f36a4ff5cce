"""The watchlist."""

from __future__ import annotations

from fastapi import APIRouter

from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.routes.problems import UNKNOWN_MOVIE
from channels.api.schemas.movies import MovieId, MovieList
from channels.api.schemas.profile import MovieChoice, WatchlistChange

router = APIRouter(prefix="/watchlist", tags=["your films"])


@router.get("", summary="Your watchlist")
def watchlist(assistant: HeldAssistant, visitor: CurrentVisitor) -> MovieList:
    """The films you want to watch, the latest first. Empty without a session."""
    return MovieList.of(assistant.watchlist(visitor.person) if visitor.person else ())


@router.post("", summary="Add to your watchlist", responses=UNKNOWN_MOVIE)
def add(body: MovieChoice, assistant: HeldAssistant, visitor: CurrentVisitor) -> WatchlistChange:
    """Put a film on your watchlist; does nothing where it is there already."""
    assistant.movie(body.movie_id)
    changed = assistant.add_to_watchlist(visitor.require(), body.movie_id)
    return WatchlistChange(movie_id=body.movie_id, changed=changed)


@router.delete("/{movie_id}", summary="Remove from your watchlist", responses=UNKNOWN_MOVIE)
def remove(movie_id: MovieId, assistant: HeldAssistant, visitor: CurrentVisitor) -> WatchlistChange:
    """Take a film off your watchlist; does nothing where it is not there."""
    assistant.movie(movie_id)
    changed = visitor.person is not None and assistant.remove_from_watchlist(visitor.person, movie_id)
    return WatchlistChange(movie_id=movie_id, changed=changed)
