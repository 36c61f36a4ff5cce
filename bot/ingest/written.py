"""What people wrote down of films by hand: JSON lines, one film a line, known by TMDB id or title and year."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, ClassVar, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.domain import Movie
from bot.errors import DataError
from bot.ingest.join import Film, join
from bot.ingest.report import IngestReport
from bot.ingest.seed import first_fault
from bot.ingest.text import Progress, read_lines
from retrieval.documents import OtherTitle

_LANGUAGE = re.compile(r"[a-z]{2}")


class WrittenLine(BaseModel):
    """A line of a file; a film is known by its TMDB id, else by title and year."""

    model_config = ConfigDict(extra="forbid", strict=True)

    WHAT: ClassVar[str]
    """What lines of this kind hold, in the plural: the name of the folders they are kept in."""
    EXAMPLE: ClassVar[str]
    REPEATED: ClassVar[str]
    """What becomes of a second line of a film."""

    title: str = Field(min_length=1)
    year: int | None = Field(None, ge=1870, le=2100)
    tmdb_id: int | None = Field(None, gt=0)

    def joined(self, later: Self) -> Self:
        """This line with what a later one of the same film adds to it."""
        del later
        return self


class SynopsisLine(WrittenLine):
    """What happens in a film, to be searched beside what data sets say of it."""

    WHAT = "synopses"
    EXAMPLE = '{"tmdb_id": 949, "title": "Heat", "year": 1995, "synopsis": "A robber and a detective ..."}'
    REPEATED = "has more than one synopsis: the first is kept"

    synopsis: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise ValueError(f"{code!r} is no ISO 639-1 code: write two small letters, such as de for German")
    return code


class TitlesLine(WrittenLine):
    """What a film is called in other languages: titles by ISO 639-1 code, the best known first."""

    WHAT = "titles"
    EXAMPLE = '{"tmdb_id": 238, "title": "The Godfather", "year": 1972, "titles": {"de": ["Der Pate"]}}'
    REPEATED = "has more than one line: each language counts where it is named first"

    titles: dict[
        Annotated[str, AfterValidator(_language)],
        list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]],
    ]

    def joined(self, later: Self) -> Self:
        """These titles, and those of the languages that only the later line has."""
        return self.model_copy(update={"titles": {**later.titles, **self.titles}})

    def other_titles(self) -> tuple[OtherTitle, ...]:
        """The titles as documents hold them, none twice in a language."""
        named = (OtherTitle(title, language) for language, titles in self.titles.items() for title in titles)
        return tuple(dict.fromkeys(named))


Line = TypeVar("Line", bound=WrittenLine)


def read_written(
    kind: type[Line],
    source: Path,
    catalogue: Iterable[Movie],
    report: IngestReport,
    progress: Progress | None = None,
) -> dict[int, Line]:
    """Lines by our film id, from a file or from every *.jsonl in a folder.

    Broken lines and second lines of one film go to `report`; films that the catalogue does not have
    are counted as unmatched. Raises DataError where there is no file.
    """
    lines = _read_lines(kind, source, report, progress)
    catalogue = list(catalogue)
    by_tmdb = {movie.tmdb_id: movie.id for movie in catalogue if movie.tmdb_id is not None}
    found = {place: by_tmdb[line.tmdb_id] for place, line in enumerate(lines) if line.tmdb_id in by_tmdb}
    told = set(found.values())
    free = [
        Film(movie.id, (movie.title, movie.original_title), movie.year)
        for movie in catalogue
        if movie.id not in told
    ]
    nameless = [
        Film(place, (line.title,), line.year)
        for place, line in enumerate(lines)
        if line.tmdb_id is None and place not in found
    ]
    found |= join(nameless, free)
    report.unmatched = len(lines) - len(found)
    written: dict[int, Line] = {}
    for place, film in sorted(found.items()):
        line = lines[place]
        if film in written:
            report.notes.append(f"{line.title!r} {kind.REPEATED}")
            line = written[film].joined(line)
        written[film] = line
    return written


def _read_lines(
    kind: type[Line], source: Path, report: IngestReport, progress: Progress | None
) -> list[Line]:
    files = sorted(source.glob("*.jsonl")) if source.is_dir() else [source]
    if not files:
        raise DataError(f"There are no {kind.WHAT} in {source}: no *.jsonl file.")
    lines: list[Line] = []
    for path in files:
        for number, text in enumerate(read_lines(path, report, progress), 1):
            if not text.strip():
                continue
            report.read += 1
            try:
                lines.append(kind.model_validate(json.loads(text)))
            except json.JSONDecodeError as error:
                report.reject(path, number, f"not valid JSON: {error.msg} at column {error.colno}")
            except ValidationError as error:
                report.reject(path, number, first_fault(error))
    return lines
