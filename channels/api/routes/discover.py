"""Finding films: search, recommend, trending, browse."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.schemas.movies import PageOut
from channels.api.schemas.queries import (
    BrowseQuery,
    Paging,
    RecommendQuery,
    SearchQuery,
)

router = APIRouter(tags=["discover"])


@router.get("/search", summary="Find films by a description")
def search(
    query: Annotated[SearchQuery, Query()], assistant: HeldAssistant, visitor: CurrentVisitor
) -> PageOut:
    """Films that fit the words of `q`, best first.

    Constraints said in the words ("from the 90s", "without Tom Cruise") count as well as the
    parameters; `notes` tells how they were understood.
    """
    page = assistant.search(
        query.text(), person=visitor.person, filters=query.filters(), k=query.k, offset=query.offset
    )
    return PageOut.of(page)


@router.get("/recommend", summary="Recommend films for you")
def recommend(
    query: Annotated[RecommendQuery, Query()], assistant: HeldAssistant, visitor: CurrentVisitor
) -> PageOut:
    """Films for you, from your ratings and marks; each says why. Without a session: a mix for newcomers.

    `with` makes it an evening for several: films that suit you and those whose codes you give, which none
    of you has seen; each says how it suits whom.
    """
    if query.with_:
        together = assistant.recommend_for(
            assistant.party(query.with_, person=visitor.person),
            strategy=query.strategy,
            filters=query.filters(),
            text=query.q.strip(),
            k=query.k,
            offset=query.offset,
        )
        return PageOut.of(together)
    page = assistant.recommend(
        person=visitor.person, filters=query.filters(), text=query.q.strip(), k=query.k, offset=query.offset
    )
    return PageOut.of(page)


@router.get("/trending", summary="What people watch and rate now")
def trending(query: Annotated[Paging, Query()], assistant: HeldAssistant, visitor: CurrentVisitor) -> PageOut:
    """Films with the most recent activity, most active first."""
    return PageOut.of(assistant.trending(person=visitor.person, k=query.k, offset=query.offset))


@router.get("/browse", summary="List films by genre, year, person and more")
def browse(
    query: Annotated[BrowseQuery, Query()], assistant: HeldAssistant, visitor: CurrentVisitor
) -> PageOut:
    """All films that meet the conditions, in the order asked for."""
    page = assistant.browse(
        query.filters(), person=visitor.person, order=query.order, k=query.k, offset=query.offset
    )
    return PageOut.of(page)
