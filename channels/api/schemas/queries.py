"""Query parameters of the lists, and the filters they stand for."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import InvalidQuery
from bot.groups import MOST_MEMBERS as MAX_MEMBERS
from recommender.groups import Strategy
from retrieval.filters import Filters

MAX_QUERY = 10_000  # characters
_DECADE = re.compile(r"(?P<start>(?:18|19|20)\d0)'?s?|(?P<short>[2-9]0)'?s", re.IGNORECASE)


class Paging(BaseModel):
    """Which part of a list is wanted."""

    model_config = ConfigDict(extra="forbid")

    k: int = Field(10, ge=1, le=50, description="How many films")
    offset: int = Field(0, ge=0, le=1000, description="How many to skip")


class Filtered(Paging):
    """Conditions every film in the answer meets."""

    genre: list[str] = Field(
        [], description="Has this genre; repeat for several, all of which must hold", examples=[["Comedy"]]
    )
    without_genre: list[str] = Field([], description="Has not this genre; repeatable", examples=[["Horror"]])
    person: list[str] = Field(
        [], description="With this actor or director; repeatable", examples=[["Tom Hanks"]]
    )
    without_person: list[str] = Field([], description="Without this actor or director; repeatable")
    year_from: int | None = Field(
        None, ge=1870, le=2200, description="First released in or after", examples=[1990]
    )
    year_to: int | None = Field(
        None, ge=1870, le=2200, description="First released in or before", examples=[1999]
    )
    decade: str | None = Field(None, description="Short for ten years, such as `1990s`", examples=["1990s"])
    language: list[str] = Field(
        [], description="Original language as ISO 639-1 code; repeat for alternatives", examples=[["fr"]]
    )
    country: list[str] = Field(
        [], description="Made in, as ISO 3166-1 alpha-2 code; repeat for alternatives", examples=[["JP"]]
    )
    runtime_min: int | None = Field(None, ge=0, le=2000, description="At least so many minutes")
    runtime_max: int | None = Field(
        None, ge=0, le=2000, description="At most so many minutes", examples=[120]
    )
    rating_min: float | None = Field(None, ge=0, le=10, description="Mean of all votes at least, 0 to 10")

    def filters(self) -> Filters:
        """The conditions; raises InvalidQuery naming the parameter that makes no sense."""
        year_from, year_to = self._years()
        _ordered("year_from", year_from, "year_to", year_to)
        _ordered("runtime_min", self.runtime_min, "runtime_max", self.runtime_max)
        return Filters(
            genres=_names("genre", self.genre),
            without_genres=_names("without_genre", self.without_genre),
            people=_names("person", self.person),
            without_people=_names("without_person", self.without_person),
            languages=_codes("language", self.language, "fr for French"),
            countries=_codes("country", self.country, "JP for Japan"),
            year_from=year_from,
            year_to=year_to,
            runtime_min=self.runtime_min,
            runtime_max=self.runtime_max,
            rating_min=self.rating_min,
        )

    def _years(self) -> tuple[int | None, int | None]:
        if self.decade is None:
            return self.year_from, self.year_to
        match = _DECADE.fullmatch(self.decade.strip())
        if match is None:
            raise InvalidQuery(f"decade: {self.decade[:40]!r} is not a decade. Write it like 1990s.")
        start = int(match["start"] or f"19{match['short']}")
        return max(start, self.year_from or start), min(start + 9, self.year_to or start + 9)


class RecommendQuery(Filtered):
    """Parameters of a recommendation."""

    q: str = Field(
        "",
        max_length=MAX_QUERY,
        description="What you are in the mood for, if anything",
        examples=["something funny"],
    )
    with_: list[str] = Field(
        [],
        alias="with",
        max_length=MAX_MEMBERS - 1,
        description="Taste code (`POST /taste-code`) of somebody you watch with; repeat for several",
    )
    strategy: Strategy = Field(
        "average",
        description="With others, what a film is worth to all: its mean, its lowest (nobody suffers), or its mean "
        "among films that nobody dislikes",
    )


class SearchQuery(Filtered):
    """Parameters of a search."""

    q: str = Field(
        "",
        max_length=MAX_QUERY,
        description="The film in plain words: what happens, who is in it, when it was made (required)",
        examples=["a thief who steals secrets through dreams"],
    )

    def text(self) -> str:
        """The description; raises InvalidQuery where there is none."""
        if not self.q.strip():
            raise InvalidQuery(
                "q is empty: describe the film in a few words, such as q=a thief who steals secrets through "
                "dreams, or use /browse to list films by genre, year or person."
            )
        return self.q.strip()


class BrowseQuery(Filtered):
    """Parameters of a plain list."""

    order: Literal["popular", "newest", "oldest", "rating"] = Field("popular", description="What comes first")


def _names(parameter: str, values: list[str]) -> frozenset[str]:
    if any(not value.strip() for value in values):
        raise InvalidQuery(f"{parameter}: a name cannot be empty. Leave {parameter} out instead.")
    return frozenset(value.strip() for value in values)


def _codes(parameter: str, values: list[str], example: str) -> frozenset[str]:
    for value in values:
        if not re.fullmatch(r"[A-Za-z]{2}", value.strip()):
            raise InvalidQuery(f"{parameter}: {value[:40]!r} is not a two-letter code, such as {example}.")
    return frozenset(value.strip() for value in values)


def _ordered(low_name: str, low: float | None, high_name: str, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise InvalidQuery(f"{low_name} ({low}) is above {high_name} ({high}), so no film can match.")
