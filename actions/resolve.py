"""Which film a message means. Says how sure it is, so that nothing is changed on a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from actions import ordinals, vocabulary
from actions.turn import Turn
from bot.domain import Movie
from retrieval.results import TitleMatch

if TYPE_CHECKING:
    from bot.assistant import Assistant

_YEAR: Final = re.compile(r"(?<![\d$-])(?:18[89]\d|19\d\d|20[0-4]\d)(?![\ds'’-])")
_PLAUSIBLE: Final = 80.0
_NEAR: Final = 85.0
_CLOSE_CALL: Final = 4.0
_LONGEST_TITLE: Final = 80
_MAX_CANDIDATES: Final = 5


@dataclass(frozen=True, slots=True)
class Known:
    """One film. Where not `certain`, `said` is what it was guessed from (empty: from nothing at all)."""

    movie: Movie
    certain: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Films between which the person must choose."""

    movies: tuple[Movie, ...]
    said: str


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """A place in a list that has only `count` films."""

    count: int


@dataclass(frozen=True, slots=True)
class NotFound:
    """A title was named that no film resembles."""

    said: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """No film was named; `movies` are those on the table."""

    movies: tuple[Movie, ...]


Meant = Known | Several | OutOfRange | NotFound | Unclear


def resolve(turn: Turn, assistant: Assistant) -> Meant:
    """The film meant: by button, place, title or context; raises `UnknownMovie` for a stale button."""
    if turn.movie_id is not None:
        return Known(assistant.movie(turn.movie_id))
    title = _title_entity(turn)
    if title is None:
        place = _place(turn)
        if place is not None:
            return _listed(turn, assistant, place)
    if title is not None and not _means_context(turn, title[0]):
        return _by_title(turn, assistant, *title)
    unnamed = turn.without("title", "rating", "ordinal", "mood")
    said = vocabulary.core(unnamed)
    if title is None and said and len(said) <= _LONGEST_TITLE:
        found = _by_loose_title(turn, assistant, unnamed, said)
        if found is not None:
            return found
    return _by_context(turn, assistant, said)


def year_said(turn: Turn) -> int | None:
    """A single year in the message, outside titles; decades do not count."""
    for entity in turn.of("year"):
        if _YEAR.fullmatch(str(entity.value)):
            return int(str(entity.value))
    return year_in(turn.without("title"))


def year_in(text: str) -> int | None:
    """The first year in `text` that stands for itself: `1995`, not `1990s`."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def among(movies: Sequence[Movie], turn: Turn) -> list[Movie]:
    """Those of `movies` that a year or a person in the message points out; all where it says neither."""
    year = year_said(turn)
    people = {str(entity.value).casefold() for entity in turn.of("person")}
    return [
        movie
        for movie in movies
        if (year is None or movie.year == year) and people <= {name.casefold() for name in _people(movie)}
    ]


def _people(movie: Movie) -> tuple[str, ...]:
    return (*movie.directors, *(member.name for member in movie.cast))


def _title_entity(turn: Turn) -> tuple[str, str] | None:
    """What was said for the first title, and the catalogue's spelling of it."""
    for entity in turn.of("title"):
        said = turn.said(entity).strip()
        if said and not re.search(rf"\bthumbs?[ -]{re.escape(said)}\b", turn.text, re.IGNORECASE):
            return said, str(entity.value)
    return None


def _means_context(turn: Turn, said: str) -> bool:
    """`It` is a film too, but "rate it" means the film on the table, where there is one."""
    context = turn.conversation
    return vocabulary.is_pointer(said) and (context.focus is not None or bool(context.shown))


def _place(turn: Turn) -> int | None:
    return next(
        (place for entity in turn.of("ordinal") if (place := ordinals.parse(entity.value)) is not None), None
    )


def _listed(turn: Turn, assistant: Assistant, place: int) -> Meant:
    shown = turn.conversation.shown
    index = ordinals.pick(place, len(shown))
    return OutOfRange(len(shown)) if index is None else Known(assistant.movie(shown[index]))


def _by_title(turn: Turn, assistant: Assistant, said: str, value: str) -> Meant:
    matches = assistant.titles(said)
    exact = [match for match in matches if match.exact]
    if exact:
        return _among_namesakes(turn, assistant, exact, said, year_said(turn))
    if value.casefold() != said.casefold():
        matches = [*(match for match in assistant.titles(value) if match.exact), *matches]
    return _by_resemblance(turn, assistant, matches, said) or NotFound(said)


def _by_loose_title(turn: Turn, assistant: Assistant, text: str, said: str) -> Meant | None:
    """A title among other words, longest first; else one that resembles what is no command word."""
    for words in vocabulary.title_candidates(text):
        exact = [match for match in assistant.titles(words) if match.exact]
        if exact and not vocabulary.is_pointer(words):
            return _among_namesakes(turn, assistant, exact, words, year_in(text.replace(words, " ")))
    without_year = vocabulary.core(_YEAR.sub(" ", said))
    if without_year != said:
        exact = [match for match in assistant.titles(without_year) if match.exact]
        if exact:
            return _among_namesakes(turn, assistant, exact, without_year, year_said(turn))
    if vocabulary.points(text):
        return None
    near = [match for match in assistant.titles(said) if match.score >= _NEAR]
    return _by_resemblance(turn, assistant, near, said)


def _among_namesakes(
    turn: Turn, assistant: Assistant, exact: Sequence[TitleMatch], said: str, year: int | None
) -> Meant:
    movies = assistant.movies([match.id for match in exact])
    # For "films like Heat from the year 1986" the year says what to look for, not which Heat.
    if year is not None and (len(movies) > 1 or turn.intent != "similar_movies"):
        of_year = [movie for movie in movies if movie.year == year]
        if not of_year:
            return (
                Known(movies[0], certain=False, said=f"{said}, {year}")
                if len(movies) == 1
                else _several(movies, said)
            )
        movies = of_year
    if len(movies) > 1:
        movies = _on_the_table(turn, movies) or movies
    return Known(movies[0]) if len(movies) == 1 else _several(movies, said)


def _on_the_table(turn: Turn, movies: Sequence[Movie]) -> list[Movie]:
    context = turn.conversation
    return [movie for movie in movies if movie.id == context.focus] or [
        movie for movie in movies if movie.id in context.shown
    ]


def _by_resemblance(
    turn: Turn, assistant: Assistant, matches: Sequence[TitleMatch], said: str
) -> Meant | None:
    plausible = [match for match in matches if match.score >= _PLAUSIBLE]
    year = year_said(turn)
    plausible = [match for match in plausible if match.year == year] or plausible
    if not plausible:
        return None
    close = [match for match in plausible if match.score >= plausible[0].score - _CLOSE_CALL]
    movies = assistant.movies(list(dict.fromkeys(match.id for match in close)))
    movies = _on_the_table(turn, movies) or movies
    return Known(movies[0], certain=False, said=said) if len(movies) == 1 else _several(movies, said)


def _several(movies: Sequence[Movie], said: str) -> Several:
    return Several(tuple(movies[:_MAX_CANDIDATES]), said)


def _by_context(turn: Turn, assistant: Assistant, said: str) -> Meant:
    context = turn.conversation
    shown = assistant.movies(context.shown)
    if turn.of("person") or year_said(turn) is not None:
        pointed_out = among(shown, turn)
        if len(pointed_out) == 1:
            return Known(pointed_out[0])
    focus = (
        context.focus
        if context.focus is not None
        else (context.shown[0] if len(context.shown) == 1 else None)
    )
    if focus is None and vocabulary.points(turn.text):
        return Unclear(tuple(shown[:_MAX_CANDIDATES]))
    if focus is None:
        # Words that may be an unknown title are worth repeating; a whole sentence is not.
        return (
            NotFound(said)
            if said and len(said) <= _LONGEST_TITLE
            else Unclear(tuple(shown[:_MAX_CANDIDATES]))
        )
    movie = assistant.movie(focus)
    if said and not vocabulary.points(turn.text):
        return Known(movie, certain=False, said=said)
    return Known(movie)
