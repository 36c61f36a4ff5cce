"""The interview and the taste code."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from channels.api.schemas.movies import MovieOut


class InterviewQuery(BaseModel):
    """What ratings do not tell."""

    model_config = ConfigDict(extra="forbid")

    unseen: list[int] = Field(
        [], max_length=500, description="Ids of films asked about that you have not seen; repeatable"
    )


class AnswerOut(BaseModel):
    """An answer to offer."""

    label: str
    rating: float | None = Field(description="What to send to `POST /rate`; null: send the id as `unseen`")


class InterviewOut(BaseModel):
    """A question and its answers."""

    movie: MovieOut | None
    answers: list[AnswerOut]


class TasteCodeOut(BaseModel):
    """A code for the person you watch with."""

    code: str = Field(examples=["duo.MTI.aRqL9w.m0S0UsJ3K4bEXYjA0mQZk3T1X0w"])
    expires_in: int = Field(description="Seconds until it no longer works")
