"""Pairs of texts of one film, made from the catalogue alone, from which an encoder learns what belongs together.

No query of any benchmark is among them: whoever trains on those could only report how well they were
learnt by heart.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from retrieval.documents import Document
from retrieval.text import STOPWORDS, sentences, words
from retrieval.views import keywords_view, whole_view

_MIN_WORDS: Final = 4
_FRAGMENT: Final = (1, 2, 3)  # sentences that somebody remembers
_DROPPED: Final = 0.15  # of the words of a fragment: nobody remembers them all
_OPENINGS: Final = (
    "",
    "",
    "",
    "a movie where ",
    "I remember a film in which ",
    "there was this scene: ",
    "what was the one where ",
    "looking for a film about ",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Something a person might say, a text of the film it is about, and the film's row."""

    said: str
    film: str
    row: int


def pairs(documents: Sequence[Document], seed: int) -> list[Pair]:
    """All pairs of the catalogue in random order; the same seed gives the same pairs."""
    generator = random.Random(seed)
    found = [
        Pair(said, film, row)
        for row, document in enumerate(documents)
        for said, film in _of_one(document, generator)
    ]
    generator.shuffle(found)
    return found


def _of_one(document: Document, generator: random.Random) -> Iterator[tuple[str, str]]:
    overview = sentences(document.overview, _MIN_WORDS)
    story = sentences(document.synopsis, _MIN_WORDS)
    whole = whole_view(document)
    # People do not know the title: it must not be what makes the pair.
    untitled = whole_view(replace(document, title=""))
    if document.keywords:
        yield _shuffled(document.keywords, generator), document.overview or whole
    for _ in range(2 if story else 0):
        yield _remembered(story, document, generator), untitled
    if story and overview:
        yield _remembered(overview, document, generator), document.synopsis
        yield _remembered(story, document, generator), generator.choice(story)
    elif len(overview) > 1:
        # The inverse cloze task (Lee, Chang and Toutanova, 2019): one sentence, and the text without it.
        left_out = generator.randrange(len(overview))
        rest = " ".join(part for place, part in enumerate(overview) if place != left_out)
        yield _distorted(overview[left_out], document, generator), f"{rest} {keywords_view(document)}"


def _remembered(parts: Sequence[str], document: Document, generator: random.Random) -> str:
    count = min(generator.choice(_FRAGMENT), len(parts))
    start = generator.randrange(len(parts) - count + 1)
    return _distorted(" ".join(parts[start : start + count]), document, generator)


def _distorted(text: str, document: Document, generator: random.Random) -> str:
    """Names forgotten half of the time, some words lost, as if told."""
    names = {word for member in document.cast for word in words(member.character)} - STOPWORDS
    forget = generator.random() < 0.5
    kept = [
        token
        for token in text.split()
        if generator.random() >= _DROPPED and not (forget and names.intersection(words(token)))
    ]
    return generator.choice(_OPENINGS) + " ".join(kept or text.split())


def _shuffled(keywords: Sequence[str], generator: random.Random) -> str:
    chosen = generator.sample(list(keywords), min(len(keywords), 6))
    return ", ".join(chosen)
