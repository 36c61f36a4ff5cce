"""Fits the confidence of a search to what the search gets right, on descriptions made for the purpose."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from retrieval.confidence import SHOWN, Calibration, Numbers, features, shares
from retrieval.documents import Document
from retrieval.text import STOPWORDS, sentences, words

_RIDGE: Final = 0.5  # pull of the coefficients towards 0
_STEPS: Final = 50
_SHARPNESS: Final = np.geomspace(2.0, 40.0, 25)
_POOL: Final = 30  # candidates among which the sharpness is fitted
_MIN_WORDS: Final = 3
_MIN_OVERVIEW: Final = 20
_SENTENCE_WORDS: Final = 5
_MOST_SENTENCES: Final = 3
_KEPT: Final = (0.05, 0.5)  # share of the words that are remembered
_CONFUSED: Final = (0, 0, 1, 1, 2, 3)  # sentences of another film that are mixed in
_LEADS: Final = ("", "", "", "I remember a movie where", "There was this film about", "maybe")


@dataclass(frozen=True, slots=True)
class Sample:
    """One search with a known answer: `place` of the right film from 0, None where it was not found."""

    scores: tuple[float, ...]
    facts: int
    length: int
    place: int | None


def descriptions(documents: Sequence[Document], count: int, seed: int) -> Iterator[tuple[int, str]]:
    """Film ids with memories of them: a few words of some sentences, no names, often mixed with another film."""
    draw = random.Random(seed)
    told = [document for document in documents if len(document.overview.split()) >= _MIN_OVERVIEW]
    for document in draw.sample(told, min(count, len(told))):
        text = _memory(document, draw.choice(told), draw)
        if len(words(text)) >= _MIN_WORDS:
            yield document.id, text


def fit(samples: Sequence[Sample]) -> Calibration:
    """The calibration most likely to have given `samples`; raises ValueError where they all went one way."""
    places = [sample.place for sample in samples]
    first = np.array([place == 0 for place in places], dtype=np.float64)
    shown = np.array([place is not None and place < SHOWN for place in places], dtype=np.float64)
    if not 0 < first.sum() <= shown.sum() < len(samples):
        raise ValueError("A calibration needs searches that failed as well as searches that succeeded")
    told = np.array([features(sample.scores, sample.facts, sample.length) for sample in samples])
    return Calibration(_logistic(told, first), _logistic(told, shown), _sharpness(samples))


def _memory(document: Document, other: Document, draw: random.Random) -> str:
    named = {
        word
        for name in (document.title, *document.people, *(member.character for member in document.cast))
        for word in words(name)
    } - STOPWORDS
    kept = draw.uniform(*_KEPT)
    told = sentences(document.overview, _SENTENCE_WORDS)
    pieces = draw.sample(told, min(draw.randint(1, _MOST_SENTENCES), len(told)))
    remembered = [word for piece in pieces for word in piece.split() if named.isdisjoint(words(word))]
    confused = sentences(other.overview, _SENTENCE_WORDS)
    for piece in draw.sample(confused, min(draw.choice(_CONFUSED), len(confused))):
        remembered += piece.split()
    text = " ".join(word for word in remembered if draw.random() < kept)
    return f"{draw.choice(_LEADS)} {text}".strip()


def _logistic(told: Numbers, outcome: Numbers) -> tuple[float, ...]:
    """Ridge logistic regression by Newton's method; the constant is not pulled."""
    pull = np.full(told.shape[1], _RIDGE)
    pull[0] = 0.0
    coefficients = np.zeros(told.shape[1])
    for _ in range(_STEPS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(told @ coefficients, -30.0, 30.0)))
        slope = told.T @ (outcome - chances) - pull * coefficients
        curvature = (told * (chances * (1.0 - chances))[:, None]).T @ told + np.diag(pull + 1e-9)
        step = np.linalg.solve(curvature, slope)
        coefficients = coefficients + step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(round(float(value), 3) for value in coefficients)


def _sharpness(samples: Sequence[Sample]) -> float:
    """The sharpness under which the right films were likeliest, where they were found at all."""
    found = [
        (sample.scores[:_POOL], sample.place)
        for sample in samples
        if sample.place is not None and sample.place < min(_POOL, len(sample.scores))
    ]
    likelihoods = [
        sum(float(np.log(shares(scores, sharpness)[place])) for scores, place in found)
        for sharpness in _SHARPNESS
    ]
    return round(float(_SHARPNESS[int(np.argmax(likelihoods))]), 2)
