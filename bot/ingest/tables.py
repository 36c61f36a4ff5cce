"""CSV files row by row, with true line numbers, where one broken row spoils no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.errors import DataError
from bot.ingest.report import IngestReport
from bot.ingest.text import Progress, read_lines

MAX_LINES = 200
"""Lines a quoted field may span; a quote still open after that was never closed."""


class Row(NamedTuple):
    """One record and the line it starts on."""

    line: int
    values: dict[str, str]


def read_rows(
    path: Path, columns: Collection[str], report: IngestReport, progress: Progress | None = None
) -> Iterator[Row]:
    """The records of a CSV file whose header has at least `columns`.

    A broken record goes to `report`, and reading goes on with the very next line, so that a quote
    that is never closed costs one record and not the rest of the file. Raises DataError for a
    missing file or column.
    """
    lines = _Lines(read_lines(path, report, progress))
    header = _header(path, lines, columns)
    while lines.more():
        start = lines.number + 1
        try:
            values, used = _record(lines, len(header))
        except ValueError as error:
            report.read += 1
            report.reject(path, start, str(error))
            lines.skip(1)
            continue
        lines.skip(used)
        if values:
            report.read += 1
            yield Row(start, dict(zip(header, values, strict=True)))


class _Lines:
    """Lines with look-ahead."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._ahead: deque[str] = deque()
        self.number = 0
        """The last line used up."""

    def peek(self, offset: int) -> str | None:
        while len(self._ahead) <= offset:
            line = next(self._source, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[offset]

    def more(self) -> bool:
        return self.peek(0) is not None

    def skip(self, count: int) -> None:
        for _ in range(count):
            self._ahead.popleft()
        self.number += count


def _header(path: Path, lines: _Lines, columns: Collection[str]) -> list[str]:
    if not lines.more():
        raise DataError(f"{path} is empty.")
    try:
        names, used = _record(lines, None)
    except ValueError as error:
        raise DataError(f"{path}:1: the header cannot be read: {error}.") from error
    header = [name.strip() for name in names]
    if lacking := [name for name in columns if name not in header]:
        raise DataError(f"{path} has no column {', '.join(lacking)}. Its columns are {', '.join(header)}.")
    lines.skip(used)
    return header


def _record(lines: _Lines, width: int | None) -> tuple[list[str], int]:
    """The values of the record that starts at the next line (none for a blank line), and its lines.

    Quotes inside a quoted field are doubled, so a record is complete when its quotes are even.
    """
    text, used = "", 0
    while used == 0 or text.count('"') % 2:
        line = lines.peek(used) if used < MAX_LINES else None
        if line is None:
            raise ValueError("a quote is opened and not closed")
        text += line
        used += 1
    try:
        # The whole text at once: split by lines, a line end within quotes would be lost.
        values = next(csv.reader([text.rstrip("\r\n")], strict=True), [])
    except csv.Error as error:
        raise ValueError(f"not valid CSV: {error}") from error
    if width is not None and values and len(values) != width:
        raise ValueError(f"{len(values)} columns where the header has {width}")
    return values, used
