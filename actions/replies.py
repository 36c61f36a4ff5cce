"""The one message format between the actions and every channel.

An action utters a `Reply` as Rasa custom JSON; `channels.dialogue` reads it back; each channel
translates it (HTML cards, inline keyboard, Block Kit). All text is plain text: a channel escapes it.
"""

from __future__ import annotations

from pydantic import BaseModel, Field


class Button(BaseModel):
    """A tap that stands for a message: `payload` goes back to Rasa as if it had been typed.

    Payloads are Rasa intents such as `/rate_movie{"movie":12,"rating":5}` and stay within 64
    bytes, Telegram's limit for callback data.
    """

    title: str
    payload: str


class Card(BaseModel):
    """One film as shown to a person. `runtime` is in minutes, `rating` a mean from 0 to 10."""

    movie_id: int
    position: int | None = Field(None, description="1-based place in a numbered list, for 'the second one'")
    title: str
    year: int | None = None
    genres: list[str] = []
    directors: list[str] = []
    cast: list[str] = []
    runtime: int | None = None
    rating: float | None = None
    overview: str = ""
    reason: str = Field("", description="Why this film is shown, true to how it was ranked")
    highlights: list[str] = Field(
        [], description="Words of the overview, people and genres that match the request: shown in bold"
    )
    buttons: list[Button] = []


class Reply(BaseModel):
    """One bubble: a text, then cards, then quick replies. Any part may be empty, not all."""

    text: str = ""
    cards: list[Card] = []
    buttons: list[Button] = []
