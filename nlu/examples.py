"""Training examples as the intent classifier learns them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlu.constraints import find_constraints
from nlu.masking import mask
from nlu.spans import Span, settle

_NAMES = frozenset({"title", "person"})


class Example(NamedTuple):
    """A masked text and how much it counts."""

    masked: str
    importance: float


def learnable(text: str, annotated: Sequence[Span]) -> Iterator[Example]:
    """The forms of one example to learn from.

    Titles and people are masked where they are annotated, all else where the finders see it, as in a real
    message. A fainter copy leaves the names in: some will not be recognised.
    """
    spans = settle([*annotated, *(span for span in find_constraints(text) if not _hits(span, annotated))])
    yield Example(mask(text, spans), 1.0)
    others = [span for span in spans if span.entity not in _NAMES]
    if len(others) < len(spans):
        yield Example(mask(text, others), 0.3)


def _hits(span: Span, annotated: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in annotated)
