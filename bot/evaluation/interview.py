"""What a newcomer's interview is worth: recommendations after a few questions, beside random questions.

Every person measured is made a newcomer: the model and the interview know only others. Three quarters of
their ratings, drawn at random, are what they can answer with, the liked films of the rest are to be found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from bot.assembly import load_engine, make_ranker
from bot.db import people as people_store
from bot.db.session import Database
from bot.domain import Rating, Taste
from bot.errors import NotReady
from bot.evaluation.interview_report import InterviewReport
from bot.film_vectors import FilmVectors
from bot.interview import AT_LEAST, DISLIKED, FAIR, FILMS, LOVED, QUESTIONS, Panel, make_panel
from bot.ranking import Ranker, history_of
from bot.settings import Settings
from recommender import metrics
from recommender.als import ALSConfig, ImplicitALS
from recommender.interactions import Interactions, strength
from recommender.interview import InterviewConfig
from retrieval.engine import SearchEngine
from retrieval.filters import Filters

FOLDS = 4
TUNING = 5
"""One person in so many is never measured: the interview's settings were found on them."""
ANSWERABLE = 0.75
"""Share of a person's ratings that they can answer with."""
LIKED = 4.0
POPULAR = 100
"""Films that random questions are drawn from."""
K = 10

_NOW = datetime(2000, 1, 1, tzinfo=UTC)
Ask = Callable[[int, Taste, frozenset[int]], int | None]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One person: what they can answer with, and the liked films to be found."""

    known: Mapping[int, float]
    wanted: frozenset[int]


def benchmark_interview(
    settings: Settings,
    database: Database,
    *,
    questions: int = QUESTIONS,
    config: InterviewConfig | None = None,
    tuning: bool = False,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> InterviewReport:
    """nDCG@10 and answers given, for no questions, random ones, the best known films, and the interview.

    `tuning` measures the people that settings may be found on, instead of the others. Raises NotReady
    without enough ratings.
    """
    engine = load_engine(settings)
    vectors = FilmVectors(engine)
    stars = _stars(database, set(engine.ids.tolist()))
    asked = sorted(person for person, rated in stars.items() if len(rated) >= AT_LEAST)
    order = np.random.default_rng(0).permutation(asked)  # the same people whatever the seed
    cut = len(order) // TUNING
    chosen = order[:cut] if tuning else order[cut:]
    if len(chosen) < FOLDS:
        raise NotReady(f"Only {len(order)} people have {AT_LEAST} ratings: too few to measure an interview.")
    rows: list[dict[str, tuple[float, int]]] = []
    for fold in range(FOLDS):
        tested = chosen[fold::FOLDS].tolist()
        others = {person: rated for person, rated in stars.items() if person not in set(tested)}
        rated_by = [
            (person, film, given) for person, rated in others.items() for film, given in rated.items()
        ]
        ranker, panel = _learn(engine, rated_by, vectors, config)
        for person in tested:
            newcomer = _newcomer(stars[person], np.random.default_rng([seed, person]))
            if newcomer.wanted:
                asks = _strategies(panel, np.random.default_rng([seed, person, 1]))
                rows.append(
                    {name: _evening(ask, newcomer, engine, ranker, questions) for name, ask in asks.items()}
                )
        if on_progress:
            on_progress(fold + 1, FOLDS)
    return InterviewReport.of(rows, questions, K, seed)


def _stars(database: Database, films: set[int]) -> dict[int, dict[int, float]]:
    stars: dict[int, dict[int, float]] = {}
    with database.session(read_only=True) as session:
        for person, film, given, _ in people_store.ratings_for_training(session):
            if film in films:
                stars.setdefault(person, {})[film] = given
    return stars


def _learn(
    engine: SearchEngine,
    ratings: Sequence[tuple[int, int, float]],
    vectors: FilmVectors,
    config: InterviewConfig | None,
) -> tuple[Ranker, Panel]:
    triples = [(person, film, strength(given)) for person, film, given in ratings]
    known = Interactions.build(triples, {film for _, film, _ in triples})
    ranker = make_ranker(engine, ImplicitALS(ALSConfig()).fit(known.matrix, seed=0), known.films)
    films, counts = np.unique([film for _, film, _ in ratings], return_counts=True)
    best = films[np.argsort(-counts, kind="stable")][:FILMS].tolist()
    return ranker, make_panel(best, ratings, vectors, config)


def _newcomer(rated: Mapping[int, float], generator: np.random.Generator) -> Newcomer:
    films = generator.permutation(sorted(rated)).tolist()
    cut = round(ANSWERABLE * len(films))
    return Newcomer(
        {film: rated[film] for film in films[:cut]},
        frozenset(film for film in films[cut:] if rated[film] >= LIKED),
    )


def _strategies(panel: Panel, generator: np.random.Generator) -> dict[str, Ask]:
    drawn = generator.permutation(panel.films[:POPULAR]).tolist()
    return {
        "no questions": lambda place, taste, unseen: None,  # noqa: ARG005 - all are asked alike
        "random popular": lambda place, taste, unseen: int(drawn[place]),  # noqa: ARG005
        "most popular": lambda place, taste, unseen: panel.films[place],  # noqa: ARG005
        "interview": lambda place, taste, unseen: panel.next(taste, unseen),  # noqa: ARG005
    }


def _evening(
    ask: Ask, newcomer: Newcomer, engine: SearchEngine, ranker: Ranker, questions: int
) -> tuple[float, int]:
    """nDCG after the questions, and how many of them were answered with stars."""
    taste, unseen = Taste(person_id=0), frozenset[int]()
    for place in range(questions):
        film = ask(place, taste, unseen)
        if film is None:
            break
        if film in newcomer.known:
            rating = Rating(film, _answer(newcomer.known[film]), _NOW)
            taste = Taste(person_id=0, ratings=(*taste.ratings, rating))
        else:
            unseen |= {film}
    # What they have rated is behind them, asked or not: it is never what is to be found.
    allowed = engine.allowed(Filters(), exclude=set(newcomer.known))
    found = [hit.id for hit in ranker.best(ranker.blend(history_of(taste)), allowed, K)]
    return metrics.ndcg(found, newcomer.wanted, K), len(taste.ratings)


def _answer(stars: float) -> float:
    """The stars that the button stands for which somebody with this opinion would tap."""
    return LOVED if stars >= LIKED else FAIR if stars >= FAIR else DISLIKED
