"""One film: its details, films like it, and why it would be recommended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.routes.problems import UNKNOWN_MOVIE
from channels.api.schemas.movies import MovieDetails, MovieId, PageOut, Standing
from channels.api.schemas.queries import Filtered

router = APIRouter(tags=["movies"], responses=UNKNOWN_MOVIE)


class Explanation(BaseModel):
    """Why a film suits a person."""

    movie_id: int
    title: str
    reason: str = Field(examples=["Because you gave Alien 5 stars."])


@router.get("/movie/{movie_id}", summary="All about one film")
def movie(movie_id: MovieId, assistant: HeldAssistant, visitor: CurrentVisitor) -> MovieDetails:
    """Everything known of the film, and what you said of it."""
    found = assistant.movie(movie_id)
    yours = Standing.of(assistant.taste(visitor.person), movie_id) if visitor.person else Standing()
    return MovieDetails.detailed(found, assistant.other_titles(movie_id), yours)


@router.get("/movie/{movie_id}/similar", summary="More like this")
def similar(
    movie_id: MovieId, query: Annotated[Filtered, Query()], assistant: HeldAssistant, visitor: CurrentVisitor
) -> PageOut:
    """Films most like this one that meet the conditions, most alike first."""
    page = assistant.similar(
        movie_id, person=visitor.person, filters=query.filters(), k=query.k, offset=query.offset
    )
    return PageOut.of(page)


@router.get("/explain/{movie_id}", summary="Why this film?")
def explain(movie_id: MovieId, assistant: HeldAssistant, visitor: CurrentVisitor) -> Explanation:
    """Which of your ratings and marks speak for the film, true to how it is ranked."""
    found = assistant.movie(movie_id)
    reason = assistant.explain(movie_id, person=visitor.person)
    return Explanation(movie_id=movie_id, title=found.title, reason=reason)
