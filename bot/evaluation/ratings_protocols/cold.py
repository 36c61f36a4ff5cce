"""Protocol `cold`: films that nobody has rated yet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.evaluation.ratings_protocols import lineup
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.report import ProtocolReport
from bot.evaluation.ratings_protocols.tables import K, Progress, compare, liked_in
from recommender import splits
from recommender.validation import HeldOut

_SHARE = 0.2
_PARTS = 3


def cold_films(data: RatingData, models: str, seed: int, progress: Progress | None = None) -> ProtocolReport:
    """Films nobody has rated: a fifth of the films loses all its ratings; only those are recommended."""
    rated = np.unique(data.films)
    cold = np.random.default_rng(seed).permutation(rated)[: round(len(rated) * _SHARE)]
    is_cold = np.zeros(data.n_films, bool)
    is_cold[cold] = True
    hidden = is_cold[data.films]
    split = splits.Split(np.flatnonzero(~hidden), np.flatnonzero(hidden))
    known = data.strengths(split.train)
    wanted = liked_in(data, split.test)
    makers = lineup.cold(data, hide_films)
    warm = csr_matrix(np.broadcast_to(~is_cold, (data.n_people, data.n_films)).astype(np.float32))
    table = compare(
        f"{len(cold)} films without ratings, k={K}, 4 stars relevant, only such films recommended",
        makers, models, known, wanted, seed, progress, exclude=warm, hybrid="hybrid",
    )  # fmt: skip
    return ProtocolReport("cold", data.name, seed, [table])


def hide_films(interactions: csr_matrix, *, seed: int) -> list[HeldOut]:
    """Hide all ratings of a fifth of the films, several times: hybrids learn from films without any."""
    generator = np.random.default_rng(seed)
    parts = []
    for _ in range(_PARTS):
        cold = generator.random(interactions.shape[1]) < _SHARE
        parts.append(HeldOut(_only(interactions, ~cold), _only(interactions, cold), cold))
    return parts


def _only(interactions: csr_matrix, films: NDArray[np.bool_]) -> csr_matrix:
    part = interactions.copy()
    part.data = np.where(films[part.indices], part.data, 0.0).astype(np.float32)
    part.eliminate_zeros()
    return part
