"""The TMDB 5000 Movie Dataset: two CSV files with JSON inside their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from bot.domain import MovieDraft
from bot.ingest.fields import (
    count_missing,
    json_list,
    language_code,
    natural,
    number_or_none,
    texts,
    year_or_none,
)
from bot.ingest.report import IngestReport
from bot.ingest.tables import Row, read_rows
from bot.ingest.text import Progress
from retrieval.documents import CastMember

MOVIES_FILE = "tmdb_5000_movies.csv"
CREDITS_FILE = "tmdb_5000_credits.csv"
CAST_KEPT = 15
"""Actors kept a film, in the order of the credits."""

MOVIE_COLUMNS = (
    "id",
    "title",
    "original_title",
    "original_language",
    "overview",
    "tagline",
    "genres",
    "keywords",
    "production_countries",
    "release_date",
    "runtime",
    "popularity",
    "vote_average",
    "vote_count",
)
CREDIT_COLUMNS = ("movie_id", "cast", "crew")


class Credits(NamedTuple):
    """The people of a film."""

    directors: tuple[str, ...]
    cast: tuple[CastMember, ...]


def read_tmdb(folder: Path, report: IngestReport, progress: Progress | None = None) -> list[MovieDraft]:
    """All films of the two files in `folder`.

    Rows that cannot be used go to `report`; a film whose credits are broken or absent stays, without
    people. Raises DataError for a missing file or column.
    """
    films: dict[int, MovieDraft] = {}
    for tmdb_id, row in _rows_by_id(folder / MOVIES_FILE, MOVIE_COLUMNS, "id", report, progress):
        try:
            films[tmdb_id] = _film(tmdb_id, row, report)
        except ValueError as error:
            report.reject(folder / MOVIES_FILE, row.line, str(error))
    credits_report = IngestReport("credits")
    credits = dict(_credits(folder / CREDITS_FILE, credits_report, progress))
    report.figures["credits read"] = credits_report.read
    report.fold(credits_report)
    _note_strays(report, films, credits)
    complete = [
        replace(film, directors=credits[tmdb_id].directors, cast=credits[tmdb_id].cast)
        if tmdb_id in credits
        else film
        for tmdb_id, film in films.items()
    ]
    for film in complete:
        count_missing(film, report)
    _note_namesakes(complete, report)
    return complete


def _rows_by_id(
    path: Path, columns: tuple[str, ...], key: str, report: IngestReport, progress: Progress | None
) -> Iterator[tuple[int, Row]]:
    lines: dict[int, int] = {}
    for row in read_rows(path, columns, report, progress):
        try:
            tmdb_id = natural(row.values[key], key)
        except ValueError as error:
            report.reject(path, row.line, str(error))
            continue
        if tmdb_id in lines:
            report.reject(path, row.line, f"{key} {tmdb_id} is there already, on line {lines[tmdb_id]}")
            continue
        lines[tmdb_id] = row.line
        yield tmdb_id, row


def _film(tmdb_id: int, row: Row, report: IngestReport) -> MovieDraft:
    """A film without its people; raises ValueError saying which column is broken."""
    values = row.values
    title, original_title = values["title"].strip(), values["original_title"].strip()
    if not title and not original_title:
        raise ValueError("the film has no title")
    # Columns that can break come first, so that a rejected row mends nothing.
    genres = texts(json_list(values["genres"], "genres"), "name", "genres")
    keywords = texts(json_list(values["keywords"], "keywords"), "name", "keywords")
    column = "production_countries"
    countries = texts(json_list(values[column], column), "iso_3166_1", column)
    if not title:
        report.mended["title taken from the original title"] += 1
    if values["runtime"].strip() in ("0", "0.0"):
        report.mended["runtime 0 taken as unknown"] += 1
    votes = number_or_none(values["vote_count"], "vote_count", report)
    mean = number_or_none(values["vote_average"], "vote_average", report)
    runtime = number_or_none(values["runtime"], "runtime", report)
    if not votes or mean is None:
        report.missing["rating"] += 1
    return MovieDraft(
        title=title or original_title,
        tmdb_id=tmdb_id,
        original_title=original_title,
        year=year_or_none(values["release_date"], report),
        runtime=round(runtime) if runtime else None,
        language=language_code(values["original_language"], report),
        countries=countries,
        genres=genres,
        keywords=keywords,
        overview=values["overview"].strip(),
        tagline=values["tagline"].strip(),
        rating=mean if votes else None,
        rating_count=int(votes or 0),
        popularity=number_or_none(values["popularity"], "popularity", report) or 0.0,
    )


def _credits(path: Path, report: IngestReport, progress: Progress | None) -> Iterator[tuple[int, Credits]]:
    for tmdb_id, row in _rows_by_id(path, CREDIT_COLUMNS, "movie_id", report, progress):
        try:
            crew = json_list(row.values["crew"], "crew")
            directors = texts([member for member in crew if member.get("job") == "Director"], "name", "crew")
            cast = _cast(json_list(row.values["cast"], "cast"))
        except ValueError as error:
            report.reject(path, row.line, str(error))
            continue
        yield tmdb_id, Credits(directors, cast)


def _cast(members: list[dict[str, Any]]) -> tuple[CastMember, ...]:
    try:
        ordered = sorted(members, key=lambda member: int(member.get("order", 0)))
    except (TypeError, ValueError):
        raise ValueError("cast has an order that is not a number") from None
    names = texts(ordered, "name", "cast")[:CAST_KEPT]
    characters: dict[str, str] = {}
    for member in ordered:  # an actor of several parts keeps the first
        characters.setdefault(str(member["name"]).strip(), str(member.get("character") or "").strip())
    return tuple(CastMember(name, characters[name]) for name in names)


def _note_strays(report: IngestReport, films: dict[int, MovieDraft], credits: dict[int, Credits]) -> None:
    if lacking := len(films.keys() - credits.keys()):
        report.notes.append(f"{lacking:,} films without a usable row in {CREDITS_FILE}, kept without people")
    if stray := len(credits.keys() - films.keys()):
        report.notes.append(f"{stray:,} rows of {CREDITS_FILE} whose film {MOVIES_FILE} does not bring")


def _note_namesakes(films: list[MovieDraft], report: IngestReport) -> None:
    titles = Counter(film.title for film in films)
    doubled = sorted(f"{film.title} ({film.year or 'no year'})" for film in films if titles[film.title] > 1)
    if doubled:
        report.notes.append(f"titles that occur more than once, all kept: {', '.join(doubled[:20])}")
