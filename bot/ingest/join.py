"""Find the films of a data set in the catalogue by title and year, where no ids lead there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.ingest.titles import parts, variants


class Film(NamedTuple):
    """A film with all the titles it is known under."""

    id: int
    titles: tuple[str, ...]
    year: int | None


Keys = Callable[[Film, int], set[tuple[str, int]]]
"""What a film of a known year is looked up by."""


def join(wanted: Iterable[Film], catalogue: Iterable[Film]) -> dict[int, int]:
    """The catalogue's film id for each wanted film that fits exactly one film of the catalogue.

    It goes in passes, each over what the passes before left: the same title and year; the same title
    and a year beside it, since sources differ on festival and cinema release; the same year where
    one side has a subtitle or a series name more. From the second pass on, a film that several want
    goes to none of them. Films without a year are never joined: too many share a title.
    """
    left, free = list(wanted), list(catalogue)
    joined = _pass(left, free, _same, _same)
    for ask, offer in ((_near, _same), (_loose, _same), (_same, _loose)):
        left = [film for film in left if film.id not in joined]
        taken = set(joined.values())
        free = [film for film in free if film.id not in taken]
        found = _pass(left, free, ask, offer)
        claims = Counter(found.values())
        joined |= {wanted_id: film_id for wanted_id, film_id in found.items() if claims[film_id] == 1}
    return joined


def _pass(wanted: Iterable[Film], catalogue: Iterable[Film], ask: Keys, offer: Keys) -> dict[int, int]:
    index: dict[tuple[str, int], set[int]] = defaultdict(set)
    for film in catalogue:
        for key in offer(film, film.year) if film.year is not None else ():
            index[key].add(film.id)
    found: dict[int, int] = {}
    for film in wanted:
        keys = ask(film, film.year) if film.year is not None else set()
        fitting = {film_id for key in keys if key in index for film_id in index[key]}
        if len(fitting) == 1:
            found[film.id] = fitting.pop()
    return found


def _same(film: Film, year: int) -> set[tuple[str, int]]:
    return {(key, year) for title in film.titles for key in variants(title)}


def _near(film: Film, year: int) -> set[tuple[str, int]]:
    return {(key, near) for key, _ in _same(film, year) for near in (year - 1, year + 1)}


def _loose(film: Film, year: int) -> set[tuple[str, int]]:
    return _same(film, year) | {(key, year) for title in film.titles for key in parts(title)}
