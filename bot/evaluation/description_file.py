"""Read test queries: JSON lines that pair a text with the films it means, or with what must hold of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import DataError
from bot.evaluation.holds import Holds

TmdbId = Annotated[int, Field(gt=0)]
EXAMPLE = (
    'A line is JSON such as {"query_text": "a thief who steals secrets", "tmdb_id": 27205}, or with '
    '"tmdb_ids": [27205, 603] or "holds": {"genres": ["Crime"], "year_to": 1999} in place of "tmdb_id".'
)


class Description(BaseModel):
    """One line of the file; further fields are ignored."""

    model_config = ConfigDict(str_strip_whitespace=True)

    query_text: str = Field(min_length=1)
    query_id: str | int | None = None
    language: str | None = None
    tmdb_id: TmdbId = 0
    tmdb_ids: Annotated[frozenset[TmdbId], Field(min_length=1)] = frozenset()
    holds: Holds | None = None

    @model_validator(mode="after")
    def _can_be_judged(self) -> Self:
        if not (self.tmdb_id or self.tmdb_ids or self.holds):
            raise ValueError("tmdb_id, tmdb_ids or holds is missing")
        return self

    @property
    def right(self) -> frozenset[int]:
        """TMDB ids of all films that are right."""
        return self.tmdb_ids | {self.tmdb_id} if self.tmdb_id else self.tmdb_ids


@dataclass(frozen=True, slots=True)
class NumberedDescription:
    """A query with the number of its line, from 1.

    Any film of `tmdb_ids` is a right answer; `holds` must be true of every film found. `language` is
    an ISO 639-1 code, empty where the file does not say.
    """

    line: int
    text: str
    tmdb_ids: frozenset[int] = frozenset()
    holds: Holds | None = None
    language: str = ""
    query_id: str = ""


@dataclass(frozen=True, slots=True)
class QuerySet:
    """The usable queries of one file, and for every other line where it is and what is wrong with it."""

    file: Path
    queries: tuple[NumberedDescription, ...]
    broken: tuple[str, ...]


def read_folder(folder: Path) -> list[QuerySet]:
    """Every `*.jsonl` of a folder by name. Raises DataError where there is none or one is unusable."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise DataError(f"{folder} has no file that ends in .jsonl: give the folder of the query sets.")
    return [read_descriptions(file) for file in files]


def read_descriptions(file: Path) -> QuerySet:
    """The queries of one file; blank lines are nothing.

    Raises DataError where the file cannot be read or no line is usable.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error.strerror}.") from error
    usable: list[NumberedDescription] = []
    broken: list[str] = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            read = Description.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            broken.append(f"{file}:{number}: {f'{field}: ' if field else ''}{first['msg']}")
            continue
        usable.append(
            NumberedDescription(
                number, read.query_text, read.right, read.holds, read.language or "", str(read.query_id or "")
            )
        )
    if not usable:
        raise DataError(f"{file} has no usable line ({broken[0] if broken else 'it is empty'}). {EXAMPLE}")
    return QuerySet(file, tuple(usable), tuple(broken))
