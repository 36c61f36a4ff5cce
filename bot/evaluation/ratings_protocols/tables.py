"""One table: many models fitted on one matrix and judged on another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.errors import NotReady
from bot.evaluation.ratings_protocols import lineup
from bot.evaluation.ratings_protocols.data import RatingData
from bot.evaluation.ratings_protocols.lists import Values, differences, judge
from bot.evaluation.ratings_protocols.published import Published
from bot.evaluation.ratings_protocols.report import Row, Table
from recommender.validation import liked

K = 10
LIKED = 4.0
"""Stars from which a film counts as liked, where only liked films are to be found."""

Progress = Callable[[int, int], None]


def liked_in(data: RatingData, rows: NDArray[np.int64]) -> csr_matrix:
    """Those of `rows` in which somebody liked a film, as a matrix."""
    return liked(data.ones(rows[data.stars[rows] >= LIKED]))


def compare(
    title: str,
    makers: lineup.Makers,
    models: str,
    known: csr_matrix,
    wanted: csr_matrix,
    seed: int,
    progress: Progress | None,
    *,
    quoted: tuple[Published, ...] = (),
    exclude: csr_matrix | None = None,
    hybrid: str = "",
) -> Table:
    """Every chosen model's row; with a hybrid among them, how far it is ahead of each other model.

    Raises NotReady where nobody has both a history and something to find.
    """
    people = int(((np.diff(wanted.indptr) > 0) & (np.diff(known.indptr) > 0)).sum())
    if not people:
        raise NotReady("Nobody has both a history and a hidden film to find: there is nothing to judge.")
    names = lineup.chosen(makers, models)
    rows: list[Row] = []
    values: dict[str, Values] = {}
    for place, name in enumerate(names):
        row, values[name] = judge(name, makers[name], known, wanted, K, seed, exclude=exclude)
        rows.append(row)
        if progress:
            progress(place + 1, len(names))
    compared = hybrid or next((name for name in reversed(lineup.HYBRIDS) if name in names), "")
    gaps = differences(values, compared, seed) if compared in names and len(names) > 1 else {}
    return Table(f"{title}; {people} people", rows, quoted, gaps)
