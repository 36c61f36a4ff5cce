"""The blend: how factors, content and popularity become one order, and the reason for each place.

This is the one place where recommendations are weighed. A film's score is a weighted sum of three
parts, each scaled to unit spread over the catalogue: collaborative (what people with this history
like), content (how near the film is to what was liked), and prior (how well known and liked it is).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.domain import Movie, Taste
from recommender.base import Recommender
from recommender.interactions import IdMap, strength
from recommender.ranking import top_k
from retrieval.engine import SearchEngine
from retrieval.results import Hit

Array = NDArray[np.float32]

WATCHLIST_STRENGTH = 0.5
SEEN_STRENGTH = 0.2
REJECTED_STRENGTH = -0.6
"""Weaker than stars, since a list or a tap says less than a rating."""

LIKED_STARS = 3.5
PRIOR_WEIGHT = 0.35
RELEVANCE_WEIGHT = 1.5
GENRE_REPEAT_PENALTY = 0.12
POOL = 200
"""Films from which a varied page is picked; a page never reaches deeper."""


Part = Literal["collaborative", "content", "prior"]


@dataclass(frozen=True, slots=True)
class Cause:
    """A film of the history that speaks for another, and in which part of the blend."""

    film: int
    part: Part


@dataclass(frozen=True, slots=True)
class Blend:
    """Scores over the engine's rows, split by part, for one person."""

    total: Array
    collaborative: Array
    content: Array
    prior: Array
    history: Mapping[int, float]


def history_of(taste: Taste) -> dict[int, float]:
    """Film id -> signed strength. Stars outrank marks, marks outrank the watchlist."""
    history: dict[int, float] = dict.fromkeys(taste.watchlist, WATCHLIST_STRENGTH)
    history.update(dict.fromkeys(taste.seen, SEEN_STRENGTH))
    history.update(dict.fromkeys(taste.not_interested, REJECTED_STRENGTH))
    history.update({rating.movie_id: strength(rating.stars) for rating in taste.ratings})
    return history


def settled(taste: Taste) -> set[int]:
    """Films that are not recommended again: rated, seen, rejected, or already on the watchlist."""
    rated = {rating.movie_id for rating in taste.ratings}
    return rated | taste.seen | taste.not_interested | set(taste.watchlist)


class Ranker:
    """Blends the engines for one person at a time. Stateless: safe to share between threads."""

    def __init__(self, engine: SearchEngine, factors: Recommender, films: IdMap, prior: Array) -> None:
        """`films` maps film ids to the columns of `factors`; `prior` follows the rows of `engine`."""
        self._engine = engine
        self._factors = factors
        self._films = films
        self._prior = _scaled(prior)
        self._rows = films.columns(engine.ids.tolist())
        self._row_of = {int(film): row for row, film in enumerate(engine.ids)}
        self._has_factors = np.isin(engine.ids, films.ids)

    def blend(self, history: Mapping[int, float]) -> Blend:
        """Score every film of the catalogue for a history; an empty one leaves the prior alone."""
        nothing = np.zeros(len(self._engine), np.float32)
        if not history:
            return Blend(self._prior * PRIOR_WEIGHT, nothing, nothing, self._prior * PRIOR_WEIGHT, history)
        known = self._films.known(history)
        collaborative = nothing
        if known:
            strengths = np.array([history[film] for film in known], np.float32)
            collaborative = nothing.copy()
            collaborative[self._has_factors] = self._factors.scores(self._films.columns(known), strengths)[
                self._rows
            ]
            collaborative = _scaled(collaborative)
        ids = list(history)
        content = _scaled(self._engine.affinity(ids, [history[film] for film in ids]))
        # The more a person has told, the more their neighbours know; content carries the first steps.
        trust = len(known) / (len(known) + 3.0)
        parts = collaborative * trust, content * (1.0 - 0.6 * trust), self._prior * PRIOR_WEIGHT
        return Blend(parts[0] + parts[1] + parts[2], *parts, history)

    def order_by(self, blend: Blend, ids: Sequence[int]) -> list[Hit]:
        """`ids` by falling blended score, each moved at most by taste: the given order breaks ties.

        A film's place in `ids` (its relevance) counts as one more part, falling from +1 to -1 over the
        pool, so that taste reorders what is relevant without bringing up what is not.
        """
        if not ids:
            return []
        rows = self._rows_of(ids)
        relevance = np.linspace(1.0, -1.0, len(ids), dtype=np.float32) * RELEVANCE_WEIGHT
        scores = blend.total[rows] + relevance
        order = np.argsort(-scores, kind="stable")
        return [Hit(ids[place], float(scores[place])) for place in order]

    def best(self, blend: Blend, allowed: NDArray[np.bool_], k: int) -> list[Hit]:
        """The k films with the highest blended score among `allowed` rows, best first."""
        rows, scores = top_k(blend.total, k, candidates=np.flatnonzero(allowed))
        return [
            Hit(int(film), float(score)) for film, score in zip(self._engine.ids[rows], scores, strict=True)
        ]

    def reason(self, blend: Blend, movie_id: int, taste: Taste, movie: Callable[[int], Movie]) -> str:
        """Why this film is where it is: the part that lifted it most, and what in the history fed it."""
        found = self.cause(blend, movie_id, taste)
        if found is None:
            return "" if self._row(movie_id) is None else renown(movie(movie_id))
        link = "people who like it also like this" if found.part == "collaborative" else "a similar film"
        return f"{because(found.film, taste, movie(found.film))}: {link}"

    def cause(self, blend: Blend, movie_id: int, taste: Taste) -> Cause | None:
        """What in the history lifted this film most; None where it stands by its renown, or nowhere."""
        row = self._row(movie_id)
        if row is None:
            return None
        lift: dict[Part, float] = {
            "collaborative": float(blend.collaborative[row]),
            "content": float(blend.content[row]),
            "prior": float(blend.prior[row]),
        }
        part = max(lift, key=lambda name: lift[name])
        film = None if part == "prior" or lift[part] <= 0 else self._cause(part, blend, movie_id, taste)
        return None if film is None else Cause(film, part)

    def _cause(self, part: Part, blend: Blend, movie_id: int, taste: Taste) -> int | None:
        """The liked film that speaks most for `movie_id` in this part, or None where none does.

        A film given three stars may have spoken for it too, but nobody would call that liking.
        """
        lukewarm = {rating.movie_id for rating in taste.ratings if rating.stars < LIKED_STARS}
        liked = [film for film, value in blend.history.items() if value > 0 and film not in lukewarm]
        if part == "collaborative":
            known = self._films.known(blend.history)
            target = self._films.columns([movie_id])
            if not known or not len(target):
                return None
            shares = self._factors.contributions(
                self._films.columns(known),
                np.array([blend.history[film] for film in known], np.float32),
                int(target[0]),
            )
            speaking = [(share, film) for share, film in zip(shares, known, strict=True) if film in liked]
            best = max(speaking, default=(0.0, 0))
            return best[1] if best[0] > 0 else None
        if not liked:
            return None
        # Likeness is mutual: one look from the film at all that was liked, not one from each of those.
        nearness = self._engine.affinity([movie_id], [1.0])[self._rows_of(liked)]
        return liked[int(np.argmax(nearness))] if nearness.max() > 0 else None

    def _row(self, movie_id: int) -> int | None:
        return self._row_of.get(movie_id)

    def _rows_of(self, ids: Sequence[int]) -> NDArray[np.int64]:
        return np.fromiter((self._row_of[film] for film in ids), np.int64, len(ids))


def varied(ids: Sequence[int], scores: Sequence[float], genres: Mapping[int, Sequence[str]]) -> list[int]:
    """Reorder so that a page is not all of one genre: maximal marginal relevance over genres.

    Greedy, after Carbonell and Goldstein (1998): each place goes to the film with the highest score
    less a penalty for every genre mention already shown, scaled by the spread of the scores.
    """
    if not ids:
        return []
    spread = (max(scores) - min(scores)) or 1.0
    rest = dict(zip(ids, scores, strict=True))
    shown: dict[str, int] = {}
    order: list[int] = []
    while rest:

        def gain(film: int) -> float:
            names = genres.get(film) or ("",)
            repeats = sum(shown.get(name, 0) for name in names) / len(names)
            return rest[film] - GENRE_REPEAT_PENALTY * spread * repeats

        best = max(rest, key=gain)
        order.append(best)
        del rest[best]
        for name in genres.get(best, ()):
            shown[name] = shown.get(name, 0) + 1
    return order


def because(cause: int, taste: Taste, film: Movie) -> str:
    """The part of a reason that names the film of the history it comes from."""
    stars = {rating.movie_id: rating.stars for rating in taste.ratings}.get(cause)
    if stars is not None:
        return f"because you gave {film.title} {stars:g} stars"
    if cause in taste.seen:
        return f"because you have seen {film.title}"
    return f"because {film.title} is on your watchlist"


def renown(film: Movie) -> str:
    """The reason of a film that nothing in the history speaks for."""
    if film.rating is None or not film.rating_count:
        return "a film to discover"
    return f"well liked: {film.rating:.1f} of 10 from {film.rating_count:,} ratings"


def _scaled(values: Array) -> Array:
    """Centre on the mean and divide by the standard deviation; constant values become 0."""
    spread = float(values.std())
    if spread < 1e-9:
        return np.zeros_like(values)
    scaled: Array = ((values - values.mean()) / spread).astype(np.float32)
    return scaled
