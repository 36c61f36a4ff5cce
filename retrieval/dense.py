"""Meaning: films near a query vector, by their whole and by their best sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Self

import numpy as np

from retrieval.encoder import Vectors
from retrieval.index import Ids, VectorIndex
from retrieval.vectors.choose import LOCAL, VectorIndexes

_FILMS: Final = "films"
_SENTENCES: Final = "sentences"
# Encoders differ in how far apart they put texts: scores are scaled to the spread of the one that the
# weights of the fusion were tuned with (all-MiniLM-L6-v2 on TMDB 5000).
_SPREAD: Final = 0.0936
_SAMPLE: Final = 400
_OWNERS_FILE: Final = "owners.npy"


class DenseIndex:
    """Film vectors under film rows and sentence vectors under sentence numbers, sentences in row order.

    A film scores its vector's inner product with the query plus those of its best sentences.
    """

    def __init__(self, films: VectorIndex, sentences: VectorIndex, owners: Ids) -> None:
        self.films = films
        self.sentences = sentences
        self._owners = owners
        self._starts = np.searchsorted(owners, np.arange(len(films) + 1))
        self._unit_films = _unit(films.vectors(np.arange(len(films), dtype=np.int64)))
        self._scale = np.float32(_SPREAD / max(self._spread(), 1e-6))

    @classmethod
    def build(cls, films: Vectors, sentences: Vectors, owners: Ids, indexes: VectorIndexes = LOCAL) -> Self:
        """Index vectors as `encode_films` returns them, in indexes that `indexes` makes."""
        dimension = films.shape[1]
        film_index = indexes.create(_FILMS, dimension, len(films))
        sentence_index = indexes.create(_SENTENCES, dimension, len(sentences))
        film_index.add(np.arange(len(films), dtype=np.int64), films)
        sentence_index.add(np.arange(len(sentences), dtype=np.int64), sentences)
        return cls(film_index, sentence_index, owners)

    def candidates(self, query: Vectors, k: int, rows: Ids) -> Ids:
        """Of `rows`, the k nearest as a whole and those of the k nearest sentences; sorted, no repeats."""
        everything = len(rows) == len(self.films)
        whole, _ = self.films.search(query, k, None if everything else rows)
        sentences, _ = self.sentences.search(query, k, None if everything else self._sentences_of(rows))
        found: Ids = np.union1d(whole, self._owners[sentences])
        return found

    def scores(self, query: Vectors, clauses: Vectors, weights: Vectors, rows: Ids) -> Vectors:
        """The score of each of `rows`: its film vector's product with `query`, plus its sentences' with `clauses`.

        Of a film's sentences the best counts for each clause, the clauses as `weights` say: a memory of
        several scenes is met by several sentences. One row of `clauses` a clause, at least one.
        """
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        counts = self._starts[rows + 1] - self._starts[rows]
        starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        vectors = self.sentences.vectors(self._sentences_of(rows))
        told = np.zeros(len(rows), dtype=np.float32)
        for clause, weight in zip(clauses, weights / weights.sum(), strict=True):
            told += weight * np.maximum.reduceat(_products(vectors, clause), starts)
        result: Vectors = self._scale * (_products(self.films.vectors(rows), query) + told)
        return result

    def affinity(self, rows: Ids, weights: Vectors) -> Vectors:
        """For every film, the weighted sum of the cosines of its vector with those of `rows`."""
        return _products(self._unit_films, weights @ self._unit_films[rows])

    @staticmethod
    def drop_outdated(indexes: VectorIndexes) -> None:
        """Drop what a server keeps of both indexes that two newer builds have replaced."""
        for name in (_FILMS, _SENTENCES):
            indexes.drop_outdated(name)

    def save(self, folder: Path) -> None:
        """Write both indexes below `folder`."""
        self.films.save(folder / _FILMS)
        self.sentences.save(folder / _SENTENCES)
        np.save(folder / _OWNERS_FILE, self._owners, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, indexes: VectorIndexes = LOCAL) -> Self:
        """Read what `save` wrote; raises ValueError naming the file, ConnectionError without a server."""
        path = folder / _OWNERS_FILE
        try:
            owners: Ids = np.load(path, allow_pickle=False)
        except (OSError, ValueError) as error:
            raise ValueError(f"{path} cannot be read: build the index again") from error
        films, sentences = indexes.load(folder / _FILMS), indexes.load(folder / _SENTENCES)
        if len(owners) != len(sentences):
            raise ValueError(f"{path} names {len(owners)} sentences, the index holds {len(sentences)}")
        return cls(films, sentences, owners)

    def _spread(self) -> float:
        """Standard deviation of the products of sentences with films at random: what an encoder calls near."""
        if not len(self.sentences):
            return _SPREAD
        generator = np.random.default_rng(0)
        chosen = generator.integers(len(self.sentences), size=min(_SAMPLE, len(self.sentences)))
        films = generator.integers(len(self._unit_films), size=len(chosen))
        return float(np.std(self.sentences.vectors(np.unique(chosen)) @ self._unit_films[films].T))

    def _sentences_of(self, rows: Ids) -> Ids:
        starts, counts = self._starts[rows], self._starts[rows + 1] - self._starts[rows]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        sentences: Ids = np.repeat(starts, counts) + offsets
        return sentences


def _products(vectors: Vectors, query: Vectors) -> Vectors:
    # Not `@`: waking BLAS threads for one small product costs more than the product on a busy machine.
    products: Vectors = np.einsum("ij,j->i", vectors, query)
    return products


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Vectors = vectors / np.maximum(lengths, 1e-9)
    return result
