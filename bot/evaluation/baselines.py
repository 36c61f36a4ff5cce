"""The parts of search by themselves, to see what each brings. A new one is one more line of `BASELINES`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np

from bot.errors import InvalidQuery
from recommender.ranking import top_k
from retrieval.engine import SearchEngine
from retrieval.fusion import FusionWeights

System = Callable[[str, int], Sequence[int]]
"""Finds films: a text and how many are wanted, to film ids, best first."""

Baseline = Callable[[SearchEngine, str, int], Sequence[int]]
"""The same with the engine whose parts it uses."""

PRODUCT: Final = "product"
EVERY_SYSTEM: Final = "all"


def _hybrid(engine: SearchEngine, text: str, k: int) -> list[int]:
    return [hit.id for hit in engine.search(text, k=k)]


def _without(engine: SearchEngine, text: str, k: int, *, weights: FusionWeights) -> list[int]:
    return _hybrid(engine.weighing(weights), text, k)


def _sentences(engine: SearchEngine, text: str, k: int) -> list[int]:
    vector = engine.encode(text)
    rows = np.arange(len(engine), dtype=np.int64)
    best, _ = top_k(engine.dense.scores(vector, vector[None], np.ones(1, np.float32), rows), k)
    return [int(film) for film in engine.ids[best]]


def _bm25(engine: SearchEngine, text: str, k: int) -> list[int]:
    scores = engine.lexical.scores(text)
    rows, _ = top_k(scores, k, candidates=np.flatnonzero(scores > 0))
    return [int(film) for film in engine.ids[rows]]


def _dense(engine: SearchEngine, text: str, k: int) -> list[int]:
    rows, _ = engine.dense.films.search(engine.encode(text), k)
    return [int(film) for film in engine.ids[rows]]


BASELINES: Final[Mapping[str, Baseline]] = {
    # The product's ranking without the reading of years, genres and people as conditions.
    "hybrid": _hybrid,
    # Words alone.
    "bm25": _bm25,
    # The nearness of the whole film's vector alone.
    "dense": _dense,
    # The same with that of the film's best sentence.
    "sentences": _sentences,
    # The hybrid with one signal left out of the sum; its candidates stay.
    "no-meaning": partial(_without, weights=FusionWeights(meaning=0.0)),
    "no-words": partial(_without, weights=FusionWeights(words_short=0.0, words_full=0.0)),
    "no-fame": partial(_without, weights=FusionWeights(fame=0.0)),
    "no-titles": partial(_without, weights=FusionWeights(title=0.0)),
    # A long text as one scene.
    "no-scenes": partial(_without, weights=FusionWeights(scenes=False)),
}


def baselines(engine: SearchEngine, names: Iterable[str]) -> dict[str, System]:
    """Systems by name, each once; `all` stands for every one, and `product` is left to the caller.

    Raises InvalidQuery for a name there is no system of.
    """
    chosen: dict[str, System] = {}
    for name in names:
        if name == PRODUCT:
            continue
        if name != EVERY_SYSTEM and name not in BASELINES:
            known = ", ".join((PRODUCT, *BASELINES, EVERY_SYSTEM))
            raise InvalidQuery(f"There is no system {name!r}: choose from {known}.")
        for one in BASELINES if name == EVERY_SYSTEM else (name,):
            chosen[one] = partial(BASELINES[one], engine)
    return chosen
