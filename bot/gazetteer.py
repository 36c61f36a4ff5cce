"""Titles and names for Rasa, which recognises them in what people write. Files are the only tie."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from bot.catalogue import fame
from bot.domain import Movie
from bot.storage import replace_file

TITLES, PEOPLE = "titles.json", "people.json"


def export(movies: Iterable[Movie], folder: Path) -> tuple[int, int]:
    """Write `titles.json` and `people.json`, each with a popularity; returns how many of each.

    A title's popularity is the film's fame, a person's the sum over their films.
    """
    titles: dict[str, float] = {}
    people: dict[str, float] = {}
    for movie in movies:
        known = fame(movie)
        for title in filter(None, (movie.title, movie.original_title)):
            titles[title] = max(titles.get(title, 0.0), known)
        for name in dict.fromkeys((*movie.directors, *(member.name for member in movie.cast))):
            people[name] = people.get(name, 0.0) + known
    _write(folder / TITLES, "title", titles)
    _write(folder / PEOPLE, "name", people)
    return len(titles), len(people)


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
