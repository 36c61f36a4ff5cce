"""Titles and names for Rasa, which recognises them in what people write. Files are the only tie."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.catalogue import fame
from bot.domain import Movie
from bot.ingest.written import TitlesLine
from bot.storage import replace_file

TITLES, PEOPLE = "titles.json", "people.json"
OTHER_LANGUAGE = -1.0
"""Popularity of a title in another language, which tells Rasa's side to prefer any of the catalogue's."""
_SHORT = 4
_SUBTITLE = re.compile(r":\s+|\s+[-–—]\s+")


def export(movies: Iterable[Movie], called: Mapping[int, TitlesLine], folder: Path) -> tuple[int, int]:
    """Write `titles.json` and `people.json`, each with a popularity; returns how many of each.

    A title's popularity is the film's fame, a person's the sum over their films. Titles in other languages,
    `called` by film id, come with `OTHER_LANGUAGE`.
    """
    titles: dict[str, float] = {}
    people: dict[str, float] = {}
    for movie in movies:
        known = fame(movie)
        for title in filter(None, (movie.title, movie.original_title)):
            titles[title] = max(titles.get(title, known), known)
        line = called.get(movie.id)
        for other in line.other_titles() if line else ():
            if _telling(other.title):
                # Without the sign before a subtitle: what stands before it, `James Bond`, is not the film.
                titles.setdefault(_SUBTITLE.sub(" ", other.title), OTHER_LANGUAGE)
        for name in dict.fromkeys((*movie.directors, *(member.name for member in movie.cast))):
            people[name] = people.get(name, 0.0) + known
    _write(folder / TITLES, "title", titles)
    _write(folder / PEOPLE, "name", people)
    return len(titles), len(people)


def _telling(title: str) -> bool:
    """Whether a title in another language is no short word that people may write in English too: `Es`, `Elle`."""
    letters = [char for char in title if char.isalnum()]
    return len(letters) > _SHORT or not all(
        unicodedata.name(char, "").startswith("LATIN") for char in letters
    )


def _write(path: Path, key: str, entries: dict[str, float]) -> None:
    rows = [
        {key: name, "popularity": round(value, 3)}
        for name, value in sorted(entries.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    content = json.dumps(rows, ensure_ascii=False).encode()
    if (
        not path.exists() or path.read_bytes() != content
    ):  # an unchanged file keeps its time, so Rasa need not reload
        replace_file(path, content)
