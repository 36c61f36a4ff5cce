"""Films as short vectors of what they are about, to tell how alike two films on a page are."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender.features import unit_rows, weigh_by_rarity
from recommender.metrics import popularity_percentiles
from retrieval.documents import Document
from retrieval.engine import SearchEngine

DIMENSIONS = 128
LEADING_CAST = 3


class FilmVectors:
    """Vectors and popularity of the films of an index, made when first asked for.

    Genres, keywords, directors and leading actors, weighed by rarity, projected at random to `DIMENSIONS`
    numbers: that keeps cosines up to about 0.1 (Johnson and Lindenstrauss) and a page's films in cache.
    """

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._row = {int(film): row for row, film in enumerate(engine.ids)}
        self._lock = threading.Lock()
        self._made: tuple[NDArray[np.float32], NDArray[np.float64]] | None = None

    def rows(self, films: list[int]) -> NDArray[np.int64]:
        """Rows of the index. Raises KeyError for a film not in it."""
        return np.array([self._row[film] for film in films], np.int64)

    def vectors(self, films: list[int]) -> NDArray[np.float32]:
        """One row a film; shape (len(films), DIMENSIONS). Raises KeyError for a film not in the index."""
        return self._make()[0][self.rows(films)]

    def percentiles(self, films: list[int]) -> NDArray[np.float64]:
        """How well known each film is, 0 to 1; films not in the index are left out."""
        return self._make()[1][self.rows([film for film in films if film in self._row])]

    def _make(self) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        with self._lock:
            if self._made is None:
                documents = [self._engine.document(int(film)) for film in self._engine.ids]
                fame = np.array([document.popularity for document in documents])
                ranks = np.unique(fame, return_inverse=True)[1]
                self._made = (
                    project(unit_rows(weigh_by_rarity(_tagged(documents)))),
                    popularity_percentiles(ranks),
                )
            return self._made


def project(features: csr_matrix) -> NDArray[np.float32]:
    """Sparse rows as dense ones of `DIMENSIONS` numbers with nearly the same cosines."""
    directions = np.random.default_rng(0).standard_normal((features.shape[1], DIMENSIONS)).astype(np.float32)
    return np.asarray(features @ directions / np.float32(np.sqrt(DIMENSIONS)))


def _tagged(documents: list[Document]) -> csr_matrix:
    """One row a film, one column a tag, 1 where the film has it."""
    columns: dict[str, int] = {}
    rows, places = [], []
    for row, document in enumerate(documents):
        for tag in _tags(document):
            rows.append(row)
            places.append(columns.setdefault(tag, len(columns)))
    ones = np.ones(len(rows), np.float32)
    return csr_matrix((ones, (rows, places)), shape=(len(documents), max(len(columns), 1)))


def _tags(document: Document) -> set[str]:
    return {
        *(f"genre {name}" for name in document.genres),
        *(f"keyword {name}" for name in document.keywords),
        *(f"person {name}" for name in document.directors),
        *(f"person {member.name}" for member in document.cast[:LEADING_CAST]),
    }
