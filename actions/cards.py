"""Films as cards, with the buttons that fit the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from actions import buttons
from actions.replies import Button, Card
from bot.domain import Movie, Suggestion, Taste

_LISTED_CAST: Final = 4
_FULL_CAST: Final = 10


def listed(suggestions: Sequence[Suggestion], taste: Taste) -> list[Card]:
    """Numbered cards for a list of results."""
    return [
        _card(
            found.movie,
            _list_buttons(found.movie.id, taste),
            place=place,
            reason=found.reason,
            highlights=found.highlights,
        )
        for place, found in enumerate(suggestions, start=1)
    ]


def watchlist(movies: Iterable[Movie]) -> list[Card]:
    """Numbered cards of films the person wants to see."""
    return [
        _card(
            movie,
            [
                buttons.details(movie.id),
                buttons.seen(movie.id),
                buttons.rate(movie.id),
                buttons.similar(movie.id),
                buttons.remove(movie.id),
            ],
            place=place,
        )
        for place, movie in enumerate(movies, start=1)
    ]


def full(movie: Movie, taste: Taste) -> Card:
    """Everything known of one film."""
    offered = [buttons.similar(movie.id), _keep(movie.id, taste)]
    if movie.id not in taste.seen:
        offered.append(buttons.seen(movie.id))
    if movie.id not in taste.not_interested:
        offered.append(buttons.reject(movie.id))
    return _card(movie, [*offered, buttons.why(movie.id)], cast=_FULL_CAST)


def _list_buttons(movie_id: int, taste: Taste) -> list[Button]:
    return [
        buttons.details(movie_id),
        buttons.similar(movie_id),
        _keep(movie_id, taste),
        buttons.rate(movie_id),
        buttons.reject(movie_id),
    ]


def _keep(movie_id: int, taste: Taste) -> Button:
    return buttons.remove(movie_id) if movie_id in taste.watchlist else buttons.add(movie_id)


def _card(
    movie: Movie,
    offered: list[Button],
    *,
    place: int | None = None,
    reason: str = "",
    highlights: Sequence[str] = (),
    cast: int = _LISTED_CAST,
) -> Card:
    return Card(
        movie_id=movie.id,
        position=place,
        title=movie.title,
        year=movie.year,
        genres=list(movie.genres),
        directors=list(movie.directors),
        cast=[member.name for member in movie.cast[:cast]],
        runtime=movie.runtime,
        rating=movie.rating,
        overview=movie.overview,
        reason=reason,
        highlights=list(highlights),
        buttons=offered,
    )
