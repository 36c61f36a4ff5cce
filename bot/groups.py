"""Two people (or a few), one evening: what all of them will like, and how it suits each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain import Movie, Taste
from bot.errors import InvalidQuery
from bot.ranking import Blend, Cause, Ranker, because, history_of, renown
from recommender.groups import Strategy, combine

YOU = "you"
MOST_MEMBERS = 8


@dataclass(frozen=True, slots=True)
class Member:
    """One of those who watch. `name` is how reasons call them: `you`, `your girlfriend`."""

    name: str
    taste: Taste


class Group:
    """The members' blends, and the one blend that orders films for all of them."""

    def __init__(self, ranker: Ranker, members: Sequence[Member], strategy: Strategy) -> None:
        """Raises InvalidQuery without members, or with more than `MOST_MEMBERS`."""
        if not 1 <= len(members) <= MOST_MEMBERS:
            raise InvalidQuery(f"A group has 1 to {MOST_MEMBERS} people, not {len(members)}.")
        self._ranker = ranker
        self._members = members
        self._blends = [ranker.blend(history_of(member.taste)) for member in members]
        self.blend = _merged(self._blends, strategy)

    @property
    def settled(self) -> set[int]:
        """Films that somebody has rated, seen or rejected; what is on a watchlist waits for such an evening."""
        return {
            film
            for member in self._members
            for film in (
                *(rating.movie_id for rating in member.taste.ratings),
                *member.taste.seen,
                *member.taste.not_interested,
            )
        }

    def reason(self, movie_id: int, movie: Callable[[int], Movie]) -> str:
        """`you: because you gave Alien 5 stars; your friend: close to Jaws`, or what goes for all."""
        told = {}
        for member, blend in zip(self._members, self._blends, strict=True):
            words = _suits(member, self._ranker.cause(blend, movie_id, member.taste), movie_id, movie)
            if words:
                told[member.name] = words
        parts = [f"{name}: {words}" for name, words in told.items()]
        if len(told) < len(self._members):
            everybody = "both" if len(self._members) == 2 else "everybody"
            parts.append(f"{everybody}: {renown(movie(movie_id))}")
        return "; ".join(parts)


def _suits(member: Member, cause: Cause | None, movie_id: int, movie: Callable[[int], Movie]) -> str | None:
    """What speaks for the film in one member's taste."""
    if movie_id in member.taste.watchlist:
        return "on the watchlist"
    if cause is None:
        return None
    if member.name == YOU:
        return because(cause.film, member.taste, movie(cause.film))
    title = movie(cause.film).title
    return f"people who like {title} like it" if cause.part == "collaborative" else f"close to {title}"


def _merged(blends: Sequence[Blend], strategy: Strategy) -> Blend:
    history: defaultdict[int, float] = defaultdict(float)
    for blend in blends:
        for film, value in blend.history.items():
            history[film] += value
    return Blend(
        total=combine(np.stack([blend.total for blend in blends]), strategy),
        collaborative=np.mean([blend.collaborative for blend in blends], axis=0, dtype=np.float32),
        content=np.mean([blend.content for blend in blends], axis=0, dtype=np.float32),
        prior=blends[0].prior,
        history=history,
    )
