"""The catalogue's names as the service exports them, read again whenever the files change."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

from nlu.gazetteer import Gazetteer

_log = logging.getLogger(__name__)
TITLES, PEOPLE = "titles.json", "people.json"
Times = tuple[float, ...]


class GazetteerFiles:
    """`titles.json` ([{"title", "popularity"}]) and `people.json` ([{"name", "popularity"}]) in one folder."""

    def __init__(self, folder: Path | None) -> None:
        """Nothing is read yet; without a folder, and without files in it, no names are known."""
        self._folder = folder
        self._gazetteer = Gazetteer((), ())
        self._times: Times | None = None

    def current(self) -> Gazetteer:
        """The names in the files as they are now. Files that cannot be read leave the last good names in use."""
        times = self._modified()
        if times != self._times:
            self._times = times
            self._read()
        return self._gazetteer

    def _modified(self) -> Times:
        if self._folder is None:
            return ()
        paths = (self._folder / TITLES, self._folder / PEOPLE)
        return tuple(path.stat().st_mtime_ns if path.exists() else 0.0 for path in paths)

    def _read(self) -> None:
        if self._folder is None:
            _log.warning("MOVIES_GAZETTEER is not set: titles and people of the catalogue are not recognised")
            return
        try:
            self._gazetteer = Gazetteer(
                _rows(self._folder / TITLES, "title"), _rows(self._folder / PEOPLE, "name")
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning(
                "Names in %s cannot be read, those known before stay in use: %r", self._folder, error
            )
        else:
            _log.info("Read the names in %s: %d keys", self._folder, len(self._gazetteer))


def _rows(path: Path, name: str) -> Iterator[tuple[str, float]]:
    if not path.exists():
        _log.warning("%s is missing: its names are not recognised", path)
        return
    for row in json.loads(path.read_text("utf-8")):
        yield row[name], float(row.get("popularity") or 0.0)
