"""Entities that follow from the language alone, needing no catalogue: stars, ordinals, years, genres, moods."""

from __future__ import annotations

from nlu.constraints.facets import find_facets
from nlu.constraints.opinions import find_opinions
from nlu.constraints.ordinals import find_ordinals
from nlu.constraints.quantities import find_runtimes, find_years
from nlu.constraints.ratings import find_ratings
from nlu.spans import Span, settle
from nlu.text import words

LONGEST = 2000
"""Characters looked at: nobody names a genre or gives stars after that much prose."""


def find_constraints(text: str) -> list[Span]:
    """Every constraint in `text`, in order, none overlapping another."""
    text = text[:LONGEST]
    found = words(text)
    return settle(
        [
            *find_ratings(text),
            *find_ordinals(text, len(found)),
            *find_runtimes(text),
            *find_years(text),
            *find_facets(found),
            *find_opinions(text, len(found)),
        ]
    )
