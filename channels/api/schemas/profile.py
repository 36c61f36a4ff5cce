"""What a person says of films, and what we know of the person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.domain import Change, ChangeKind, Taste
from bot.errors import InvalidRating
from channels.api.schemas.movies import MovieId, MovieOut, Standing


def _number(value: object) -> object:
    """Only a JSON number is a rating: true, "4" and "abc" are not. The range is the domain's to judge."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise PydanticCustomError("invalid_rating", "{why}", {"why": str(InvalidRating(str(value)[:40]))})
    return value


class MovieChoice(BaseModel):
    """Names one film."""

    model_config = ConfigDict(extra="forbid")

    movie_id: MovieId = Field(strict=True)


class RateBody(MovieChoice):
    """A rating in stars, or a thumb: one of the two."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"movie_id": 12, "rating": 4}, {"movie_id": 12, "thumb": "up"}]},
    )

    rating: Annotated[
        float | None,
        BeforeValidator(_number),
        Field(
            description="Stars from 1 to 5, halves allowed", json_schema_extra={"minimum": 1, "maximum": 5}
        ),
    ] = None
    thumb: Literal["up", "down"] | None = Field(None, description="Liked it, or did not")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.rating is None) == (self.thumb is None):
            raise PydanticCustomError(
                "invalid_rating",
                "Give either a rating from 1 to 5 stars (halves allowed) or a thumb, up or down.",
            )
        return self


class RatingOut(BaseModel):
    """A film and the stars you gave it."""

    movie: MovieOut
    rating: float | None = Field(description="Stars from 1 to 5; null once taken back", examples=[4.0])
    rated_at: datetime | None = None


class RatingList(BaseModel):
    """Your ratings, newest first."""

    results: list[RatingOut]


class MarkOut(BaseModel):
    """A film and how you stand to it now."""

    movie: MovieOut
    yours: Standing


class WatchlistChange(BaseModel):
    """Whether the watchlist changed; false where it was so already."""

    movie_id: int
    changed: bool


class ChangeOut(BaseModel):
    """A change that was taken back."""

    undone: ChangeKind = Field(description="What kind of change was taken back")
    movie: MovieOut
    yours: Standing = Field(description="How you stand to the film now")


class SessionOut(BaseModel):
    """A guest session. The same token is set as a cookie; programs send it as a bearer token."""

    person: int = Field(description="Your number", examples=[12])
    token: str = Field(examples=["MTI.aRqL9w.m0S0UsJ3K4bEXYjA0mQZk3T1X0w"])
    expires_in: int = Field(description="Seconds until the token is no longer accepted")


class GenreCount(BaseModel):
    """A genre and how many films you like have it."""

    genre: str
    films: int


class ProfileOut(BaseModel):
    """What is kept of you."""

    person: int | None = Field(description="Your number; null for an anonymous visitor")
    ratings: int
    watchlist: int
    seen: int
    not_interested: int
    top_genres: list[GenreCount] = Field(description="Of films rated 3.5 stars or more, or on your watchlist")


class StandingsOut(BaseModel):
    """Every film you said anything of, by its id."""

    films: dict[int, Standing]

    @classmethod
    def of(cls, taste: Taste) -> Self:
        """Read from all that is known of the person."""
        rated = {rating.movie_id for rating in taste.ratings}
        ids = rated | set(taste.watchlist) | taste.seen | taste.not_interested
        return cls(films={movie_id: Standing.of(taste, movie_id) for movie_id in sorted(ids)})


def undone(change: Change, movie: MovieOut, taste: Taste) -> ChangeOut:
    """The answer to an undo."""
    return ChangeOut(undone=change.kind, movie=movie, yours=Standing.of(taste, change.movie_id))
