"""Read test descriptions: JSON lines that pair a text with the film it describes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import DataError


class Description(BaseModel):
    """One line of the file; further fields are ignored."""

    model_config = ConfigDict(str_strip_whitespace=True)

    query_text: str = Field(min_length=1)
    tmdb_id: int = Field(gt=0)


@dataclass(frozen=True, slots=True)
class NumberedDescription:
    """A description with the number of its line, from 1."""

    line: int
    text: str
    tmdb_id: int


def read_descriptions(file: Path) -> tuple[list[NumberedDescription], list[str]]:
    """The usable lines, and for every other one where it is and what is wrong with it.

    Blank lines are nothing. Raises DataError where the file cannot be read or no line is usable.
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
        usable.append(NumberedDescription(number, read.query_text, read.tmdb_id))
    if not usable:
        reason = broken[0] if broken else "it is empty"
        raise DataError(
            f"{file} has no usable line ({reason}). "
            'A line is JSON such as {"query_text": "a thief who steals secrets", "tmdb_id": 27205}.'
        )
    return usable, broken
