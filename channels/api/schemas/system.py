"""Chat, health and errors."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from actions.replies import Reply


class ChatBody(BaseModel):
    """One message of a person: words, or the payload of a button."""

    model_config = ConfigDict(extra="forbid")

    message: str = Field(
        max_length=100_000,
        description="What the person says; the dialogue reads the first 2,000 characters",
        examples=["a heist movie from the 90s, but not a violent one"],
    )


class ChatOut(BaseModel):
    """The answer, in one or more bubbles."""

    replies: list[Reply]


class Check(BaseModel):
    """One thing the service needs."""

    ok: bool
    detail: str = ""


class ReadyOut(BaseModel):
    """Whether the service can do all its work, and what is missing where it cannot."""

    status: str = Field(examples=["ready"])
    missing: list[str]
    checks: dict[str, Check]


class LiveOut(BaseModel):
    """The process answers."""

    status: str = "ok"


class ErrorDetail(BaseModel):
    """What went wrong: a code for programs, a sentence for people."""

    code: str = Field(examples=["unknown_movie"])
    message: str = Field(examples=["There is no film with id 999999."])


class ErrorOut(BaseModel):
    """The shape of every error."""

    error: ErrorDetail
