"""Hints in a description: facts told in passing, from which a film is likelier but never certain.

People misremember years, countries and actors, so nothing here hides a film.
"""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.draft import Draft
from retrieval.reading.genre_names import GENRE_WORDS, Kind
from retrieval.reading.origin_names import LANGUAGES, NATIONALITIES
from retrieval.reading.vocabulary import FILM_NOUN
from retrieval.reading.year_names import span
from retrieval.reading.years import MENTION

_PLAIN: Final = 1.0
_IN_PLOT: Final = 0.5  # a year that may be the story's rather than the film's
_WEAK: Final = 0.5
_SLACK: Final = 2  # years by which people misplace a film
_TALKIES: Final = 1967  # films in black and white are rarely younger
_COLOUR: Final = 1950
_BROADCAST: Final = 15  # films people saw on television were rarely older, in years
_DRAWN: Final = frozenset(("Animation",))
_IN_ENGLISH: Final = Filters(languages=frozenset(("en",)))
_OLD: Final = Filters(
    any_of=((Filters(year_to=_TALKIES), Filters(keywords=frozenset(("black and white",)))),)
)
_SETTING: Final = re.compile(
    r"(?:set|takes? place|taking place|placed|happens|back|travel\w*|sent|goes|transported|lives?|living|story)(?: \w+)?(?: (?:in|to|during|of))?"
    r"(?: (?:the|early|mid|late|year|around|about))* ?$"
)
_SEEN: Final = re.compile(
    r"\b(?:saw|seen|watch\w*|rented|caught|borrowed|aired|shown|showed|played|broadcast|when (?:i|we) w(?:as|ere)|as a (?:kid|child|teen\w*)|childhood|on (?:tv|vhs|dvd))\b"
)
_MADE: Final = re.compile(
    rf"\b(?:made|released|came out|filmed|produced|shot|{FILM_NOUN} (?:is |was )?from|dates?)\b"
)
_SENTENCE: Final = re.compile(r"[.!?;]")
_BLACK_AND_WHITE: Final = re.compile(
    r"\b(?:black (?:and|&|n) white|b ?(?:&|and|/) ?w|monochrome|silent (?:movie|film|era))\b"
)
_IN_COLOUR: Final = re.compile(
    r"\b(?:in (?:full )?colou?r|(?:was|is|definitely) colou?r|colou?r (?:movie|film)|technicolou?r)\b"
)
_LIVE: Final = re.compile(r"\b(?:live action|not (?:animated|a cartoon|animation)|real (?:people|actors))\b")
_ANIMATED: Final = re.compile(
    r"\b(?:animated|animation|cartoon|anime|claymation|stop motion|cgi animated|3d animated|hand drawn|puppet(?:s|ry)?)\b"
)
_FOREIGN: Final = re.compile(
    rf"\b(?:foreign(?: language)? {FILM_NOUN}|(?:was|is|probably|maybe|definitely|it) foreign|subtitle[sd]|with subtitles|not (?:in )?english|non english|dubbed)\b"
)
_ENGLISH: Final = re.compile(
    r"\b(?:(?:in|spoken|speaking|speak|language) english|english(?: language| speaking| spoken| dialogue)|was english|is english)\b"
)
_FROM_USA: Final = re.compile(rf"\b(?:american|hollywood) {FILM_NOUN}\b")
_PLACE: Final = re.compile(
    rf"\b(?P<name>{'|'.join(sorted(map(re.escape, (*LANGUAGES, *NATIONALITIES)), key=len, reverse=True))})\b"
)
_GENRE: Final = re.compile(rf"\b(?P<name>{'|'.join(sorted(GENRE_WORDS, key=len, reverse=True))})\b")
_NOT: Final = re.compile(r"(?:not|isnt|wasnt|no|never|than)(?: \w+)? ?$")
_LOOKS: Final = (
    (_BLACK_AND_WHITE, _OLD, _PLAIN),
    (_IN_COLOUR, Filters(year_from=_COLOUR), _WEAK),
    (_LIVE, Filters(without_genres=_DRAWN), _PLAIN),
    (_ANIMATED, Filters(genres=_DRAWN), _PLAIN),
    (_FOREIGN, _IN_ENGLISH.refused(), _PLAIN),
    (_ENGLISH, _IN_ENGLISH, _PLAIN),
    (_FROM_USA, Filters(countries=frozenset(("US",))), _PLAIN),
)
_OTHERS: Final = frozenset(("like", "unlike", "as", "another", "other", "typical"))


def read_memory(draft: Draft) -> None:
    """Add the hints of a description; words stay where they are, for they are part of what is told."""
    for reader in (_read_years, _read_look, _read_origin, _read_genres):
        reader(draft)


def _read_years(draft: Draft) -> None:
    for found, first, last in draft.find(MENTION):
        before = draft.line[max(0, found.start() - 40) : found.start()]
        if _SETTING.search(before) or draft.key(last + 1) in {"years", "people", "dollars", "miles"}:
            continue
        low, high = span(found["value"], found["part"], loose=True)
        if found["other"]:
            other = span(found["other"], found["part2"], loose=True)
            low, high = min(low, other[0]), max(high, other[1])
        sentence = _sentence(draft, found.start(), found.end())
        if _SEEN.search(sentence) and not _MADE.search(sentence):
            draft.hint(Filters(year_from=low - _BROADCAST, year_to=high), _PLAIN, first, first - 1, "")
            continue
        meant = draft.stance(first, last)
        told = high > low or meant.weight < 1 or bool(_MADE.search(sentence)) or draft.is_film_noun(last + 1)
        weight = meant.weight * (_PLAIN if told else _IN_PLOT)
        draft.hint(Filters(year_from=low - _SLACK, year_to=high + _SLACK), weight, first, first - 1, "")


def _read_look(draft: Draft) -> None:
    for pattern, change, weight in _LOOKS:
        for found, first, last in draft.find(pattern):
            refused = _NOT.search(draft.line[max(0, found.start() - 20) : found.start()])
            meant = draft.stance(first, last)
            draft.hint(change.refused() if refused else change, weight * meant.weight, first, first - 1, "")
            break


def _read_origin(draft: Draft) -> None:
    for found, first, last in draft.find(_PLACE):
        name = found["name"]
        of_film = draft.is_film_noun(last + 1) and draft.key(last + 1) not in {
            "one",
            "ones",
            "something",
            "things",
            "thing",
        }
        if name == "english" or not (of_film or _said_of_film(draft, first, last)):
            continue
        where = (
            Filters(countries=frozenset(NATIONALITIES[name]))
            if name in NATIONALITIES
            else Filters(languages=frozenset(LANGUAGES[name]))
        )
        _hint(draft, where, first, last)


def _read_genres(draft: Draft) -> None:
    for found, first, last in draft.find(_GENRE):
        names, kind = GENRE_WORDS[found["name"]]
        if names == ("Animation",):
            continue
        of_film = draft.is_film_noun(last + 1) and draft.key(last + 1) not in {
            "one",
            "ones",
            "something",
            "thing",
            "things",
        }
        follows = kind is Kind.FILM and draft.key(last + 1) in GENRE_WORDS
        if of_film or follows or (kind is not Kind.TOPIC and _said_of_film(draft, first, last)):
            _hint(draft, Filters(genres=frozenset(names)), first, last)


def _hint(draft: Draft, change: Filters, first: int, last: int) -> None:
    meant = draft.stance(first, last)
    if draft.key(first - 1) not in _OTHERS:
        draft.hint(change.refused() if meant.refused else change, meant.weight, first, first - 1, "")


def _said_of_film(draft: Draft, first: int, last: int) -> bool:
    return draft.is_said_of_film(first) and (draft.closes(last) or draft.key(last + 1) in GENRE_WORDS)


def _sentence(draft: Draft, start: int, end: int) -> str:
    """The sentence around a stretch of the line."""
    before = [found.end() for found in _SENTENCE.finditer(draft.line, 0, start)]
    after = _SENTENCE.search(draft.line, end)
    return draft.line[before[-1] if before else 0 : after.start() if after else len(draft.line)]
