"""Ratings, thumbs, and taking back the latest change."""

from __future__ import annotations

from fastapi import APIRouter

from bot.assistant import check_stars
from bot.errors import NothingToUndo
from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.routes.problems import NOTHING_TO_UNDO, UNKNOWN_MOVIE
from channels.api.schemas.movies import MovieId, MovieOut
from channels.api.schemas.profile import (
    ChangeOut,
    RateBody,
    RatingList,
    RatingOut,
    undone,
)

router = APIRouter(tags=["your films"])


@router.post("/rate", summary="Rate a film", responses=UNKNOWN_MOVIE)
def rate(body: RateBody, assistant: HeldAssistant, visitor: CurrentVisitor) -> RatingOut:
    """Give a film 1 to 5 stars, halves allowed, or a thumb. It changes your next recommendations at once."""
    # What cannot be kept is refused before a guest is made for it.
    assistant.movie(body.movie_id)
    if body.rating is not None:
        check_stars(body.rating)
    person = visitor.require()
    if body.thumb is not None:
        assistant.thumb(person, body.movie_id, body.thumb == "up")
    elif body.rating is not None:
        assistant.rate(person, body.movie_id, body.rating)
    return _rating(assistant, person, body.movie_id)


@router.delete("/rate/{movie_id}", summary="Take a rating back", responses=UNKNOWN_MOVIE)
def unrate(movie_id: MovieId, assistant: HeldAssistant, visitor: CurrentVisitor) -> RatingOut:
    """Remove your rating of a film; does nothing where there is none."""
    found = assistant.movie(movie_id)
    if visitor.person is not None:
        assistant.unrate(visitor.person, movie_id)
    return RatingOut(movie=MovieOut.of(found), rating=None)


@router.get("/ratings", summary="Your ratings")
def ratings(assistant: HeldAssistant, visitor: CurrentVisitor) -> RatingList:
    """All films you rated, the latest first. Empty without a session."""
    if visitor.person is None:
        return RatingList(results=[])
    return RatingList(
        results=[
            RatingOut(movie=MovieOut.of(movie), rating=rating.stars, rated_at=rating.rated_at)
            for movie, rating in assistant.ratings(visitor.person)
        ]
    )


@router.post("/undo", summary="Take back your latest change", responses=NOTHING_TO_UNDO)
def undo(assistant: HeldAssistant, visitor: CurrentVisitor) -> ChangeOut:
    """Take back the latest rating, watchlist change or mark; again for the one before."""
    if visitor.person is None:
        raise NothingToUndo
    change = assistant.undo(visitor.person)
    return undone(change, MovieOut.of(assistant.movie(change.movie_id)), assistant.taste(visitor.person))


def _rating(assistant: HeldAssistant, person: int, movie_id: int) -> RatingOut:
    kept = next(rating for rating in assistant.taste(person).ratings if rating.movie_id == movie_id)
    return RatingOut(movie=MovieOut.of(assistant.movie(movie_id)), rating=kept.stars, rated_at=kept.rated_at)
