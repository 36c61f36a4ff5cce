"""What films have in common by their tags: genres, keywords, directors and leading actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from retrieval.documents import Document

_LEADING_CAST: Final = 5


class TagSimilarity:
    """Cosines of tag sets, each tag weighted by how rare it is (idf)."""

    def __init__(self, documents: Sequence[Document]) -> None:
        columns: dict[tuple[str, str], int] = {}
        indices: list[int] = []
        starts = [0]
        for document in documents:
            indices.extend(columns.setdefault(tag, len(columns)) for tag in dict.fromkeys(_tags(document)))
            starts.append(len(indices))
        shape = (len(documents), max(len(columns), 1))
        frequency = np.bincount(indices, minlength=shape[1])
        idf = np.log((1 + len(documents)) / (1 + frequency)).astype(np.float32)
        values = idf[indices]
        lengths = (
            np.sqrt(np.add.reduceat(np.append(values**2, 0.0), starts[:-1])) if documents else np.ones(0)
        )
        lengths[np.diff(starts) == 0] = 1.0
        values = values / np.repeat(np.maximum(lengths, 1e-9), np.diff(starts))
        self._matrix = csr_matrix((values.astype(np.float32), indices, starts), shape=shape)

    def scores(self, rows: NDArray[np.int64], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """For every film, the weighted sum of its cosines with the films of `rows`."""
        profile = self._matrix[rows].T @ weights
        result: NDArray[np.float32] = self._matrix @ profile
        return result


def _tags(document: Document) -> Iterable[tuple[str, str]]:
    yield from (("genre", genre) for genre in document.genres)
    yield from (("keyword", keyword) for keyword in document.keywords)
    yield from (("director", name) for name in document.directors)
    yield from (("actor", member.name) for member in document.cast[:_LEADING_CAST])


def shared_tags(one: Document, other: Document) -> tuple[str, ...]:
    """Keywords, then people, then genres both films have."""
    return tuple(
        value
        for mine, theirs in (
            (one.keywords, other.keywords),
            (one.people, other.people),
            (one.genres, other.genres),
        )
        for value in mine
        if value in theirs
    )
