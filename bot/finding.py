"""One page of a search: the films, why each is there, how sure the answer is and what to ask."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from retrieval.confidence import Confidence, assess
from retrieval.duplicates import folded
from retrieval.engine import SearchEngine
from retrieval.filters import Filters
from retrieval.query import Query
from retrieval.questions import Question, best_question
from retrieval.reasons import Reasons, met_hints
from retrieval.results import Hit
from retrieval.text import words

CANDIDATES = 30
"""Films that are weighed against each other to say how sure a search is, and what to ask."""
WELL_KNOWN = 8
"""Films with somebody from which people know the name."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of one page; `facts` and `highlights` by film id; `confidence` and `question` as in `Page`."""

    hits: tuple[Hit, ...]
    more: bool
    facts: Mapping[int, tuple[str, ...]]
    highlights: Mapping[int, tuple[str, ...]]
    confidence: Confidence | None = None
    question: Question | None = None


def find(engine: SearchEngine, query: Query, k: int, offset: int, asked: Collection[str] = ()) -> Found:
    """The films from `offset` on that fit `query`, each once. Questions on topics in `asked` are not put."""
    depth = max(offset + k + 1, CANDIDATES)
    hits = folded(engine.search(query.text, query.filters, depth, hints=query.hints), engine.document)
    page = tuple(hits[offset : offset + k])
    documents = [engine.document(hit.id) for hit in page]
    hinted = met_hints(query.hints, documents)
    reasons = Reasons(query.text)
    confidence, question = None, None
    if offset == 0 and query.recalled:
        confidence, question = _assessed(engine, query, hits, asked)
    return Found(
        hits=page,
        more=len(hits) > offset + k,
        facts={hit.id: (*hit.matched, *query.notes, *hinted[hit.id]) for hit in page},
        highlights={film.id: reasons.marks(film, _told(query)) for film in documents},
        confidence=confidence,
        question=question,
    )


def _assessed(
    engine: SearchEngine, query: Query, hits: list[Hit], asked: Collection[str]
) -> tuple[Confidence, Question | None]:
    facts = len(hits[0].matched) if hits else 0
    assessment = assess([hit.score for hit in hits], facts, len(words(query.text)))
    if assessment.confidence is Confidence.SURE or len(hits) < 2:
        return assessment.confidence, None
    films = [engine.document(hit.id) for hit in hits]

    def well_known(name: str) -> bool:
        return engine.count(Filters(people=frozenset((name,)))) >= WELL_KNOWN

    question = best_question(films, assessment.shares, _told(query), asked, well_known)
    return assessment.confidence, question


def _told(query: Query) -> list[Filters]:
    return [query.filters, *(hint.filters for hint in query.hints)]
