"""The titles and people a message names."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.constraints.facets import GENRES, LANGUAGES, MOODS
from nlu.context import LONG, Context
from nlu.gazetteer import Gazetteer, Match
from nlu.spans import Span
from nlu.text import Word, words

_FACETS = frozenset({*GENRES, *LANGUAGES, *MOODS})
LONGEST = 300
"""Words looked at in one message."""


def find_names(text: str, gazetteer: Gazetteer) -> list[Span]:
    """Titles and people in `text`, longest first where they overlap; values as the catalogue spells them."""
    message = words(text)[:LONGEST]
    context = Context(text, message)
    kept = _longest(
        [match for match in gazetteer.exact(_without_possessive(message)) if _believed(match, context)],
        message,
    )
    if len(message) <= LONG:
        taken = [False] * len(message)
        for match in kept:
            if match.name.whole:
                taken[match.first : match.after] = [True] * (match.after - match.first)
        guesses = [match for match in gazetteer.similar(message, taken, _FACETS) if _believed(match, context)]
        kept = _longest([*kept, *guesses], message)
    return [_span(match, message) for match in sorted(kept, key=lambda match: match.first)]


def _without_possessive(message: Sequence[Word]) -> list[Word]:
    """Words of which `Nolan's` lost its ending; `Ocean's` keeps its key, as both spellings are looked up alike."""
    return [
        Word(word.text, word.norm[:-1], word.start, word.end)
        if word.text.casefold().endswith(("'s", "’s"))
        and place + 1 < len(message)
        and message[place + 1].norm
        in {"movies", "films", "movie", "film", "best", "early", "work", "latest", "last", "stuff"}
        else word
        for place, word in enumerate(message)
    ]


def _believed(match: Match, context: Context) -> bool:
    return context.is_title(match) if match.name.entity == "title" else context.is_person(match)


def _longest(matches: Sequence[Match], message: Sequence[Word]) -> list[Match]:
    """Matches that do not overlap: more words win, then likeness, whole names, titles unless asked for a person."""
    kept: list[Match] = []

    def rank(match: Match) -> tuple[int, float, bool, bool]:
        before = message[match.first - 1].norm if match.first else ""
        person = match.name.entity == "person"
        asked = before in {"by", "with", "starring", "featuring", "without", "director", "actor", "actress"}
        length = match.after - match.first
        spelled = length if match.likeness == 1 else min(length, len(match.name.words))
        return (spelled, match.likeness, match.name.whole, person == asked)

    for match in sorted(matches, key=rank, reverse=True):
        if all(match.after <= other.first or other.after <= match.first for other in kept):
            kept.append(match)
    return kept


def _span(match: Match, message: Sequence[Word]) -> Span:
    start, last = message[match.first].start, message[match.after - 1]
    end = last.end - 2 if last.text.casefold().endswith(("'s", "’s")) and not _keeps_s(match) else last.end
    confidence = match.likeness if match.name.whole else 0.9 * match.likeness
    return Span(match.name.entity, start, end, match.name.value, round(confidence, 3))


def _keeps_s(match: Match) -> bool:
    return match.name.words[-1].endswith("s")
