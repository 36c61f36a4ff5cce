"""MovieLens in the layout of ml-latest-small: movies.csv, ratings.csv, links.csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.db.people import ImportedRating
from bot.domain import Movie
from bot.ingest.fields import natural
from bot.ingest.join import Film, join
from bot.ingest.ratings import instant, star_rating
from bot.ingest.report import IngestReport
from bot.ingest.tables import read_rows
from bot.ingest.text import Progress
from bot.ingest.titles import split_year

MOVIES_FILE = "movies.csv"
RATINGS_FILE = "ratings.csv"
LINKS_FILE = "links.csv"


def match_films(folder: Path, catalogue: Iterable[Movie], report: IngestReport) -> dict[int, int]:
    """Our film ids by MovieLens' ids: through TMDB ids, and by title and year for our films without one.

    Raises DataError for a missing file or column.
    """
    catalogue = list(catalogue)
    side = IngestReport("films")
    links = _read_links(folder / LINKS_FILE, side)
    films = _read_films(folder / MOVIES_FILE, side)
    report.fold(side)
    ours = {movie.tmdb_id: movie.id for movie in catalogue if movie.tmdb_id is not None}
    by_id = {film_id: ours[tmdb_id] for film_id, tmdb_id in links.items() if tmdb_id in ours}
    unlinked = [
        Film(movie.id, (movie.title, movie.original_title), movie.year)
        for movie in catalogue
        if movie.tmdb_id is None
    ]
    by_title = join((film for film in films if film.id not in by_id), unlinked)
    report.figures["films in the data set"] = len(films)
    report.figures["films matched by TMDB id"] = len(set(by_id.values()))
    report.figures["films matched by title and year"] = len(set(by_title.values()))
    return by_id | by_title


def read_ratings(
    folder: Path, films: Mapping[int, int], report: IngestReport, progress: Progress | None = None
) -> Iterator[ImportedRating]:
    """The ratings of the matched `films`; broken rows go to `report`.

    Raises DataError for a missing file or column.
    """
    path = folder / RATINGS_FILE
    for row in read_rows(path, ("userId", "movieId", "rating", "timestamp"), report, progress):
        try:
            film_id = natural(row.values["movieId"], "movieId")
            subject = str(natural(row.values["userId"], "userId"))
            stars = star_rating(row.values["rating"])
            rated_at = instant(row.values["timestamp"])
        except ValueError as error:
            report.reject(path, row.line, str(error))
            continue
        if film_id in films:
            yield ImportedRating(subject, films[film_id], stars, rated_at)
        else:
            report.unmatched += 1


def _read_links(path: Path, report: IngestReport) -> dict[int, int | None]:
    """TMDB ids by MovieLens' ids; a few films have none."""
    links: dict[int, int | None] = {}
    for row in read_rows(path, ("movieId", "tmdbId"), report):
        try:
            tmdb_id = natural(row.values["tmdbId"], "tmdbId") if row.values["tmdbId"].strip() else None
            links[natural(row.values["movieId"], "movieId")] = tmdb_id
        except ValueError as error:
            report.reject(path, row.line, str(error))
    return links


def _read_films(path: Path, report: IngestReport) -> list[Film]:
    films: list[Film] = []
    for row in read_rows(path, ("movieId", "title"), report):
        try:
            film_id = natural(row.values["movieId"], "movieId")
        except ValueError as error:
            report.reject(path, row.line, str(error))
            continue
        title, year = split_year(row.values["title"])
        films.append(Film(film_id, (title,), year))
    return films
