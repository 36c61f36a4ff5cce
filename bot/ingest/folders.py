"""Find out which data sets a folder holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import DataError
from bot.ingest import movielens, tmdb

TMDB_FILES = (tmdb.MOVIES_FILE, tmdb.CREDITS_FILE)
MOVIELENS_FILES = (movielens.MOVIES_FILE, movielens.RATINGS_FILE, movielens.LINKS_FILE)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where in a folder each data set is, None where it is not there."""

    tmdb: Path | None
    movielens: Path | None


def detect(folder: Path) -> DataFolder:
    """The data sets in `folder` itself or in a folder directly below it.

    Raises DataError where there is none, or more than one of a kind.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder.")
    found = DataFolder(tmdb=_holding(folder, TMDB_FILES), movielens=_holding(folder, MOVIELENS_FILES))
    if found.tmdb is None and found.movielens is None:
        raise DataError(
            f"{folder} holds no data set that is known. Looked there and in the folders directly below for "
            f"TMDB 5000 ({', '.join(TMDB_FILES)}) and MovieLens ({', '.join(MOVIELENS_FILES)})."
        )
    return found


def require(folder: Path, files: tuple[str, ...]) -> None:
    """Raise DataError naming the files that `folder` lacks."""
    if lacking := [name for name in files if not (folder / name).is_file()]:
        raise DataError(f"{folder} has no {' and no '.join(lacking)}.")


def _holding(folder: Path, files: tuple[str, ...]) -> Path | None:
    below = sorted(path for path in folder.iterdir() if path.is_dir())
    found = [path for path in (folder, *below) if all((path / name).is_file() for name in files)]
    if folder in found:
        return folder
    if len(found) > 1:
        raise DataError(f"Which one: {', '.join(str(path) for path in found)}? Give that folder itself.")
    return found[0] if found else None
