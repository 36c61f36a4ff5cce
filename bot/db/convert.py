"""Films between the domain and the table."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from bot.db import models
from bot.domain import Movie, MovieDraft
from retrieval.documents import CastMember

FIGURES = ("rating", "rating_count", "popularity")


def digest(draft: MovieDraft) -> str:
    """A hash of all that the data set says of a film; equal for equal drafts on every machine."""
    text = json.dumps(asdict(draft), sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def title_key(title: str) -> str:
    """How titles compare when a film has no id of its own."""
    return title.casefold()


def has_figures(draft: MovieDraft) -> bool:
    """Whether the data set brings votes or popularity of its own."""
    return draft.rating is not None or draft.rating_count > 0 or draft.popularity > 0


def to_columns(draft: MovieDraft) -> dict[str, Any]:
    """The row for a film, without its id."""
    return {
        "tmdb_id": draft.tmdb_id,
        "imdb_id": draft.imdb_id,
        "title": draft.title,
        "title_key": title_key(draft.title),
        "original_title": draft.original_title,
        "year": draft.year,
        "runtime": draft.runtime,
        "language": draft.language,
        "countries": list(draft.countries),
        "genres": list(draft.genres),
        "directors": list(draft.directors),
        "cast": [[member.name, member.character] for member in draft.cast],
        "keywords": list(draft.keywords),
        "overview": draft.overview,
        "tagline": draft.tagline,
        "rating": draft.rating,
        "rating_count": draft.rating_count,
        "popularity": draft.popularity,
        "figures_derived": False,
        "digest": digest(draft),
    }


def to_movie(row: models.Movie) -> Movie:
    """The film of a row."""
    return Movie(
        id=row.id,
        tmdb_id=row.tmdb_id,
        imdb_id=row.imdb_id,
        title=row.title,
        original_title=row.original_title,
        year=row.year,
        runtime=row.runtime,
        language=row.language,
        countries=tuple(row.countries),
        genres=tuple(row.genres),
        directors=tuple(row.directors),
        cast=tuple(CastMember(name, character) for name, character in row.cast),
        keywords=tuple(row.keywords),
        overview=row.overview,
        tagline=row.tagline,
        rating=row.rating,
        rating_count=row.rating_count,
        popularity=row.popularity,
    )
