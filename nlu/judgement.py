"""Which intent to act on, given how likely each is: what changes a person's data must be certain."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nlu import lexicon
from nlu.features import is_placeholder, looks_like_gibberish, tokens

FALLBACK = "nlu_fallback"
CHANGES = frozenset(
    {"rate_movie", "add_to_watchlist", "remove_from_watchlist", "mark_seen", "not_interested", "undo"}
)
"""Intents that change what is stored of a person."""

_ASKING = re.compile(
    r"^(?:should|did|do|does|have (?:i|you|we)|has|is|are|am i|was|were|what(?! an? )|whats|why|how|who|whos|when|where"
    r"|which|would (?:i|it)|will i)\b"
)
_TELLING = re.compile(
    r"^(?:he|she|they|someone|somebody|people|(?:a|the|this|some) (?:man|woman|guy|girl|boy|kid|couple|group))\b"
)

Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Limits:
    """Probabilities asked for: of any intent, of one that changes data, and its lead over intents that do not.

    A message of more than `story` words that is no clear command is a description. One with more than a share of
    `foreign` words that are neither English nor names is not understood, unless its intent is `clear` all the same
    (`very_clear`, with several such words).
    """

    sure: float = 0.3
    change: float = 0.5
    lead: float = 0.2
    story: int = 14
    clear: float = 0.65
    very_clear: float = 0.85
    foreign: float = 0.5


def decide(
    ranking: Ranking, masked: str, known: Collection[str], limits: Limits = Limits()
) -> tuple[str, float]:
    """The intent and its confidence; `nlu_fallback` where acting would be a guess.

    `known` are the words of the training examples. The ranking has every intent, the likeliest first.
    """
    words = [token for token in tokens(masked) if token != "?"]
    chances = dict(ranking)
    intent, chance = ranking[0]
    if not words or not _is_readable(words, known, limits, 0.0 if intent == "out_of_scope" else chance):
        return FALLBACK, 0.0
    long = len(words) > limits.story
    if intent in CHANGES and _TELLING.match(masked):  # "he adds it to his list" tells a story
        return "describe_movie", chances.get("describe_movie", 0.0)
    if intent in CHANGES and _ASKING.match(masked):  # "should I add it?" asks for advice
        ranking = [(name, probability) for name, probability in ranking if name not in CHANGES]
        intent, chance = ranking[0]
    if intent in CHANGES:
        rival = next((probability for name, probability in ranking if name not in CHANGES), 0.0)
        second = ranking[1][1] if ranking[1][0] in CHANGES else 0.0
        asked = limits.change + (0.25 if long else 0.0)
        if chance < asked or chance - rival < limits.lead or chance - second < limits.lead / 2:
            return ("describe_movie", chances.get("describe_movie", 0.0)) if long else (FALLBACK, chance)
    elif long and chance < 0.6:
        return "describe_movie", chances.get("describe_movie", 0.0)
    if chance >= limits.sure:
        return intent, chance
    searchable = chances.get("describe_movie", 0.0) + chances.get("browse", 0.0)
    if searchable >= limits.sure or not any(word in known or is_placeholder(word) for word in words):
        return "describe_movie", searchable
    return FALLBACK, chance


def _is_readable(words: Sequence[str], known: Collection[str], limits: Limits, chance: float) -> bool:
    """Whether enough of the words are English, names or otherwise understood; typos need a `chance` that makes up."""
    strange = [
        word
        for word in words
        if not (is_placeholder(word) or word in known or word.isdigit() or lexicon.is_english(word))
    ]
    if chance >= (limits.clear if len(strange) < 2 else limits.very_clear):
        return True
    if any(looks_like_gibberish(word) for word in strange) and len(strange) * 2 >= len(words):
        return False
    return len(words) < 3 or len(strange) / len(words) <= limits.foreign
