"""What the engine answers with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One film found. `score` orders one answer only; `matched` names what fits, for the reason line."""

    id: int
    score: float
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A film whose title fits: `score` is 0 to 100, `exact` is equal but for case, accents and articles."""

    id: int
    title: str
    year: int | None
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """An actor or director whose name fits; `films` counts the films with them, `score` is 0 to 100."""

    name: str
    score: float
    exact: bool
    films: int
