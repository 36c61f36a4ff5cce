"""The seed catalogue: JSON lines, one film a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain import MovieDraft
from bot.errors import DataError
from bot.ingest.fields import count_missing
from bot.ingest.report import IngestReport
from bot.ingest.text import Progress, read_lines
from retrieval.documents import CastMember


class SeedMember(BaseModel):
    """An actor of a seed film."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(min_length=1)
    character: str = ""


class SeedFilm(BaseModel):
    """A line of the seed catalogue. Unknown fields are errors: they are mistyped ones."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = Field(min_length=1)
    original_title: str = ""
    year: int | None = Field(None, ge=1870, le=2100)
    runtime: int | None = Field(None, gt=0)
    language: str = ""
    countries: list[str] = []
    genres: list[str] = []
    directors: list[str] = []
    cast: list[SeedMember] = []
    keywords: list[str] = []
    overview: str = ""
    tagline: str = ""
    tmdb_id: int | None = Field(None, gt=0)
    imdb_id: str | None = None

    def draft(self) -> MovieDraft:
        """The film as the catalogue takes it; it has no votes of its own."""
        return MovieDraft(
            title=self.title,
            tmdb_id=self.tmdb_id,
            imdb_id=self.imdb_id,
            original_title=self.original_title,
            year=self.year,
            runtime=self.runtime,
            language=self.language,
            countries=tuple(self.countries),
            genres=tuple(self.genres),
            directors=tuple(self.directors),
            cast=tuple(CastMember(member.name, member.character) for member in self.cast),
            keywords=tuple(self.keywords),
            overview=self.overview,
            tagline=self.tagline,
        )


def seed_files(folder: Path) -> list[Path]:
    """The files of a seed catalogue, by name; raises DataError where there are none."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise DataError(f"There is no seed catalogue in {folder}: no *.jsonl file.")
    return files


def read_seed(folder: Path, report: IngestReport, progress: Progress | None = None) -> Iterator[MovieDraft]:
    """The films of every *.jsonl in `folder`; broken and doubled lines go to `report`."""
    seen: dict[object, str] = {}
    for path in seed_files(folder):
        for number, line in enumerate(read_lines(path, report, progress), 1):
            if not line.strip():
                continue
            report.read += 1
            try:
                film = SeedFilm.model_validate(json.loads(line)).draft()
            except json.JSONDecodeError as error:
                report.reject(path, number, f"not valid JSON: {error.msg} at column {error.colno}")
                continue
            except ValidationError as error:
                report.reject(path, number, first_fault(error))
                continue
            keys: set[object] = {(film.title.casefold(), film.year)}
            if film.tmdb_id is not None:
                keys.add(film.tmdb_id)
            if doubled := keys & seen.keys():
                report.reject(path, number, f"{film.title!r} is there already, in {seen[doubled.pop()]}")
                continue
            seen |= dict.fromkeys(keys, f"{path.name}:{number}")
            count_missing(film, report)
            yield film


def first_fault(error: ValidationError) -> str:
    """The first thing wrong with a line, and where in it."""
    fault = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in fault["loc"] if part != "[key]") or "line"
    more = f" (and {error.error_count() - 1} more faults)" if error.error_count() > 1 else ""
    return f"{where}: {fault['msg'].removeprefix('Value error, ')}{more}"
