"""The wording of what a person has told so far."""

from __future__ import annotations

from typing import Final

from actions.phrases import listing, stars
from bot.domain import Movie, Taste


def ratings(count: int, shown: int, taste: Taste) -> str:
    """Above the films a person has rated."""
    rated = "You rated one film" if count == 1 else f"You rated {count} films"
    latest = f" The latest {shown}:" if count > shown else ""
    return f"{rated}{_marks(taste)}.{latest}"


def nothing_rated(taste: Taste) -> str:
    """No film is rated."""
    return f"You have not rated any film yet{_marks(taste)}. Say “5 stars for Heat”, or let me ask you about a few films."


def _marks(taste: Taste) -> str:
    marks = [
        f"{len(films)} {what}"
        for films, what in (
            (taste.watchlist, "on your watchlist"),
            (taste.seen, "marked as seen"),
            (taste.not_interested, "kept away from you"),
        )
        if films
    ]
    return f" ({listing(marks)})" if marks else ""


def given(value: float) -> str:
    """The stars beside a film."""
    return f"you gave it {stars(value)}"


def unrated(movie: Movie, former: float | None) -> str:
    """A rating is taken back by name."""
    if former is None:
        return f"You have not rated {movie.label}."
    return f"Your {stars(former)} for {movie.label} are gone. It is unrated again."


WHOSE_RATING: Final = "Whose rating shall I delete? Say it with the title: “delete my rating for Heat”."
ONE_BY_ONE: Final = (
    "I can take back one thing at a time: “undo” for the latest, “delete my rating for Heat”, "
    "or “remove Heat from my watchlist”. “Show my ratings” lists what I know."
)
