"""Figures that others published for the same protocols, quoted beside ours."""

from __future__ import annotations

from typing import NamedTuple


class Published(NamedTuple):
    """A row of somebody's table."""

    model: str
    source: str
    figures: dict[str, float]


STARS = (
    Published("SVD", "Surprise, 5-fold", {"rmse": 0.934, "mae": 0.737}),
    Published("SVD++", "Surprise, 5-fold", {"rmse": 0.919, "mae": 0.721}),
)
"""ML-100K. Surprise's folds are random ones of its own."""

TOP_LISTS = (
    Published(
        "BiVAE",
        "Microsoft recommenders, 75/25 stratified, k=10",
        {"ndcg": 0.4751, "precision": 0.4118, "recall": 0.2191, "map": 0.1461},
    ),
)
"""ML-100K."""
