"""Films as rows of features (genres, people, years, text vectors), for models that read content."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack

from recommender.base import Scores


def check_features(features: csr_matrix, n_items: int) -> csr_matrix:
    """Features as float32 rows, one a film; raises ValueError where they do not fit the films."""
    if features.ndim != 2 or features.shape[0] != n_items or not features.shape[1]:
        raise ValueError(f"features of shape {features.shape} do not describe {n_items} films")
    matrix = csr_matrix(features, dtype=np.float32)
    if not np.isfinite(matrix.data).all():
        raise ValueError("a film's feature is not a finite number")
    return matrix


def present(matrix: csr_matrix) -> csr_matrix:
    """1 wherever `matrix` is not 0."""
    ones = csr_matrix(matrix, dtype=np.float32, copy=True)
    ones.data = (ones.data != 0).astype(np.float32)
    ones.eliminate_zeros()
    return ones


def weigh_by_rarity(features: csr_matrix) -> csr_matrix:
    """Multiply each column by its inverse document frequency: a shared director says more than a genre."""
    films = features.shape[0]
    with_it = np.asarray(present(features).sum(axis=0), np.float64).ravel()
    return csr_matrix(features @ diags(np.log((1.0 + films) / (1.0 + with_it)).astype(np.float32)))


def unit_rows(features: csr_matrix) -> csr_matrix:
    """Scale every row to length 1; a row of zeros stays one."""
    lengths = np.sqrt(np.asarray(features.multiply(features).sum(axis=1), np.float64)).ravel()
    return csr_matrix(diags((1.0 / np.maximum(lengths, 1e-12)).astype(np.float32)) @ features)


def join(parts: list[tuple[csr_matrix | Scores, float]]) -> csr_matrix:
    """Blocks of features side by side, each row of a block scaled to length `sqrt(weight)`.

    The inner product of two films is then the weighted sum of the blocks' cosines.
    """
    scaled = [
        unit_rows(csr_matrix(block, dtype=np.float32)) * float(np.sqrt(weight)) for block, weight in parts
    ]
    return csr_matrix(hstack(scaled, format="csr"), dtype=np.float32)
