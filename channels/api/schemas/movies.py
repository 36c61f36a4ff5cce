"""Films as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from actions import search_phrases
from bot.domain import Movie, Page, Suggestion, Taste
from bot.errors import UnknownMovie
from retrieval.confidence import Confidence

LARGEST_ID = 2**31 - 1


def _possible(movie_id: int) -> int:
    if not 1 <= movie_id <= LARGEST_ID:  # outside the column's range, so certainly no film's id
        raise UnknownMovie(movie_id)
    return movie_id


MovieId = Annotated[int, AfterValidator(_possible), Field(description="Our id of a film", examples=[12])]


class MovieOut(BaseModel):
    """A film of the catalogue. Unknown values are null or empty."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "id": 12,
                "tmdb_id": 27205,
                "title": "Inception",
                "year": 2010,
                "genres": ["Action", "Science Fiction", "Thriller"],
                "directors": ["Christopher Nolan"],
                "cast": ["Leonardo DiCaprio", "Joseph Gordon-Levitt", "Elliot Page"],
                "runtime": 148,
                "language": "en",
                "countries": ["US", "GB"],
                "rating": 8.4,
                "overview": "A thief who enters dreams to steal secrets is hired to plant an idea instead.",
                "reason": "matches: dream, thief",
                "score": 0.83,
            }
        }
    )

    id: int = Field(description="Our id; never changes")
    tmdb_id: int | None = Field(description="Id at themoviedb.org, where known")
    title: str
    year: int | None = Field(description="Year of the first release")
    genres: list[str]
    directors: list[str]
    cast: list[str] = Field(description="Main cast, leads first")
    runtime: int | None = Field(description="Minutes")
    language: str = Field(description="ISO 639-1 code of the original language")
    countries: list[str] = Field(description="ISO 3166-1 alpha-2 codes")
    rating: float | None = Field(description="Mean of all votes, 0 to 10")
    overview: str

    @classmethod
    def of(cls, movie: Movie, **more: object) -> Self:
        """The film as shown; `more` are the fields a subclass adds."""
        return cls.model_validate(
            {
                "id": movie.id,
                "tmdb_id": movie.tmdb_id,
                "title": movie.title,
                "year": movie.year,
                "genres": movie.genres,
                "directors": movie.directors,
                "cast": [member.name for member in movie.cast],
                "runtime": movie.runtime,
                "language": movie.language,
                "countries": movie.countries,
                "rating": movie.rating,
                "overview": movie.overview,
                **more,
            }
        )


class SuggestionOut(MovieOut):
    """A film with why it is shown."""

    reason: str = Field(description="Why this film is here, true to how it was ranked; may be empty")
    score: float = Field(description="Orders this answer only; has no unit")
    highlights: list[str] = Field(
        [], description="Words of the overview, people and genres that match the request"
    )

    @classmethod
    def suggested(cls, suggestion: Suggestion) -> Self:
        """The suggestion as shown."""
        return cls.of(
            suggestion.movie,
            reason=suggestion.reason,
            score=suggestion.score,
            highlights=suggestion.highlights,
        )


class PageOut(BaseModel):
    """One page of films, best first."""

    results: list[SuggestionOut]
    more: bool = Field(description="Whether a higher offset gives more")
    notes: list[str] = Field(
        description="How the words were understood, such as `1990s`", examples=[["1990s"]]
    )
    confidence: Confidence | None = Field(
        None,
        description="How sure the answer is to hold the film that was described: sure (it is the first), "
        "shortlist (it is probably one of the first five), unsure; null where no one film is looked for",
    )
    ask: str | None = Field(
        None,
        description="The question whose answer would tell most about which film it is",
        examples=["Was it animated or live action?"],
    )

    @classmethod
    def of(cls, page: Page) -> Self:
        """The page as shown."""
        return cls(
            results=[SuggestionOut.suggested(suggestion) for suggestion in page.suggestions],
            more=page.more,
            notes=list(page.notes),
            confidence=page.confidence,
            ask=search_phrases.ask(page.question) if page.question else None,
        )


class MovieList(BaseModel):
    """Films in order, all of them."""

    results: list[MovieOut]

    @classmethod
    def of(cls, movies: Iterable[Movie]) -> Self:
        """The films as shown."""
        return cls(results=[MovieOut.of(movie) for movie in movies])


class Credit(BaseModel):
    """An actor and the part played."""

    name: str
    character: str = Field(description="Empty where unknown")


class Standing(BaseModel):
    """How one person stands to one film."""

    rating: float | None = Field(None, description="Their stars, 1 to 5")
    watchlist: bool = False
    seen: bool = False
    not_interested: bool = False

    @classmethod
    def of(cls, taste: Taste, movie_id: int) -> Self:
        """Read from all that is known of the person."""
        return cls(
            rating=next((rating.stars for rating in taste.ratings if rating.movie_id == movie_id), None),
            watchlist=movie_id in taste.watchlist,
            seen=movie_id in taste.seen,
            not_interested=movie_id in taste.not_interested,
        )


class MovieDetails(MovieOut):
    """A film with all that is known of it."""

    imdb_id: str | None
    original_title: str
    other_titles: dict[str, list[str]] = Field(
        description="What it is called in other languages, by ISO 639-1 code", examples=[{"de": ["Der Pate"]}]
    )
    tagline: str
    keywords: list[str]
    credits: list[Credit]
    rating_count: int = Field(description="How many votes `rating` is the mean of")
    yours: Standing = Field(description="What you said of it; all empty without a session")

    @classmethod
    def detailed(cls, movie: Movie, other_titles: Mapping[str, Sequence[str]], yours: Standing) -> Self:
        """The film in full for one person."""
        return cls.of(
            movie,
            imdb_id=movie.imdb_id,
            original_title=movie.original_title,
            other_titles={language: list(titles) for language, titles in other_titles.items()},
            tagline=movie.tagline,
            keywords=movie.keywords,
            credits=[{"name": member.name, "character": member.character} for member in movie.cast],
            rating_count=movie.rating_count,
            yours=yours,
        )
