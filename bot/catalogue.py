"""From a catalogue film to what the engines index."""

from __future__ import annotations

import math

from bot.domain import Movie
from bot.ingest.written import SynopsisLine, TitlesLine
from retrieval.documents import Document

PRIOR_VOTES = 50
PRIOR_MEAN = 6.3


def weighted_rating(movie: Movie) -> float:
    """Bayesian mean on the 0-10 scale: (v R + m C) / (v + m), as IMDb ranks its Top 250.

    With m = 50 votes at C = 6.3, the mean over TMDB 5000, a film with few votes stays near average.
    """
    if movie.rating is None or movie.rating_count <= 0:
        return PRIOR_MEAN
    votes = movie.rating_count
    return (votes * movie.rating + PRIOR_VOTES * PRIOR_MEAN) / (votes + PRIOR_VOTES)


def fame(movie: Movie) -> float:
    """How widely known and well liked a film is: log votes times weighted rating; no unit, from 0."""
    return math.log1p(movie.rating_count) * weighted_rating(movie) / 10.0


def document(movie: Movie, told: SynopsisLine | None = None, called: TitlesLine | None = None) -> Document:
    """The film as the retrieval engine indexes it; its popularity is `fame`."""
    return Document(
        id=movie.id,
        title=movie.title,
        original_title=movie.original_title,
        year=movie.year,
        overview=movie.overview,
        tagline=movie.tagline,
        synopsis=told.synopsis if told else "",
        other_titles=called.other_titles() if called else (),
        genres=movie.genres,
        keywords=movie.keywords,
        directors=movie.directors,
        cast=movie.cast,
        language=movie.language,
        countries=movie.countries,
        runtime=movie.runtime,
        rating=movie.rating,
        popularity=fame(movie),
    )
