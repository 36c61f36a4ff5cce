"""The retrieval engine: everything the application asks of a text or of a film."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from retrieval import storage
from retrieval.dense import DenseIndex
from retrieval.documents import Document
from retrieval.encoder import Encoder, Progress, Vectors
from retrieval.facets import Facets, Mask, Order
from retrieval.filters import Filters, Hint
from retrieval.foreign import language_of
from retrieval.fusion import FusionWeights, Scores
from retrieval.lexical import LexicalIndex
from retrieval.people import PeopleIndex
from retrieval.query import Query, QueryReader
from retrieval.reading.clauses import Clause, clauses
from retrieval.reasons import Reasons
from retrieval.results import Hit, PersonMatch, TitleMatch
from retrieval.tags import TagSimilarity, shared_tags
from retrieval.text import LONG_TEXT, words
from retrieval.titles import TitleIndex
from retrieval.vectors.choose import LOCAL, VectorIndexes
from retrieval.views import encode_films

Ids = NDArray[np.int64]

_MAX_CHARS: Final = 4_000  # about three times what the encoder reads
_POOL: Final = 500  # candidates of each kind that are scored on everything
_MAX_TITLE_WORDS: Final = 8
_CLOSE_TITLE: Final = 75.0  # similarity from which a text may be a mistyped title
_EXACT_TITLE_BONUS: Final = 10.0  # above any other sum of signals
_TAG_SHARE: Final = 0.4  # of tags in the similarity of two films, the rest is meaning
_NO_FILTERS: Final = Filters()


class SearchEngine:
    """Search, browse and look up films. Read-only once built, so safe to share between threads."""

    def __init__(
        self,
        documents: Sequence[Document],
        encoder: Encoder,
        dense: DenseIndex,
        lexical: LexicalIndex,
        fingerprint: str,
        weights: FusionWeights | None = None,
    ) -> None:
        self.encoder = encoder
        self.dense = dense
        self.lexical = lexical
        self.content_fingerprint = fingerprint
        self._weights = weights or FusionWeights()
        self._documents = list(documents)
        self._ids: Ids = np.array([document.id for document in documents], dtype=np.int64)
        self._row = {document.id: row for row, document in enumerate(documents)}
        self._facets = Facets(documents)
        self._titles = TitleIndex(documents)
        self._people = PeopleIndex(documents)
        self._tags = TagSimilarity(documents)
        self._reader = QueryReader(documents, self._titles, self._people)
        fame = np.log1p(np.maximum(self._facets.popularity, 0.0))
        self._fame: Scores = (fame / max(float(fame.max(initial=0.0)), 1.0)).astype(np.float32)

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        encoder: Encoder,
        *,
        indexes: VectorIndexes = LOCAL,
        on_progress: Progress | None = None,
    ) -> Self:
        """Encode and index `documents`; raises ValueError where two have one id.

        `indexes` makes the vector indexes; raises ConnectionError where their server is away.
        """
        if len({document.id for document in documents}) != len(documents):
            raise ValueError("Two documents have the same id")
        dense = DenseIndex.build(*encode_films(documents, encoder, on_progress), indexes)
        lexical = LexicalIndex.build(documents)
        return cls(documents, encoder, dense, lexical, cls.fingerprint(documents, encoder.name, indexes))

    @staticmethod
    def fingerprint(documents: Sequence[Document], encoder_name: str, indexes: VectorIndexes = LOCAL) -> str:
        """Content hash: an index with the same one need not be built again."""
        return storage.fingerprint(documents, encoder_name, indexes.signature)

    def save(self, folder: Path) -> None:
        """Write the index; an index already in `folder` stays whole until the new one is."""
        manifest = storage.Manifest(
            self.encoder.name, self.encoder.dimension, self.content_fingerprint, len(self._documents)
        )
        storage.write(folder, manifest, self._documents, self._save_arrays)

    def _save_arrays(self, folder: Path) -> None:
        self.dense.save(folder / "dense")
        self.lexical.save(folder / "lexical")

    @classmethod
    def load(cls, folder: Path, encoder: Encoder, indexes: VectorIndexes = LOCAL) -> Self:
        """Read an index; raises ValueError naming the file that is missing, damaged or of another encoder.

        Where a server keeps the vectors, `indexes` knows it; raises ConnectionError where it is away.
        """
        manifest = storage.read_manifest(folder)
        if (manifest.encoder, manifest.dimension) != (encoder.name, encoder.dimension):
            raise ValueError(
                f"{folder / 'manifest.json'}: built with encoder {manifest.encoder!r} ({manifest.dimension}"
                f" values), "
                f"not with {encoder.name!r} ({encoder.dimension}): build the index again"
            )
        storage.verify(folder)
        documents = storage.read_documents(folder)
        dense, lexical = DenseIndex.load(folder / "dense", indexes), LexicalIndex.load(folder / "lexical")
        if not len(documents) == len(dense.films) == manifest.films:
            raise ValueError(f"{folder}: documents and vectors do not fit together: build the index again")
        return cls(documents, encoder, dense, lexical, manifest.fingerprint)

    def weighing(self, weights: FusionWeights) -> Self:
        """This engine with other weights of the signals; all it holds is shared."""
        other = copy(self)
        other._weights = weights
        return other

    @property
    def ids(self) -> Ids:
        """All film ids in row order."""
        return self._ids

    def __len__(self) -> int:
        return len(self._documents)

    def document(self, film_id: int) -> Document:
        """The film as indexed; raises KeyError."""
        return self._documents[self._row[film_id]]

    def encode(self, text: str) -> Vectors:
        """The vector of a query, as `search` computes it."""
        vector: Vectors = self.encoder.encode_queries([text[:_MAX_CHARS]])[0]
        return vector

    def search(
        self,
        text: str,
        filters: Filters = _NO_FILTERS,
        k: int = 10,
        *,
        exclude: Collection[int] = (),
        hints: Sequence[Hint] = (),
    ) -> list[Hit]:
        """The k films that fit `text` best among those that meet `filters`; none for a text without words.

        Films that meet `hints` are likelier, the others are not left out.
        """
        text = text[:_MAX_CHARS]
        count = len(words(text))
        mask = self.allowed(filters, exclude)
        if not count or k <= 0 or not mask.any():
            return []
        rows, scores = self._score(text, count, mask, k, hints)
        best = np.argsort(-scores, kind="stable")[:k]
        reasons = Reasons(text)
        return [
            Hit(int(self._ids[rows[place]]), float(scores[place]), reasons.of(self._documents[rows[place]]))
            for place in best
        ]

    def _score(self, text: str, count: int, mask: Mask, k: int, hints: Sequence[Hint]) -> tuple[Ids, Scores]:
        """Candidate rows, and their scores from meaning, words, fame, hints and title."""
        allowed = np.flatnonzero(mask)
        apart = count > LONG_TEXT and self._weights.scenes
        scenes = clauses(text) if apart else [Clause(text, 1.0)]
        # Two calls: in one batch every short scene would be padded to the length of the whole.
        vector = self.encode(text)
        told = self.encoder.encode_queries([scene.text for scene in scenes])
        shares = np.array([scene.weight for scene in scenes], dtype=np.float32)
        lexical = self.lexical.scores(text)
        pool = max(_POOL, k)
        titled = {row: bonus for row, bonus in self._title_bonuses(text, count).items() if mask[row]}
        parts = [
            self.dense.candidates(vector, pool, allowed),
            allowed[_top(lexical[allowed], pool)],
            np.array(list(titled), dtype=np.int64),
        ]
        rows: Ids = np.unique(np.concatenate(parts))
        weights = self._weights
        if language_of(text) and self.encoder.multilingual:
            weights = weights.foreign
        scores = weights.combine(self.dense.scores(vector, told, shares, rows), lexical[rows], count)
        scores = scores + weights.fame * self._fame[rows]
        for hint in hints:
            scores = scores + weights.hint * hint.weight * self._facets.mask(hint.filters)[rows]
        for row, bonus in titled.items():
            scores[np.searchsorted(rows, row)] += bonus
        return rows, scores.astype(np.float32)

    def _title_bonuses(self, text: str, count: int) -> dict[int, float]:
        bonuses: dict[int, float] = {}
        if count <= _MAX_TITLE_WORDS:
            for match in self._titles.find(text):
                nearness = (match.score - _CLOSE_TITLE) / (100.0 - _CLOSE_TITLE)
                if nearness > 0:
                    bonuses[self._row[match.id]] = self._weights.title * nearness
        for row in self._titles.exact(text):
            bonuses[row] = _EXACT_TITLE_BONUS + float(self._fame[row])
        return bonuses

    def understand(self, text: str) -> Query:
        """Free text as filters, notes and what is left to match by meaning."""
        return self._reader.read(text)

    def browse(
        self, filters: Filters, k: int, *, exclude: Collection[int] = (), order: Order = "popular"
    ) -> list[int]:
        """Ids of up to k films that meet `filters`; raises ValueError on an unknown order."""
        rows = np.flatnonzero(self.allowed(filters, exclude))
        ordered = self._facets.ordered(rows, order)[: max(k, 0)]
        return [int(film_id) for film_id in self._ids[ordered]]

    def count(self, filters: Filters) -> int:
        """How many films meet `filters`."""
        return int(self._facets.mask(filters).sum())

    def similar(
        self,
        weights: Mapping[int, float],
        filters: Filters = _NO_FILTERS,
        k: int = 10,
        *,
        exclude: Collection[int] = (),
    ) -> list[Hit]:
        """Films nearest to those in `weights` (negative: unlike), without these; unknown ids are skipped."""
        known = {film_id: weight for film_id, weight in weights.items() if film_id in self._row}
        if not known or k <= 0:
            return []
        scores = self.affinity(list(known), list(known.values()))
        rows = np.flatnonzero(self.allowed(filters, {*exclude, *known}))
        best = rows[_top(scores[rows], k)]
        liked = max(known, key=lambda film_id: known[film_id])
        return [
            Hit(
                int(self._ids[row]),
                float(scores[row]),
                shared_tags(self.document(liked), self._documents[row])[:5],
            )
            for row in best
        ]

    def affinity(self, ids: Sequence[int], weights: Sequence[float]) -> Scores:
        """Content similarity of every film, in row order, to the weighted films `ids`; raises KeyError.

        A weighted mean of similarities, each the mix of the cosine of meanings and that of tags.
        """
        rows = np.array([self._row[film_id] for film_id in ids], dtype=np.int64)
        strengths = np.asarray(weights, dtype=np.float32)
        total = float(np.abs(strengths).sum())
        if not len(rows) or total == 0:
            return np.zeros(len(self), dtype=np.float32)
        meaning = self.dense.affinity(rows, strengths)
        mixed = (1.0 - _TAG_SHARE) * meaning + _TAG_SHARE * self._tags.scores(rows, strengths)
        return (mixed / total).astype(np.float32)

    def find_titles(self, text: str, limit: int = 5) -> list[TitleMatch]:
        """Films by title, through typos; all films of one name come, most popular first."""
        return self._titles.find(text, limit)

    def find_people(self, text: str, limit: int = 5) -> list[PersonMatch]:
        """Actors and directors by name, through typos."""
        return self._people.find(text, limit)

    def matches(self, text: str, film_id: int) -> tuple[str, ...]:
        """Facts of a film that `text` names, at most five; raises KeyError."""
        return Reasons(text).of(self.document(film_id))

    def allowed(self, filters: Filters, exclude: Collection[int] = ()) -> Mask:
        """Which rows meet `filters` and are not excluded; shape (films,)."""
        mask = self._facets.mask(filters)
        mask[[self._row[film_id] for film_id in exclude if film_id in self._row]] = False
        return mask


def _top(scores: Scores, k: int) -> Ids:
    """Positions of the k highest scores, best first."""
    if k >= len(scores):
        return np.argsort(-scores, kind="stable")
    part = np.argpartition(-scores, k)[:k]
    best: Ids = part[np.argsort(-scores[part], kind="stable")]
    return best
