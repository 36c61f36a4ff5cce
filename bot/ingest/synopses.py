"""Synopses: JSON lines of what happens in films, to be searched beside what data sets say of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain import Movie
from bot.errors import DataError
from bot.ingest.join import Film, join
from bot.ingest.report import IngestReport
from bot.ingest.seed import first_fault
from bot.ingest.text import Progress, read_lines


class SynopsisLine(BaseModel):
    """A line of a synopsis file; a film is known by its TMDB id, else by title and year."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = Field(min_length=1)
    year: int | None = Field(None, ge=1870, le=2100)
    tmdb_id: int | None = Field(None, gt=0)
    synopsis: str = Field(min_length=1, max_length=20_000)


def read_synopses(
    source: Path, catalogue: Iterable[Movie], report: IngestReport, progress: Progress | None = None
) -> dict[int, str]:
    """Texts by our film id, from a file or from every *.jsonl in a folder.

    Broken lines and second texts of one film go to `report`; films that the catalogue does not have
    are counted as unmatched. Raises DataError where there is no file.
    """
    lines = _read_lines(source, report, progress)
    catalogue = list(catalogue)
    by_tmdb = {movie.tmdb_id: movie.id for movie in catalogue if movie.tmdb_id is not None}
    found = {place: by_tmdb[line.tmdb_id] for place, line in enumerate(lines) if line.tmdb_id in by_tmdb}
    free = [
        Film(movie.id, (movie.title, movie.original_title), movie.year)
        for movie in catalogue
        if movie.id not in set(found.values())
    ]
    nameless = [
        Film(place, (line.title,), line.year)
        for place, line in enumerate(lines)
        if line.tmdb_id is None and place not in found
    ]
    found |= join(nameless, free)
    report.unmatched = len(lines) - len(found)
    texts: dict[int, str] = {}
    for place, film in sorted(found.items()):
        if film in texts:
            report.notes.append(f"{lines[place].title!r} has more than one synopsis: the first is kept")
        texts.setdefault(film, lines[place].synopsis.strip())
    return texts


def _read_lines(source: Path, report: IngestReport, progress: Progress | None) -> list[SynopsisLine]:
    files = sorted(source.glob("*.jsonl")) if source.is_dir() else [source]
    if not files:
        raise DataError(f"There are no synopses in {source}: no *.jsonl file.")
    lines: list[SynopsisLine] = []
    for path in files:
        for number, text in enumerate(read_lines(path, report, progress), 1):
            if not text.strip():
                continue
            report.read += 1
            try:
                lines.append(SynopsisLine.model_validate(json.loads(text)))
            except json.JSONDecodeError as error:
                report.reject(path, number, f"not valid JSON: {error.msg} at column {error.colno}")
            except ValidationError as error:
                report.reject(path, number, first_fault(error))
    return lines
