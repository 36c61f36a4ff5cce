"""What was written of films by hand, from the project's files and before them the installation's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bot.db import movies as movie_store
from bot.db.session import Database
from bot.domain import Movie
from bot.errors import DataError
from bot.ingest.report import IngestReport
from bot.ingest.written import Line, read_written
from bot.settings import PROJECT, Settings
from bot.storage import replace_file


def project_folder(kind: type[Line]) -> Path:
    """Where the lines of this kind are that come with the project."""
    return PROJECT / "data" / kind.WHAT


def written(kind: type[Line], settings: Settings, films: Sequence[Movie]) -> dict[int, Line]:
    """What is written of `films`, by film id. It is read where it is needed, and kept in no table."""
    told: dict[int, Line] = {}
    for folder in (settings.written_folder(kind.WHAT), project_folder(kind)):
        if any(folder.glob("*.jsonl")):
            for film, line in read_written(kind, folder, films, IngestReport(kind.WHAT)).items():
                told[film] = told[film].joined(line) if film in told else line
    return told


def keep(
    kind: type[Line], settings: Settings, database: Database, file: Path, advance: Callable[[int, int], None]
) -> IngestReport:
    """Check a file against the catalogue and keep it for the next index; one of the same name is replaced.

    Raises DataError where no line of it is of a film in the catalogue.
    """
    report = IngestReport(kind.WHAT)
    with database.session(read_only=True) as session:
        films = list(movie_store.all_movies(session))
    report.added = len(read_written(kind, file, films, report, advance))
    if report.rejected:
        report.notes.append(f"mend the lines named here and give the file again; a line is {kind.EXAMPLE}")
    if not report.added:
        why = report.rejections[0] if report.rejections else "load the films first, or look at its lines"
        raise DataError(f"{file} tells of no film in the catalogue: {why}. A line is {kind.EXAMPLE}")
    folder = settings.written_folder(kind.WHAT)
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / f"{file.stem}.jsonl", file.read_bytes())
    return report
