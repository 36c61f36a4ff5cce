"""Getting to know a newcomer, and letting somebody else have suggestions for both."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from bot.interview import DISLIKED, FAIR, LOVED
from bot.taste_codes import MAX_AGE
from channels.api.dependencies import CurrentVisitor, HeldAssistant
from channels.api.schemas.evening import AnswerOut, InterviewOut, InterviewQuery, TasteCodeOut
from channels.api.schemas.movies import MovieOut

router = APIRouter(tags=["discover"])


@router.get("/interview", summary="The film whose rating would tell most of you")
def interview(
    query: Annotated[InterviewQuery, Query()], assistant: HeldAssistant, visitor: CurrentVisitor
) -> InterviewOut:
    """One film to ask about; send the answer to `POST /rate`, or its id as `unseen`, and ask again.

    Each question depends on the answers before it. Five are enough for a first picture; `movie` is null
    when there is nothing left to ask.
    """
    movie = assistant.interview(visitor.person, query.unseen)
    return InterviewOut(
        movie=None if movie is None else MovieOut.of(movie),
        answers=[
            AnswerOut(label="Loved it", rating=LOVED),
            AnswerOut(label="It was OK", rating=FAIR),
            AnswerOut(label="Didn't like it", rating=DISLIKED),
            AnswerOut(label="Haven't seen it", rating=None),
        ],
    )


@router.post("/taste-code", summary="A code to share your taste", status_code=201)
def taste_code(assistant: HeldAssistant, visitor: CurrentVisitor) -> TasteCodeOut:
    """A signed code that lets others ask `GET /recommend?with=...` for themselves and you, for a day.

    Suggestions may name films you like. Nothing of yours can be listed or changed with it.
    """
    return TasteCodeOut(code=assistant.taste_code(visitor.require()), expires_in=MAX_AGE)
