"""Who you are to us: a guest session and what is kept of you."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request

from bot.domain import Movie
from channels.api.dependencies import CurrentVisitor, HeldAssistant, HeldServices
from channels.api.schemas.profile import (
    GenreCount,
    ProfileOut,
    SessionOut,
    StandingsOut,
)
from channels.api.sessions import MAX_AGE

router = APIRouter(tags=["session"])

LIKED = 3.5  # stars
TOP_GENRES = 5


@router.post("/session", summary="Start a guest session", status_code=201)
def session(request: Request, held: HeldServices) -> SessionOut:
    """Make a new guest. Browsers keep the cookie; programs send the token as `Authorization: Bearer`."""
    person = held.assistant.new_guest()
    token = held.sessions.mint(person)
    request.state.session_token = token
    return SessionOut(person=person, token=token, expires_in=MAX_AGE)


@router.get("/me", summary="Your profile")
def me(assistant: HeldAssistant, visitor: CurrentVisitor) -> ProfileOut:
    """How many films you rated, want to watch, have seen or rejected, and the genres you like."""
    if visitor.person is None:
        return ProfileOut(person=None, ratings=0, watchlist=0, seen=0, not_interested=0, top_genres=[])
    taste = assistant.taste(visitor.person)
    liked = {rating.movie_id for rating in taste.ratings if rating.stars >= LIKED} | set(taste.watchlist)
    return ProfileOut(
        person=visitor.person,
        ratings=len(taste.ratings),
        watchlist=len(taste.watchlist),
        seen=len(taste.seen),
        not_interested=len(taste.not_interested),
        top_genres=_top_genres(assistant.movies(sorted(liked))),
    )


@router.get("/me/films", summary="What you said of each film")
def my_films(assistant: HeldAssistant, visitor: CurrentVisitor) -> StandingsOut:
    """Your rating and marks for every film you said anything of, so that a page can show them."""
    if visitor.person is None:
        return StandingsOut(films={})
    return StandingsOut.of(assistant.taste(visitor.person))


def _top_genres(movies: Iterable[Movie]) -> list[GenreCount]:
    counts = Counter(genre for movie in movies for genre in movie.genres)
    return [GenreCount(genre=genre, films=films) for genre, films in counts.most_common(TOP_GENRES)]
