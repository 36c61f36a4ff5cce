"""Lines of text files as they are in the wild: BOM, CRLF, stray bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.errors import DataError
from bot.ingest.report import IngestReport

NOT_UTF8 = "lines not UTF-8, read as Windows-1252"

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def read_lines(path: Path, report: IngestReport, progress: Progress | None = None) -> Iterator[str]:
    """The lines of a UTF-8 file, line ends kept.

    A line that is not UTF-8 is read as Windows-1252, which reads any Latin-1 letter, and counted as
    mended. `progress` hears bytes. Raises DataError for a file that cannot be read.
    """
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            done = 0
            for number, raw in enumerate(file, 1):
                done += len(raw)
                if progress is not None and (number % 1000 == 0 or done == total):
                    progress(done, total)
                yield _decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw, path, number, report)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error


def _decode(raw: bytes, path: Path, number: int, report: IngestReport) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        if not report.mended[NOT_UTF8]:
            report.notes.append(f"{path.name}:{number}: the first line that is not UTF-8")
        report.mended[NOT_UTF8] += 1
        return raw.decode("cp1252", errors="replace")
