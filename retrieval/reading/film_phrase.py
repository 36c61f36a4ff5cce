"""The phrase that names the kind of film wished for: `a quirky 90s road movie`."""

from __future__ import annotations

from typing import Final

from retrieval.reading.draft import Draft
from retrieval.reading.genre_names import GENRE_WORDS, Kind
from retrieval.text import STOPWORDS, word_set

_MAX_UNKNOWN: Final = 3  # "late 60s [high school] road movie"; a longer run of words tells a plot
_ARTICLES: Final = frozenset(("a", "an", "the"))
_OPENERS: Final = word_set(
    """just only but want wants wanted need needs like prefer give me us show watch see recommend suggest
    please maybe or another ideally then instead rather what which all every list top searching seeking looking request requesting fancy"""
)
_TALES: Final = word_set("story stories tale tales saga sagas yarn yarns")
# After these a year or a nation tells of the story or of the style: `80s style`, `Korean War film`.
_OF_STORY: Final = word_set(
    """war wars civil revolution revolutionary resistance occupation mob mafia mobster football roulette
    mythology restaurant wedding teacher army soldier soldiers empire history legend style styled vibe vibes
    inspired esque set setting nostalgia throwback aesthetic music soundtrack invasion immigrant immigrants
    immigration family girl boy man woman dream president presidents idol open grand prix"""
)


def opens(draft: Draft, first: int) -> bool:
    """Whether few words, all of them content, stand between the token and where a phrase begins."""
    unknown, begun = 0, False
    for number in range(first - 1, -1, -1):
        key = draft.key(number)
        if draft.used[number] or key in _OPENERS or (not key.isalnum() and key not in {"'s", "&"}):
            return True
        if key == "in" and number > 0 and draft.used[number - 1]:
            return True  # "[Will Smith] in a comedy"
        begun |= key in _ARTICLES
        if draft.describes(number):
            continue
        unknown += 1
        # Words before the article belong to a story: "a crew films [a horror movie]".
        if begun or key in STOPWORDS or unknown > _MAX_UNKNOWN:
            return False
    return True


def modifies_film(draft: Draft, last: int) -> bool:
    """Whether the words that follow end in a film or a genre: `90s` in `90s road movie`."""
    unknown = 0
    for number in range(last + 1, len(draft.tokens)):
        key = draft.key(number)
        if draft.used[number]:
            return key.isalnum() and key not in STOPWORDS
        if draft.is_film_noun(number):
            return key not in {"one", "ones", "something", "anything", "thing", "things", "stuff"}
        genre = GENRE_WORDS.get(key)
        if genre is not None and genre[1] is Kind.FILM and draft.closes(number):
            return True
        if key in _TALES and draft.closes(number):
            return True
        if key in _OF_STORY or key in STOPWORDS or not key.isalnum():
            return False
        unknown += not draft.describes(number)
        if unknown > _MAX_UNKNOWN:
            return False
    return False


def names_kind(draft: Draft, first: int, last: int) -> bool:
    """Whether the tokens are part of a phrase that opens the wish and ends in a film."""
    return opens(draft, first) and modifies_film(draft, last)


def stands_alone(draft: Draft, first: int, last: int) -> bool:
    """Whether the tokens are an item of a list: `horror, japanese, ghosts`."""
    last += draft.key(last + 1) in {"only", "please"}
    before, after = draft.key(first - 1), draft.key(last + 1)
    return not (before.isalnum() or before == "'s") and not (after.isalnum() or after == "'s")
