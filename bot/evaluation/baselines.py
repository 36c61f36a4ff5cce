"""The parts of search by themselves, to see what each brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from bot.errors import InvalidQuery
from recommender.ranking import top_k
from retrieval.engine import SearchEngine

System = Callable[[str, int], Sequence[int]]
"""Finds films: a text and how many are wanted, to film ids, best first."""


def baselines(engine: SearchEngine, names: Iterable[str]) -> dict[str, System]:
    """Systems by name. Raises InvalidQuery for a name there is no system of.

    `bm25` ranks by words alone, `dense` by the nearness of the whole film's vector alone, `hybrid` is
    the product's ranking without the reading of years, genres and people as conditions.
    """
    known: dict[str, System] = {
        "bm25": lambda text, k: _bm25(engine, text, k),
        "dense": lambda text, k: _dense(engine, text, k),
        "hybrid": lambda text, k: [hit.id for hit in engine.search(text, k=k)],
    }
    chosen: dict[str, System] = {}
    for name in names:
        if name not in known:
            raise InvalidQuery(f"There is no system {name!r}: choose from {', '.join(known)}.")
        chosen[name] = known[name]
    return chosen


def _bm25(engine: SearchEngine, text: str, k: int) -> list[int]:
    scores = engine.lexical.scores(text)
    rows, _ = top_k(scores, k, candidates=np.flatnonzero(scores > 0))
    return [int(film) for film in engine.ids[rows]]


def _dense(engine: SearchEngine, text: str, k: int) -> list[int]:
    rows, _ = engine.dense.films.search(engine.encode(text), k)
    return [int(film) for film in engine.ids[rows]]
