"""The one question whose answer would tell most about which of the candidates is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from retrieval.confidence import Numbers
from retrieval.documents import Document
from retrieval.filters import Filters


class Topic(StrEnum):
    """What can be asked about a film."""

    ANIMATION = "animation"
    YEAR = "year"
    LANGUAGE = "language"
    COUNTRY = "country"
    GENRE = "genre"
    PERSON = "person"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers. `value` is its subject: a year ("before 2000?"), a name, a code.

    `yes` and `no` are the conditions that the answers stand for, `gain` is the expected gain in bits.
    """

    topic: Topic
    value: str
    yes: Filters
    no: Filters
    gain: float = 0.0


class _Memory(NamedTuple):
    """How people answer: the share who do not know, and of the rest the share who are wrong."""

    unknown: float
    wrong: float


_MEMORIES: Final = {
    Topic.ANIMATION: _Memory(0.03, 0.02),
    Topic.COLOUR: _Memory(0.15, 0.05),
    Topic.LANGUAGE: _Memory(0.1, 0.08),
    Topic.COUNTRY: _Memory(0.25, 0.15),
    Topic.YEAR: _Memory(0.2, 0.15),
    Topic.GENRE: _Memory(0.15, 0.2),
    Topic.PERSON: _Memory(0.4, 0.1),
}
ANSWER_WEIGHT: Final = 2.0
"""Weight of the hint an answer gives: people think before they answer, but still misremember."""
_LEAST_GAIN: Final = 0.08  # bits; a question that tells less is not worth asking
_CAST: Final = 3  # people remember the leads
_DECADES: Final = range(1930, 2030, 10)
_BLACK_AND_WHITE: Final = "black and white"
_LAST_BLACK_AND_WHITE: Final = 1967
_ASKABLE_GENRES: Final = frozenset(
    (
        "Comedy",
        "Horror",
        "Science Fiction",
        "Western",
        "War",
        "Romance",
        "Documentary",
        "Music",
        "Family",
        "Fantasy",
    )
)


def best_question(
    films: Sequence[Document],
    chances: Numbers,
    known: Iterable[Filters] = (),
    asked: Collection[str] = (),
    well_known: Callable[[str], bool] = lambda _: True,
) -> Question | None:
    """The question with the highest expected information gain, or None where none tells enough.

    `chances` are those of `films`, summing to 1. What `known` conditions already say and the topics
    in `asked` are not asked again; nor is after a person who is not `well_known`.
    """
    closed = {*asked, *(topic for filters in known for topic in told(filters))}
    best: Question | None = None
    for question, meets in _possible(films, chances):
        if question.topic in closed:
            continue
        gain = _gain(chances, meets, _MEMORIES[question.topic])
        if gain < max(_LEAST_GAIN, best.gain if best else 0.0):
            continue
        if question.topic is not Topic.PERSON or well_known(question.value):
            best = Question(question.topic, question.value, question.yes, question.no, round(gain, 3))
    return best


def told(filters: Filters) -> set[Topic]:
    """The topics on which `filters` say something."""
    topics: set[Topic] = set()
    if filters.year_from is not None or filters.year_to is not None:
        topics.add(Topic.YEAR)
    if filters.languages:
        topics |= {Topic.LANGUAGE, Topic.COUNTRY}
    if filters.countries:
        topics.add(Topic.COUNTRY)
    if filters.genres - {"Animation"}:
        topics.add(Topic.GENRE)
    if "Animation" in filters.genres | filters.without_genres:
        topics |= {Topic.ANIMATION, Topic.COLOUR}
    if filters.people:
        topics.add(Topic.PERSON)
    if _BLACK_AND_WHITE in filters.keywords | filters.without_keywords:
        topics.add(Topic.COLOUR)
    for option in (*(option for group in filters.any_of for option in group), *filters.none_of):
        topics |= told(option)
    return topics


def _possible(films: Sequence[Document], chances: Numbers) -> Iterator[tuple[Question, Numbers]]:
    """Every question, with 1 where a film's answer is yes, 0 where no, and a half where unknown."""
    drawn = Filters(genres=frozenset(("Animation",)))
    yield (
        Question(Topic.ANIMATION, "", drawn, drawn.refused()),
        _marks(films, lambda film: "Animation" in film.genres),
    )
    for year in _DECADES:
        question = Question(Topic.YEAR, str(year), Filters(year_to=year - 1), Filters(year_from=year))
        yield question, np.array([0.5 if film.year is None else float(film.year < year) for film in films])
    colour = _colour()
    yield colour, _marks(films, _is_black_and_white)
    for language in _common(films, chances, lambda film: (film.language,) if film.language else ()):
        spoken = Filters(languages=frozenset((language,)))
        yield (
            Question(Topic.LANGUAGE, language, spoken, spoken.refused()),
            _marks(films, lambda film, code=language: film.language == code),  # type: ignore[misc]
        )
    for topic, values, field in _SETS:
        for value in _common(films, chances, values):
            having = Filters(**{field: frozenset((value,))})  # type: ignore[arg-type]
            yield (
                Question(topic, value, having, having.refused()),
                _marks(films, lambda film, wanted=value, read=values: wanted in read(film)),  # type: ignore[misc]
            )


def _genres(film: Document) -> tuple[str, ...]:
    return tuple(genre for genre in film.genres if genre in _ASKABLE_GENRES)


def _leads(film: Document) -> tuple[str, ...]:
    return tuple(member.name for member in film.cast[:_CAST])


_SETS: Final[tuple[tuple[Topic, Callable[[Document], tuple[str, ...]], str], ...]] = (
    (Topic.COUNTRY, lambda film: film.countries[:1], "countries"),
    (Topic.GENRE, _genres, "genres"),
    (Topic.PERSON, _leads, "people"),
)


def _colour() -> Question:
    named = Filters(keywords=frozenset((_BLACK_AND_WHITE,)))
    old = Filters(any_of=((named, Filters(year_to=_LAST_BLACK_AND_WHITE)),))
    return Question(Topic.COLOUR, "", old, Filters(year_from=_LAST_BLACK_AND_WHITE + 1))


def _is_black_and_white(film: Document) -> bool:
    return _BLACK_AND_WHITE in film.keywords


def _marks(films: Sequence[Document], holds: Callable[[Document], bool]) -> Numbers:
    return np.array([float(holds(film)) for film in films])


def _common(
    films: Sequence[Document], chances: Numbers, values: Callable[[Document], Iterable[str]], most: int = 8
) -> list[str]:
    """The values with most chance behind them: only these can split the candidates well."""
    weight: defaultdict[str, float] = defaultdict(float)
    for film, share in zip(films, chances, strict=True):
        for value in values(film):
            weight[value] += float(share)
    return sorted(weight, key=lambda value: -weight[value])[:most]


def _gain(chances: Numbers, meets: Numbers, memory: _Memory) -> float:
    """Expected drop of the candidates' entropy, in bits, with answers as unsure and wrong as people's are.

    That is the mutual information of film and answer, times the share who can answer at all.
    """
    yes_of_film = meets * (1.0 - memory.wrong) + (1.0 - meets) * memory.wrong
    yes = float(chances @ yes_of_film)
    within = float(chances @ _entropy(yes_of_film))
    return (1.0 - memory.unknown) * (float(_entropy(np.array([yes]))[0]) - within)


def _entropy(chance: Numbers) -> Numbers:
    """Entropy of a yes with these chances, in bits."""
    safe = np.clip(chance, 1e-12, 1.0 - 1e-12)
    result: Numbers = -(safe * np.log2(safe) + (1.0 - safe) * np.log2(1.0 - safe))
    return result
