"""Figures of one system on one query set: places of right films, conditions met, languages compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.statistics import RESAMPLES, Interval, bootstrap_means
from recommender.metrics import UNDEFINED, hit_rate, reciprocal_rank

METRICS = ("mrr@10", "recall@1", "recall@10", "recall@100")
CONDITION_METRICS = ("satisfied@10", "all@10", "filled@10")
FIRST = 10
REFERENCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Quality:
    """What one system reached: means over the queries, with their intervals; undefined is NaN."""

    means: Mapping[str, float]
    intervals: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How well conditions were kept, and how many queries came back empty although films fit."""

    quality: Quality
    empty: int


@dataclass(frozen=True, slots=True)
class LanguageQuality:
    """Recall@10 of `n` queries of one language, and its ratio to English over the films both have."""

    n: int
    recall: float
    ratio: float
    interval: Interval


def places_quality(lists: Sequence[Sequence[int]], right: Sequence[Collection[int]], *, seed: int) -> Quality:
    """MRR@10 and recall@1, 10, 100 of the best-placed right film of each query (one is enough)."""
    values = np.array(
        [
            [reciprocal_rank(films, wanted, FIRST), *(hit_rate(films, wanted, k) for k in (1, FIRST, 100))]
            for films, wanted in zip(lists, right, strict=True)
        ]
    )
    return _quality(METRICS, values, seed)


def satisfaction(
    lists: Sequence[Sequence[int]], fitting: Sequence[Collection[int]], *, seed: int
) -> Satisfaction:
    """How many of the first 10 films meet the conditions; `fitting` are all films that do, at least one.

    `satisfied@10` is their share of the films shown, over queries that were answered; `all@10` the share of
    queries answered with fitting films only; `filled@10` the share of 10 places (or of as many as the
    catalogue can fill) that hold a fitting film, so that hiding films is not mistaken for keeping to
    the conditions.
    """
    shown = [films[:FIRST] for films in lists]
    kept = [satisfied_share(films, wanted) for films, wanted in zip(lists, fitting, strict=True)]
    share = np.array(kept, dtype=np.float64)
    answered = ~np.isnan(share)
    filled = [
        sum(film in wanted for film in films) / min(FIRST, len(wanted))
        for films, wanted in zip(shown, fitting, strict=True)
    ]
    first = _quality(CONDITION_METRICS[:1], share[answered][:, None], seed)
    rest = _quality(CONDITION_METRICS[1:], np.column_stack([share == 1.0, filled]).astype(np.float64), seed)
    both = Quality({**first.means, **rest.means}, {**first.intervals, **rest.intervals})
    return Satisfaction(both, int((~answered).sum()))


def satisfied_share(films: Sequence[int], fitting: Collection[int]) -> float:
    """Share of the first 10 films that are among `fitting`; NaN for an empty answer."""
    shown = films[:FIRST]
    return sum(film in fitting for film in shown) / len(shown) if shown else UNDEFINED


def languages_quality(
    lists: Sequence[Sequence[int]],
    right: Sequence[frozenset[int]],
    languages: Sequence[str],
    *,
    seed: int,
) -> dict[str, LanguageQuality]:
    """Each language's recall@10, English first, and its ratio to English for the same films.

    The ratio is of the two means; its interval resamples films, both languages of a film together.
    """
    found: dict[str, dict[frozenset[int], list[float]]] = {}
    for films, wanted, language in zip(lists, right, languages, strict=True):
        found.setdefault(language, {}).setdefault(wanted, []).append(hit_rate(films, wanted, FIRST))
    reference = found.get(REFERENCE_LANGUAGE, {})
    order = sorted(found, key=lambda language: (language != REFERENCE_LANGUAGE, language))
    return {language: _compared(found[language], reference, seed) for language in order}


def _compared(
    own: Mapping[frozenset[int], list[float]], reference: Mapping[frozenset[int], list[float]], seed: int
) -> LanguageQuality:
    hits = [hit for film in own.values() for hit in film]
    n, recall = len(hits), float(np.mean(hits))
    pairs = np.array(
        [[np.mean(own[film]), np.mean(reference[film])] for film in own if film in reference]
    ).reshape(-1, 2)
    if not pairs[:, 1].any():
        return LanguageQuality(n, recall, UNDEFINED, Interval(UNDEFINED, UNDEFINED))
    drawn = np.random.default_rng(seed).integers(0, len(pairs), (RESAMPLES, len(pairs)))
    sums = pairs[drawn].sum(axis=1)
    sums = sums[sums[:, 1] > 0]
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5]).tolist()
    return LanguageQuality(n, recall, float(pairs[:, 0].sum() / pairs[:, 1].sum()), Interval(low, high))


def _quality(names: Sequence[str], values: NDArray[np.float64], seed: int) -> Quality:
    if not len(values):
        nothing = Interval(UNDEFINED, UNDEFINED)
        return Quality(dict.fromkeys(names, UNDEFINED), dict.fromkeys(names, nothing))
    means = dict(zip(names, values.mean(axis=0).tolist(), strict=True))
    return Quality(means, dict(zip(names, bootstrap_means(values, seed=seed), strict=True)))
