"""From films that rank well to the order in which they are shown: diversity, popularity, exploration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from bot.domain import Movie
from bot.experiments.variants import Variants
from bot.exploration import Explorer, draw_of
from bot.film_vectors import FilmVectors
from bot.ranking import Blend, varied
from bot.slate_options import SlateOptions
from recommender.diversity import DPP, MMR, Reranker, calibrate_popularity
from retrieval.results import Hit

DEEP = 60
"""Places that are made diverse; whoever looks further has the films by score."""


class Slates:
    """Orders one answer at a time, by the settings the person gets."""

    def __init__(self, vectors: FilmVectors, variants: Variants, explorer: Explorer) -> None:
        self._vectors = vectors
        self._variants = variants
        self._explorer = explorer

    def order(
        self,
        person: int,
        ranked: Sequence[Hit],
        films: Mapping[int, Movie],
        blend: Blend,
        *,
        k: int,
        offset: int = 0,
    ) -> list[int]:
        """Film ids in the order to show; person 0 is somebody unknown, of whom nothing is kept.

        `k` is the length of a page: exploring takes the end of the first one. Pages of one answer fit
        together, since the order is the same until the person says something new or the day is over.
        """
        options = self._variants.options(person or None)
        hits = self._calibrated(ranked, blend.history, options)
        order = self._diverse(hits, films, options)
        n = round(options.exploration_share * k)
        if options.exploration == "off" or not person or n == 0 or len(order) <= k:
            return order
        head = k - n
        features = self._features(blend, order[head:])
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        draw = draw_of(person, blend.history, day, options.exploration, k, order[:head])
        choices = self._explorer.choose(
            options.exploration, draw, order[head:], features, range(head + 1, k + 1)
        )
        if offset == 0:
            self._explorer.log(person, choices)
        drawn = [choice.movie_id for choice in choices]
        taken = set(drawn)
        return [*order[:head], *drawn, *(film for film in order[head:] if film not in taken)]

    def _features(self, blend: Blend, films: list[int]) -> NDArray[np.float64]:
        """What the explorer knows of each film, as `bot.exploration.FEATURES` names it."""
        rows = self._vectors.rows(films)
        return np.column_stack(
            [
                np.ones(len(films)),
                blend.collaborative[rows],
                blend.content[rows],
                blend.prior[rows],
                self._vectors.percentiles(films),
            ]
        )

    def _calibrated(
        self, ranked: Sequence[Hit], history: Mapping[int, float], options: SlateOptions
    ) -> list[Hit]:
        """Hits by scores that take into account how well known the films are that the person likes."""
        if not options.popularity_calibration or not ranked:
            return list(ranked)
        liked = self._vectors.percentiles([film for film, value in history.items() if value > 0])
        if not len(liked):
            return list(ranked)
        scores = calibrate_popularity(
            np.array([hit.score for hit in ranked]),
            self._vectors.percentiles([hit.id for hit in ranked]),
            float(liked.mean()),
            options.popularity_calibration,
        )
        places = np.argsort(-scores, kind="stable")
        return [Hit(ranked[place].id, float(scores[place]), ranked[place].matched) for place in places]

    def _diverse(self, hits: Sequence[Hit], films: Mapping[int, Movie], options: SlateOptions) -> list[int]:
        ids, scores = [hit.id for hit in hits], [hit.score for hit in hits]
        if options.diversity == "off" or not ids:
            return ids
        if options.diversity == "genres":
            return varied(ids, scores, {film.id: film.genres for film in films.values()})
        weight = options.diversity_weight
        reranker: Reranker = MMR(weight) if options.diversity == "mmr" else DPP(weight)
        places = reranker.order(np.array(scores), self._vectors.vectors(ids), DEEP)
        first = [ids[place] for place in places]
        return [*first, *(film for film in ids if film not in set(first))]
