"""Changing a request: `newer`, `without Tom Cruise`, `only French`, `any year`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median_low
from typing import Final

from actions import vocabulary
from actions.constraints import cleared, described
from actions.conversation import Request
from bot.catalogue import fame
from bot.domain import Movie
from retrieval.filters import Filters
from retrieval.query import Query

_ANY: Final = (
    r"\b(?:any|every|all|forget the|ignore the|drop the|whatever|regardless of(?: the)?"
    r"|no matter(?: the| which| what)?)\s+"
)
_LIFTS: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = tuple(
    (re.compile(_ANY + rf"(?:{words})\b", re.IGNORECASE), fields)
    for words, fields in (
        ("years?|decades?|eras?", ("year_from", "year_to")),
        ("genres?|kinds?|types?", ("genres", "without_genres")),
        ("languages?", ("languages",)),
        ("countr(?:y|ies)", ("countries",)),
        ("lengths?|runtimes?|durations?", ("runtime_min", "runtime_max")),
        ("ratings?|scores?", ("rating_min",)),
        ("popularity|fame", ("popularity_min", "popularity_max")),
        ("actors?|actress(?:es)?|directors?|people|persons?|cast", ("people", "without_people")),
    )
)
_MOOD_GENRES: Final = {
    "funnier": "Comedy",
    "scarier": "Horror",
    "more romantic": "Romance",
    "more action": "Action",
}
_MOOD_WORDS: Final = {
    "lighter": "light-hearted, cheerful",
    "darker": "dark, gritty",
    "more violent": "violent, brutal",
}
_MODEL_KEYWORDS: Final = 8
_BETTER: Final = 0.1  # on the scale from 0 to 10
_STEP: Final = 0.3  # of fame, about half as many votes again
_CHANGE_IT: Final = re.compile(
    r"\b(?:rather|instead|actually|maybe|perhaps|preferably|make (?:it|them)|only|just|please"
    r"|how about|what about)\b",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    r"\b(?:(?:some |only )?hidden gems?|underrated(?: ones?| films?| movies?| gems?)?|off the beaten (?:track|path)|deep cuts?"
    r"|(?:something|films?|movies?|ones?) (?:that )?(?:nobody|no one|few people|hardly anyone) (?:knows?|has seen|have seen|heard of))\b(?: only)?",
    re.IGNORECASE,
)
_OLD: Final = re.compile(
    r"\b(?:(?:i )?(?:do ?n['’]?t|do not|can['’]?t) (?:really )?(?:like|want|enjoy|stand|watch)|(?:i )?hate|no|nothing|not(?: so| too| that| any)?)"
    r"\s+(?:too |so |very |that |any )?old(?: (?:movies?|films?|ones?|stuff|things))?\b",
    re.IGNORECASE,
)
_INSTEAD: Final = re.compile(r"\b(?:instead|rather)\b", re.IGNORECASE)
_FILLERS: Final = """
    actually fine okay ok good any anymore bit change else every forget ignore instead less little make
    matter matters maximum minimum might new newer old older only perhaps possible prefer preferably
    rather regardless same short shorter slightly still than thing things too try under over whatever
    without year years decade genre genres language languages longer long recent
"""
_FILLER: Final = frozenset(_FILLERS.split())


def lifts(text: str) -> tuple[str, ...]:
    """Fields of `Filters` that the message gives up."""
    return tuple(field for pattern, fields in _LIFTS if pattern.search(text) for field in fields)


def bare_wish(text: str) -> str:
    """What is asked for now, without what is given up and without the words that only say "change it"."""
    text = _OLD.sub("newer", _UNKNOWN.sub("less known", text))
    for pattern, _ in _LIFTS:
        text = pattern.sub(" ", text)
    return " ".join(_CHANGE_IT.sub(" ", text).split())


def merge(
    request: Request, change: Query, text: str, shown: Sequence[Movie], model: Movie | None = None
) -> Request:
    """`request` as the message changes it. `change` is what the engine understood of `text`.

    Years, length, language, country and rating are replaced; people, genres and exclusions add up,
    and what is newly asked for is no longer excluded, nor the other way round. `newer`, `shorter` and
    the like count from the middle of the films shown. `model` is the film of a request for similar ones.
    """
    given_up = dict.fromkeys(lifts(text))
    filters = cleared(request.query.filters, tuple(given_up))
    if _INSTEAD.search(text) and change.filters.genres:
        filters = replace(filters, genres=frozenset())
    filters = _relative(filters.updated(change.filters), change.relative, shown)
    words = [word for word in vocabulary.content_words(change.text) if word not in _FILLER]
    words += [wish for flag, wish in _MOOD_WORDS.items() if flag in change.relative]
    more = " ".join(words)
    notes = (*request.query.notes, *change.notes)
    query = replace(
        request.query,
        text=f"{request.query.text} {more}".strip(),
        filters=filters,
        notes=notes,
        hints=(*request.query.hints, *change.hints),
    )
    return _as_kind(replace(request, query=described(query), offset=0, seen=()), more, model)


def _as_kind(request: Request, more: str, model: Movie | None) -> Request:
    """Facts alone can be browsed, trends take no conditions; words need a search, also beside a model."""
    if request.kind == "trending":
        return replace(request, kind="recommend")
    if not more or request.kind not in ("browse", "similar"):
        return request
    if model is not None:
        about = f"{more}, {', '.join(model.keywords[:_MODEL_KEYWORDS])}"
        request = replace(request, query=replace(request.query, text=about), seen=(model.id,))
    return replace(request, kind="search")


def _relative(filters: Filters, flags: frozenset[str], shown: Sequence[Movie]) -> Filters:
    years = [movie.year for movie in shown if movie.year is not None]
    minutes = [movie.runtime for movie in shown if movie.runtime is not None]
    genres = {genre for flag, genre in _MOOD_GENRES.items() if flag in flags}
    filters = replace(filters, genres=filters.genres | genres, without_genres=filters.without_genres - genres)
    if "less scary" in flags:
        filters = replace(filters, without_genres=filters.without_genres | {"Horror"})
    if "newer" in flags and years:
        filters = replace(filters, year_from=median_low(years) + 1, year_to=None)
    if "older" in flags and years:
        filters = replace(filters, year_from=None, year_to=median_low(years) - 1)
    if "shorter" in flags and minutes:
        filters = replace(filters, runtime_min=None, runtime_max=median_low(minutes) - 1)
    if "longer" in flags and minutes:
        filters = replace(filters, runtime_min=median_low(minutes) + 1, runtime_max=None)
    return _relative_standing(filters, flags, shown)


def _relative_standing(filters: Filters, flags: frozenset[str], shown: Sequence[Movie]) -> Filters:
    """Better rated, more or less well known, than the middle of what was shown."""
    if not shown:
        return filters
    ratings = [movie.rating for movie in shown if movie.rating is not None]
    known = median_low([fame(movie) for movie in shown])
    if "better" in flags and ratings:
        filters = replace(filters, rating_min=round(median_low(ratings) + _BETTER, 1))
    if "more popular" in flags:
        filters = replace(filters, popularity_min=round(known + _STEP, 2), popularity_max=None)
    if "less known" in flags:
        filters = replace(filters, popularity_min=None, popularity_max=round(known - _STEP, 2))
    return filters
