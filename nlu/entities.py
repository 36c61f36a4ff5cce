"""All entities of a message, from every finder, settled into one reading."""

from __future__ import annotations

from nlu.constraints import find_constraints
from nlu.frames import find_unknown_titles
from nlu.gazetteer import Gazetteer
from nlu.names import find_names
from nlu.spans import Span, settle


def find_entities(text: str, gazetteer: Gazetteer) -> list[Span]:
    """Names from the catalogue, constraints from the language, and titles the catalogue does not hold."""
    names = find_names(text, gazetteer)
    spans = settle([*names, *find_constraints(text)])
    return settle([*spans, *find_unknown_titles(text, spans)])
