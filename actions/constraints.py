"""The hard conditions of a request in words, and how each can be given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from retrieval.filters import Filters, Hint
from retrieval.query import Query
from retrieval.questions import ANSWER_WEIGHT
from retrieval.reading.genre_names import contents_of
from retrieval.reading.origin_names import COUNTRIES

_ANYTHING: Final = Filters()
_RULED_OUT: Final = "not the films you ruled out"
"""Of use where it may be given up; as a reason for a film it says nothing."""
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
    """One condition: how it reads, and the filters after giving it up."""

    note: str
    lift: Callable[[Filters], Filters]


def conditions(query: Query) -> list[Condition]:
    """Every condition of `query`, in the order people say them."""
    return list(_conditions(query.filters, _contents(query)))


def described(query: Query) -> Query:
    """`query` with notes that say its filters as they are now."""
    notes = (condition.note for condition in conditions(query))
    return replace(query, notes=tuple(note for note in notes if note != _RULED_OUT))


def answered(filters: Filters) -> Hint:
    """What an answer to a question says of the film: a strong hint, for an answer may be wrong."""
    return Hint(filters, ANSWER_WEIGHT, _said(filters))


def language_name(code: str) -> str:
    """`French` for `fr`; an unknown code stays as it is."""
    return _LANGUAGES.get(code, code)


def country_name(code: str) -> str:
    """`Japan` for `JP`; an unknown code stays as it is."""
    return next((name.title() for name, codes in COUNTRIES.items() if codes == (code,)), code)


def _conditions(filters: Filters, contents: str) -> Iterator[Condition]:
    if filters.year_from is not None or filters.year_to is not None:
        yield Condition(_years(filters.year_from, filters.year_to), _clear("year_from", "year_to"))
    for genre in sorted(filters.genres):
        yield Condition(genre.lower(), _take_out("genres", genre))
    for person in sorted(filters.people):
        yield Condition(f"with {person}", _take_out("people", person))
    if filters.languages:
        names = " or ".join(sorted(language_name(code) for code in filters.languages))
        yield Condition(f"in {names}", _clear("languages"))
    if filters.countries:
        yield Condition(f"from {' or '.join(sorted(filters.countries))}", _clear("countries"))
    if filters.runtime_min is not None or filters.runtime_max is not None:
        note = _minutes(filters.runtime_min, filters.runtime_max)
        yield Condition(note, _clear("runtime_min", "runtime_max"))
    if filters.rating_min is not None:
        yield Condition(f"rated {filters.rating_min:g} or more", _clear("rating_min"))
    if filters.popularity_min is not None:
        yield Condition("better known", _clear("popularity_min"))
    if filters.popularity_max is not None:
        yield Condition("less known", _clear("popularity_max"))
    for genre in sorted(filters.without_genres):
        yield Condition(f"not {genre.lower()}", _take_out("without_genres", genre))
    for person in sorted(filters.without_people):
        yield Condition(f"without {person}", _take_out("without_people", person))
    if filters.without_keywords:
        yield Condition(contents, _clear("without_keywords"))
    for keyword in sorted(filters.keywords):
        yield Condition(keyword, _take_out("keywords", keyword))
    for group in filters.any_of:
        yield Condition(" or ".join(map(_said, group)), _leave_out("any_of", group))
    for option in filters.none_of:
        yield Condition(f"not {_said(option)}", _leave_out("none_of", option))
    if filters.without_ids:
        yield Condition(_RULED_OUT, _clear("without_ids"))


def _said(filters: Filters) -> str:
    """Several conditions as one note."""
    contents = f"no {', '.join(contents_of(filters.without_keywords))}"
    return " ".join(condition.note for condition in _conditions(filters, contents)) or "anything"


def cleared(filters: Filters, fields: Sequence[str]) -> Filters:
    """`filters` with `fields` back at "anything goes"."""
    return replace(filters, **{field: getattr(_ANYTHING, field) for field in fields})


def _clear(*fields: str) -> Callable[[Filters], Filters]:
    return lambda filters: cleared(filters, fields)


def _take_out(field: str, value: str) -> Callable[[Filters], Filters]:
    def lift(filters: Filters) -> Filters:
        kept: frozenset[str] = getattr(filters, field) - {value}
        return replace(filters, **{field: kept})  # type: ignore[arg-type]

    return lift


def _leave_out(field: str, value: object) -> Callable[[Filters], Filters]:
    def lift(filters: Filters) -> Filters:
        kept = tuple(one for one in getattr(filters, field) if one != value)
        return replace(filters, **{field: kept})  # type: ignore[arg-type]

    return lift


def _contents(query: Query) -> str:
    """What the story must not hold, as the engine noted it: one refusal stands for many keywords."""
    genres = {f"not {genre}" for genre in _GENRES}
    refused = [
        note for note in query.notes if note.startswith(("not ", "no ", "less ")) and note not in genres
    ]
    return ", ".join(dict.fromkeys(refused)) or f"no {', '.join(contents_of(query.filters.without_keywords))}"


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
