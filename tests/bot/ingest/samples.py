"""Small data sets in the layouts of the real ones."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_csv(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Write rows of equal columns as CSV with a header; lists become JSON."""
    rows = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({k: json.dumps(v) if isinstance(v, list) else v for k, v in row.items()})
    return path


def tmdb_film(number: int, title: str, **changes: object) -> dict[str, object]:
    """A row of tmdb_5000_movies.csv."""
    return {
        "budget": 0,
        "genres": [{"id": 18, "name": "Drama"}],
        "homepage": "",
        "id": number,
        "keywords": [{"id": 1, "name": "friendship"}, {"id": 2, "name": "road trip"}],
        "original_language": "en",
        "original_title": title,
        "overview": f"What happens in film {number}.",
        "popularity": "12.5",
        "production_companies": [],
        "production_countries": [{"iso_3166_1": "US", "name": "United States of America"}],
        "release_date": "1999-03-30",
        "revenue": 0,
        "runtime": "101.0",
        "spoken_languages": [],
        "status": "Released",
        "tagline": "See it.",
        "title": title,
        "vote_average": "7.1",
        "vote_count": "250",
    } | changes


def tmdb_credits(number: int, **changes: object) -> dict[str, object]:
    """A row of tmdb_5000_credits.csv."""
    return {
        "movie_id": number,
        "title": f"Film {number}",
        "cast": [
            {"name": "Second", "character": "Her friend", "order": 1},
            {"name": "First", "character": "Herself", "order": 0},
        ],
        "crew": [{"name": "A Writer", "job": "Writer"}, {"name": "The Director", "job": "Director"}],
    } | changes


def write_tmdb(
    folder: Path, films: Iterable[Mapping[str, object]], credits: Iterable[Mapping[str, object]]
) -> Path:
    """The two files of TMDB 5000."""
    write_csv(folder / "tmdb_5000_movies.csv", films)
    write_csv(folder / "tmdb_5000_credits.csv", credits)
    return folder


def write_movielens(
    folder: Path,
    films: Iterable[tuple[int, str, int | None]],
    ratings: Iterable[tuple[int, int, float, int]],
) -> Path:
    """The files of MovieLens: films as (id, title, TMDB id), ratings as (user, film, stars, seconds)."""
    films = list(films)
    write_csv(
        folder / "movies.csv", [{"movieId": m, "title": title, "genres": "Drama"} for m, title, _ in films]
    )
    write_csv(folder / "links.csv", [{"movieId": m, "imdbId": "0", "tmdbId": t or ""} for m, _, t in films])
    columns = ("userId", "movieId", "rating", "timestamp")
    write_csv(folder / "ratings.csv", [dict(zip(columns, row, strict=True)) for row in ratings])
    return folder
