"""The wording of comparisons and choices among films."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.phrases import listing
from bot.domain import Movie


def comparison(winners: Sequence[Movie], says: str) -> str:
    """Which of the films comes first, with the figure that says so."""
    if len(winners) > 1:
        return f"{listing([movie.label for movie in winners])} are equally {says.removeprefix('the ')}."
    return f"{winners[0].label} is {says}{_figure(winners[0], says)}."


def seems(movie: Movie, says: str, genres: Sequence[str]) -> str:
    """Which of the films comes first in a mood: a judgement by what is known, no measurement.

    Where the film is of none of `genres`, none of them is.
    """
    if set(genres).isdisjoint(movie.genres):
        kind = listing(sorted(genre.lower() for genre in genres), "or")
        return (
            f"None of these is filed under {kind}. By its story, {movie.label} comes nearest to being {says}."
        )
    return f"Going by genre and story, {movie.label} looks like {says} of them."


def _figure(movie: Movie, says: str) -> str:
    if says in ("the shortest", "the longest"):
        return f", at {movie.runtime} minutes"
    return f", at {movie.rating:.1f} of 10" if "rated" in says and movie.rating is not None else ""


def cannot_compare(says: str) -> str:
    """Nothing is known of what is asked."""
    return f"I do not know enough of these films to say which is {says}."


def side_by_side(movies: Sequence[Movie]) -> str:
    """The facts that tell films apart, one film a line."""
    return "\n".join(f"{movie.label}: {_facts(movie)}." for movie in movies)


def _facts(movie: Movie) -> str:
    facts = [
        f"{movie.runtime} minutes" if movie.runtime else "",
        f"rated {movie.rating:.1f} of 10" if movie.rating is not None else "",
        listing([genre.lower() for genre in movie.genres[:3]]) if movie.genres else "",
        f"by {listing(list(movie.directors[:2]))}" if movie.directors else "",
    ]
    return ", ".join(fact for fact in facts if fact) or "I know no facts of it"


def start_with(movie: Movie, reason: str) -> str:
    """The one of the films shown that the person should see first."""
    return f"I would start with {movie.label}{f': {reason}' if reason else ''}."


ALL_KNOWN: Final = "You have seen all of these, as far as I know. Shall I look for others?"


def those(movies: Sequence[Movie], asked: str) -> str:
    """Those of the films shown that meet what is asked."""
    return f"{listing([movie.label for movie in movies])}{f' ({asked})' if asked else ''}."


def none_of_them(asked: str, others: int) -> str:
    """No film shown meets what is asked; `others` do."""
    told = f"None of these{f' fits that: {asked}' if asked else ', as far as I know'}."
    return f"{told} Shall I look for others?" if others else told


def seen_of(movies: Sequence[Movie]) -> str:
    """Which of the films shown the person has seen."""
    if not movies:
        return "None of these, as far as you have told me."
    return f"You told me of {listing([movie.label for movie in movies])}."
