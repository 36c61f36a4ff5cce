"""A matrix whose answer is obvious: two groups of people who like two halves of the films.

Person p and film i are of one colour when p + i is even, and then p likes i, except that nobody has
seen the film with their own number: that one is left to recommend. The even group is the larger one
(people 20 to 25 are even too), so that popularity tells the halves apart as well.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

N_FILMS = 20
COLOURS = [*range(20), 0, 0, 0, 0, 0, 0]  # of each person, by parity
EVEN = np.arange(0, N_FILMS, 2)
ODD = np.arange(1, N_FILMS, 2)


def matrix() -> csr_matrix:
    """26 people x 20 films, strength 1 where liked."""
    films = np.arange(N_FILMS)
    rows = [((films + colour) % 2 == 0) & (films != person) for person, colour in enumerate(COLOURS)]
    return csr_matrix(np.array(rows, np.float32))


def history(person: int) -> tuple[np.ndarray, np.ndarray]:
    """Films and strengths of one person."""
    row = matrix()[person]
    return row.indices.astype(np.int64), row.data.astype(np.float32)
