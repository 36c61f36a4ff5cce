"""The hard conditions of a request in words, and how each can be given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from retrieval.filters import Filters
from retrieval.query import Query

_GENRES: Final = {
    "action", "adventure", "animation", "comedy", "crime", "documentary", "drama", "family", "fantasy",
    "foreign", "history", "horror", "music", "mystery", "romance", "science fiction", "thriller",
    "tv movie", "war", "western",
}  # fmt: skip
_LANGUAGES: Final = {
    "ar": "Arabic", "bn": "Bengali", "cn": "Cantonese", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: how it reads, the offer to give it up (`lifted`), and the filters without it."""

    note: str
    lifted: str
    without: Filters


def conditions(query: Query) -> list[Condition]:
    """Every condition of `query`, in the order people say them."""
    return list(_conditions(query.filters, _contents(query)))


def described(query: Query) -> Query:
    """`query` with notes that say its filters as they are now."""
    return replace(query, notes=tuple(condition.note for condition in conditions(query)))


def language_name(code: str) -> str:
    """`French` for `fr`; an unknown code stays as it is."""
    return _LANGUAGES.get(code, code)


def _conditions(filters: Filters, contents: str) -> Iterator[Condition]:
    if filters.year_from is not None or filters.year_to is not None:
        yield Condition(
            _years(filters.year_from, filters.year_to),
            "any year",
            replace(filters, year_from=None, year_to=None),
        )
    for genre in sorted(filters.genres):
        yield Condition(genre.lower(), f"any genre besides {genre.lower()}", _less(filters, "genres", genre))
    for person in sorted(filters.people):
        yield Condition(f"with {person}", f"films without {person} too", _less(filters, "people", person))
    if filters.languages:
        names = " or ".join(sorted(language_name(code) for code in filters.languages))
        yield Condition(f"in {names}", "any language", replace(filters, languages=frozenset()))
    if filters.countries:
        names = " or ".join(sorted(filters.countries))
        yield Condition(f"from {names}", "any country", replace(filters, countries=frozenset()))
    if filters.runtime_min is not None or filters.runtime_max is not None:
        yield Condition(
            _minutes(filters.runtime_min, filters.runtime_max),
            "any length",
            replace(filters, runtime_min=None, runtime_max=None),
        )
    if filters.rating_min is not None:
        yield Condition(
            f"rated {filters.rating_min:g} or more", "any rating", replace(filters, rating_min=None)
        )
    for genre in sorted(filters.without_genres):
        yield Condition(
            f"not {genre.lower()}", f"{genre.lower()} allowed", _less(filters, "without_genres", genre)
        )
    for person in sorted(filters.without_people):
        yield Condition(f"without {person}", f"{person} allowed", _less(filters, "without_people", person))
    if filters.without_keywords:
        yield Condition(contents, "any content", replace(filters, without_keywords=frozenset()))


def _contents(query: Query) -> str:
    """What the story must not hold, as the engine noted it: one refusal stands for many keywords."""
    genres = {f"not {genre}" for genre in _GENRES}
    refused = [
        note for note in query.notes if note.startswith(("not ", "no ", "less ")) and note not in genres
    ]
    return ", ".join(dict.fromkeys(refused)) or f"not {', '.join(sorted(query.filters.without_keywords))}"


def _less(filters: Filters, field: str, value: str) -> Filters:
    kept: frozenset[str] = getattr(filters, field) - {value}
    return replace(filters, **{field: kept})  # type: ignore[arg-type]


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return f"{last} or earlier"
    if last is None:
        return f"{first} or later"
    if first == last:
        return str(first)
    if first % 10 == 0 and last == first + 9:
        return f"{first}s"
    return f"{first} to {last}"


def _minutes(shortest: int | None, longest: int | None) -> str:
    if shortest is None:
        return f"at most {longest} minutes"
    return f"at least {shortest} minutes" if longest is None else f"{shortest} to {longest} minutes"
