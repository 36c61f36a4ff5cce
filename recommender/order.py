"""The order of a history: what somebody rated lately tells more of what comes next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix


def places_back(histories: csr_matrix) -> NDArray[np.int64]:
    """For each entry, in the order of `histories.data`, how many entries of its row follow it."""
    rows = np.repeat(np.arange(histories.shape[0]), np.diff(histories.indptr))
    back: NDArray[np.int64] = histories.indptr[1:][rows] - 1 - np.arange(histories.nnz)
    return back


def faded(histories: csr_matrix, memory: float) -> csr_matrix:
    """Each strength times e^-(n / memory), where n entries of its row follow it; rows stay as ordered."""
    weights = np.exp(-places_back(histories) / memory).astype(np.float32)
    shape = histories.shape
    return csr_matrix((histories.data * weights, histories.indices, histories.indptr), shape=shape)
