"""The wording of what was kept, changed and taken back: stars, marks and the watchlist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.buttons import clipped
from actions.phrases import ECHO, echo, listing, stars
from bot.domain import Change, ChangeKind, Mark, Movie


def how_many_stars(movie: Movie) -> str:
    """A rating without a number."""
    return f"How many stars for {movie.label}, from 1 to 5?"


def rating_not_allowed(said: str) -> str:
    """A rating out of bounds."""
    return f"{clipped(said, ECHO)} is not a rating I can keep: give it 1 to 5 stars, halves allowed."


def rated(movie: Movie, value: float, former: float | None, scale: float) -> str:
    """A rating has been kept."""
    converted = f" (that is your rating out of {scale:g}, on 5 stars)" if scale != 5 else ""
    if former is None:
        return f"{stars(value).capitalize()} for {movie.label}{converted}. Noted."
    if former == value:
        return f"{movie.label} keeps your {stars(value)}{converted}."
    return f"{movie.label} now has {stars(value)} from you instead of {former:g}{converted}."


def thumbed(movie: Movie, up: bool, former: float | None) -> str:
    """A thumb has been kept."""
    verdict = f"Good to hear you liked {movie.label}" if up else f"Noted: {movie.label} was not to your taste"
    return f"{verdict}{f' (you had given it {stars(former)})' if former is not None else ''}."


def kept(movie: Movie, added: bool) -> str:
    """The watchlist has the film."""
    return (
        f"{movie.label} is on your watchlist." if added else f"{movie.label} was on your watchlist already."
    )


def taken_off(movie: Movie, removed: bool) -> str:
    """The watchlist does not have the film."""
    return f"{movie.label} is off your watchlist." if removed else f"{movie.label} was not on your watchlist."


def watchlist(count: int, shown: int) -> str:
    """Above the watchlist."""
    if count == 1:
        return "One film is on your watchlist:"
    if count > shown:
        return f"{count} films are on your watchlist. The latest {shown}:"
    return f"{count} films are on your watchlist:"


EMPTY_WATCHLIST: Final = (
    "Your watchlist is empty. Tap “+ Watchlist” on any film, or say “add Heat to my watchlist”."
)


def seen(movie: Movie, already: bool) -> str:
    """A film is marked as seen."""
    if already:
        return f"I knew that you have seen {movie.label}. How many stars would you give it?"
    return f"Noted: you have seen {movie.label}. I will not recommend it again. How many stars is it worth?"


def seen_too(movie: Movie, already: bool) -> str:
    """A film is marked as seen, one of several."""
    return f"I knew that you have seen {movie.label}." if already else f"Noted: you have seen {movie.label}."


def seen_all(count: int) -> str:
    """Every film shown is marked as seen."""
    return f"Noted: you have seen {'both' if count == 2 else f'all {count}'}."


def left_out(said: Sequence[str]) -> str:
    """Films of a message about several that were not clear either."""
    return f"I am not sure about {listing([echo(title) for title in said])} either, so I left that out."


def rejected(movie: Movie, already: bool) -> str:
    """A film is kept away."""
    if already:
        return f"{movie.label} is kept away from you already."
    return f"Understood: {movie.label} stays away from your recommendations."


def undone(change: Change, movie: Movie, marks: Sequence[Mark]) -> str:
    """A change has been taken back; `marks` are those it concerned."""
    match change.kind:
        case ChangeKind.RATE if change.before is not None:
            return f"Taken back: {movie.label} has your {stars(change.before)} again."
        case ChangeKind.RATE:
            given = f"your {stars(change.after)}" if change.after is not None else "your rating"
            return f"Taken back: {given} for {movie.label}. It is unrated again."
        case ChangeKind.UNRATE:
            return f"Taken back: {movie.label} has your rating again."
        case ChangeKind.WATCHLIST_ADD:
            return f"Taken back: {movie.label} is off your watchlist again."
        case ChangeKind.WATCHLIST_REMOVE:
            return f"Taken back: {movie.label} is on your watchlist again."
        case ChangeKind.MARK | ChangeKind.UNMARK:
            marked = change.kind is ChangeKind.UNMARK
            named = listing([_MARKS[mark] for mark in marks]) if marks else "marked"
            return f"Taken back: {movie.label} is {named + ' again' if marked else 'no longer ' + named}."


_MARKS: Final = {Mark.SEEN: "marked as seen", Mark.NOT_INTERESTED: "kept away from you"}
