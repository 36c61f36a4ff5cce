"""The wording of what is known of one film, and of what the person said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.phrases import listing, stars
from bot.domain import Mark, Movie

_MATCHES: Final = "matches: "


def directed(movie: Movie) -> str:
    """Answers who directed it."""
    if not movie.directors:
        return f"I do not know who directed {movie.label}."
    return f"{movie.label} was directed by {listing(movie.directors)}."


def starring(movie: Movie, most: int) -> str:
    """Answers who is in it."""
    names = [member.name for member in movie.cast[:most]]
    return f"{movie.label} stars {listing(names)}." if names else f"I do not know the cast of {movie.label}."


def lasts(movie: Movie) -> str:
    """Answers how long it is."""
    if movie.runtime is None:
        return f"I do not know how long {movie.label} is."
    hours, minutes = divmod(movie.runtime, 60)
    spoken = " ".join(
        part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part
    )
    exact = f" ({movie.runtime} minutes)" if hours else ""
    return f"{movie.label} runs {spoken}{exact}."


def released(movie: Movie) -> str:
    """Answers when it came out."""
    return (
        f"{movie.title} came out in {movie.year}."
        if movie.year
        else f"I do not know when {movie.title} came out."
    )


def spoken(movie: Movie, language: str) -> str:
    """Answers which language it is in."""
    return f"{movie.label} is in {language}." if language else f"I do not know the language of {movie.label}."


def mean_rating(movie: Movie) -> str:
    """Answers how good it is."""
    if movie.rating is None:
        return f"I have no rating of {movie.label} yet."
    return f"{movie.label} is rated {movie.rating:.1f} out of 10."


def genres(movie: Movie) -> str:
    """Answers what kind of film it is."""
    if not movie.genres:
        return f"I do not know the genre of {movie.label}."
    return f"{movie.label}: {listing([genre.lower() for genre in movie.genres])}."


def felt(movie: Movie, adjective: str, likely: bool) -> str:
    """Answers whether it is scary, funny or for children, by its genres: nothing more is known."""
    kinds = listing([genre.lower() for genre in movie.genres]) if movie.genres else "no genre I know"
    verdict = f"it is likely {adjective}" if likely else f"I would not expect it to be {adjective}"
    return f"{movie.label} is filed under {kinds}, so {verdict}."


def plot(movie: Movie) -> str:
    """Answers what it is about."""
    return (
        f"Here is what {movie.label} is about." if movie.overview else f"I have no summary of {movie.label}."
    )


def your_state(rating: float | None, listed: bool, marks: Sequence[Mark]) -> str:
    """What the person has said of a film before, as a sentence; empty where nothing."""
    parts = []
    if rating is not None:
        parts.append(f"you gave it {stars(rating)}")
    if listed:
        parts.append("it is on your watchlist")
    if Mark.SEEN in marks and rating is None:
        parts.append("you have seen it")
    if Mark.NOT_INTERESTED in marks:
        parts.append("you said it is not for you")
    if not parts:
        return ""
    told = listing(parts)
    return f"{told[0].upper()}{told[1:]}."


def because(movie: Movie, reason: str) -> str:
    """Why a film is shown."""
    if reason.startswith(_MATCHES):
        return f"{movie.label} fits what you asked for: {reason.removeprefix(_MATCHES)}."
    return (
        f"Why {movie.label}: {reason.rstrip('.')}." if reason else f"{movie.label} fits what you asked for."
    )
