"""One film under several ids: shown once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from retrieval.documents import Document
from retrieval.results import Hit
from retrieval.text import STOPWORDS, words
from retrieval.title_keys import title_key

_YEARS_APART: Final = 1  # data sets disagree by a year on when a film came out
_SAME_STORY: Final = 0.6  # share of words two summaries have in common when they tell one film


def folded(hits: Iterable[Hit], document: Callable[[int], Document]) -> list[Hit]:
    """`hits` without those that are the same film as a better one."""
    kept: dict[str, list[Document]] = {}
    result: list[Hit] = []
    for hit in hits:
        film = document(hit.id)
        namesakes = kept.setdefault(title_key(film.title), [])
        if not any(same_film(film, other) for other in namesakes):
            namesakes.append(film)
            result.append(hit)
    return result


def same_film(one: Document, other: Document) -> bool:
    """Whether two documents of one title are one film: of one year and crew, or a release of it again.

    A remake has another crew, or tells its story in other words.
    """
    if title_key(one.title) != title_key(other.title) or _differ(one.directors, other.directors):
        return False
    if one.year is not None and other.year is not None and abs(one.year - other.year) <= _YEARS_APART:
        return bool(one.directors and other.directors) or not _differ(one.people, other.people)
    return _overlap(one.overview, other.overview) >= _SAME_STORY


def _differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both are known and have nobody in common."""
    return bool(ours and theirs) and set(ours).isdisjoint(theirs)


def _overlap(one: str, other: str) -> float:
    ours, theirs = (set(words(text)) - STOPWORDS for text in (one, other))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0
