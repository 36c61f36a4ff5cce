"""Many films made of few: vectors that lie to each other as those of real films do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import faiss
import numpy as np

from retrieval.engine import SearchEngine
from retrieval.index import Ids, Vectors
from retrieval.text import sentences

_NEAR: Final = 20  # neighbours among which a film's second parent is drawn
_BLOCK: Final = 50_000
_MIN_WORDS: Final = 6
_APART: Final = 0.2  # of the real films, from which no film is made: queries come from them


@dataclass(frozen=True, slots=True)
class Material:
    """Real vectors: films that others are made of, and sentences about films that they are not made of."""

    films: Vectors
    queries: Vectors


def material(engine: SearchEngine, queries: int, seed: int) -> Material:
    """Real films and `queries` sentences from overviews of other real films, encoded as a search would.

    Raises ValueError where the catalogue has too few films or sentences.
    """
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(engine))
    apart = int(_APART * len(engine))
    texts = [
        sentence
        for row in order[:apart]
        for sentence in sentences(engine.document(int(engine.ids[row])).overview, _MIN_WORDS)
    ]
    if len(texts) < queries or len(engine) - apart <= _NEAR:
        raise ValueError(
            f"{len(engine)} films give {len(texts)} sentences, {queries} are needed: use a larger catalogue"
        )
    chosen = [texts[place] for place in generator.permutation(len(texts))[:queries]]
    films = engine.dense.films.vectors(np.sort(order[apart:]).astype(np.int64))
    return Material(films, engine.encoder.encode_queries(chosen))


def synthetic_films(real: Vectors, count: int, seed: int) -> Vectors:
    """`count` vectors of the dimension of `real` (n, d), each made of four real ones.

    A film lies between a real film and one of its 20 nearest (up to half the way), moved by 0.3 to 0.7 of
    the difference of two films drawn at random, at the length of the first. Noise made of such differences
    keeps to the directions in which films differ, which independent noise in every value would not: that
    is far from everything, and finding a film's copies in it is easy. How well this works is what
    `crowding` measures.
    """
    generator = np.random.default_rng(seed)
    lengths = np.linalg.norm(real, axis=1, keepdims=True)
    near = _nearest(real / lengths, _NEAR)
    made = np.empty((count, real.shape[1]), dtype=np.float32)
    for start in range(0, count, _BLOCK):
        size = min(_BLOCK, count - start)
        first, left, right = generator.integers(0, len(real), (3, size))
        second = near[first, generator.integers(0, _NEAR, size)]
        way = generator.uniform(0.0, 0.5, (size, 1)).astype(np.float32)
        noise = generator.uniform(0.3, 0.7, (size, 1)).astype(np.float32)
        block = (1 - way) * real[first] + way * real[second] + noise * (real[left] - real[right])
        made[start : start + size] = block * (lengths[first] / np.linalg.norm(block, axis=1, keepdims=True))
    return made


@dataclass(frozen=True, slots=True)
class Crowding:
    """How vectors lie to their neighbours: means of cosines, and the median local dimension.

    The dimension is the maximum-likelihood estimate of Levina and Bickel (2005) from 50 neighbours.
    """

    first: float
    tenth: float
    hundredth: float
    dimension: float


def crowding(vectors: Vectors, seed: int, sample: int = 1_000) -> Crowding:
    """Measure at most `sample` of the vectors against all; needs more than 100."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.random.default_rng(seed).permutation(len(unit))[:sample]
    cosines, _ = faiss.knn(unit[rows], unit, 101, metric=faiss.METRIC_INNER_PRODUCT)
    others = cosines[:, 1:]  # the nearest is the vector itself
    away = np.sqrt(np.maximum(2 - 2 * others[:, :51], 1e-9))
    dimension = -1 / np.log(away[:, :50] / away[:, 50:51]).mean(axis=1)
    first, tenth, hundredth = others[:, [0, 9, 99]].mean(axis=0).tolist()
    return Crowding(first, tenth, hundredth, float(np.median(dimension)))


def exact_neighbours(queries: Vectors, films: Vectors, k: int, allowed: Ids | None = None) -> Ids:
    """For each query the rows of its k nearest films among `allowed`, best first, by comparing all."""
    among = films if allowed is None else films[allowed]
    _, found = faiss.knn(queries, among, min(k, len(among)), metric=faiss.METRIC_INNER_PRODUCT)
    rows: Ids = found if allowed is None else allowed[found]
    return rows


def _nearest(unit: Vectors, k: int) -> Ids:
    _, rows = faiss.knn(unit, unit, k + 1, metric=faiss.METRIC_INNER_PRODUCT)
    near: Ids = rows[:, 1:]
    return near
