"""How a fact is meant: stated, hedged ("maybe French") or refused ("nothing from the 80s")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from retrieval.reading.refusal_words import REFUSALS
from retrieval.text import word_set

_SURE, _LIKELY, _MAYBE, _GUESS = 0.9, 0.75, 0.6, 0.45
HEDGES: Final[dict[str, float]] = {
    **dict.fromkeys(("pretty sure", "fairly sure", "almost certain", "im sure", "i am sure"), _SURE),
    **dict.fromkeys(
        ("i think", "i thought", "i believe", "i feel like", "probably", "most likely", "likely", "must have been",
         "around", "circa", "ca", "roughly", "approximately", "or so", "or thereabouts", "ish",
         "preferably", "ideally", "i would guess"),
        _LIKELY,
    ),
    **dict.fromkeys(
        ("maybe", "perhaps", "i guess", "id guess", "i suppose", "seems", "seemed", "looked", "kind of", "sort of",
         "or something", "or maybe", "i want to say", "somewhere", "sometime", "some time", "if i remember",
         "if i recall", "i assume", "i imagine"),
        _MAYBE,
    ),
    **dict.fromkeys(
        ("possibly", "might be", "might have been", "might", "may be", "may have been", "could be", "could have been",
         "could", "not sure", "unsure", "im not sure", "i am not sure", "not certain", "not sure if", "not sure whether",
         "no idea if", "conceivably", "for some reason i think"),
        _GUESS,
    ),
}  # fmt: skip
_REFUSALS: Final = REFUSALS | {
    "nor",
    "cant be",
    "cannot be",
    "shouldnt be",
    "must not be",
    "mustnt be",
    "not necessarily",
    "none",
}
# Words between the hedge and the fact: "maybe [it was a film from] 1985".
_LINKS: Final = word_set(
    """it was is its 's a an the from in with of made released be been being have had has film films movie movies
    one ones anything something any thing things stuff that thats this those which are were see watch watching to
    too also produced shot came out by starring directed like all either really strictly some language"""
)
_DEMANDS: Final = frozenset(
    f"{subject}{demand}{verb}".strip()
    for subject in ("it ", "that ", "which ", "")
    for demand in ("must ", "has to ", "have to ", "should ", "needs to ", "had to ")
    for verb in ("be ", "be in ", "have ", "be from ", "be a ")
)
_JOINS: Final = frozenset(("or", "nor"))
_BEFORE: Final = frozenset(
    ("i", "we", "but", "and", ",", "its", "it", "is", "was", "'s", "that", "thats", "so", "or")
)
_AFTER: Final = word_set("and but about where who whose when which that , . ; ! ? )")
_LONGEST: Final = 5
_FARTHEST: Final = 8  # tokens between a hedge and what it hedges


@dataclass(frozen=True, slots=True)
class Stance:
    """`weight` is 1 for what is stated; `first` and `last` take in the words that say how it is meant."""

    refused: bool
    weight: float
    first: int
    last: int


def stance(
    keys: Sequence[str], used: Sequence[bool], first: int, last: int, passes: Callable[[int], bool]
) -> Stance:
    """How the tokens from `first` to `last` are meant, by the words around them.

    `passes(number)` tells tokens that may stand between, since they describe the same film: `maybe a
    French comedy`.
    """
    refused, weight, start = _before(keys, used, first, passes)
    if weight == 1.0:
        after = _hedge_after(keys, last)
        if after is not None:
            return Stance(refused, after[0], start, after[1])
    return Stance(refused, weight, start, last)


def _before(
    keys: Sequence[str], used: Sequence[bool], first: int, passes: Callable[[int], bool]
) -> tuple[bool, float, int]:
    refused, weight, start = False, 1.0, first
    joined = crossed = False
    number = first - 1
    while number >= max(0, first - _FARTHEST):
        phrase = _phrase_ending(keys, number)
        size = len(phrase.split())
        if phrase in HEDGES:
            weight, start = HEDGES[phrase], number - size + 1
        elif phrase in _REFUSALS and (joined or not (used[number] or crossed)):
            # "Not necessarily French" refuses nothing, it only does not matter.
            refused, start = True, number - size + 1
            weight = min(weight, _GUESS) if phrase == "not necessarily" else weight
        elif keys[number] in _JOINS:
            joined = True
        elif keys[number] not in _LINKS:
            if not ((used[number] and joined) or passes(number)):
                break
            crossed = True
        number -= max(size, 1)
    start = _with_demand(keys, start)
    while start < first and start > 0 and keys[start - 1] in _BEFORE and not used[start - 1]:
        start -= 1
    return refused, weight, start


def _with_demand(keys: Sequence[str], start: int) -> int:
    """Where a demand before begins: `it must be`, `has to be`."""
    for size in range(_LONGEST, 1, -1):
        if start >= size and " ".join(keys[start - size : start]) in _DEMANDS:
            return start - size
    return start


def _phrase_ending(keys: Sequence[str], number: int) -> str:
    """The longest hedge or refusal that ends at a token; empty where none does."""
    for size in range(_LONGEST, 0, -1):
        if number - size + 1 >= 0:
            phrase = " ".join(keys[number - size + 1 : number + 1])
            if phrase in HEDGES or phrase in _REFUSALS:
                return phrase
    return ""


def _hedge_after(keys: Sequence[str], last: int) -> tuple[float, int] | None:
    """The weight and the end of a hedge that follows: `French, I think`; not of one that begins the next fact."""
    start = last + 1
    if start < len(keys) and keys[start] in {",", "("}:
        start += 1
    for size in range(_LONGEST, 0, -1):
        end = start + size - 1
        if end < len(keys) and " ".join(keys[start : end + 1]) in HEDGES:
            ends = end + 1 >= len(keys) or keys[end + 1] in _AFTER
            return (HEDGES[" ".join(keys[start : end + 1])], end) if ends else None
    return None
