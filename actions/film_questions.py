"""What is asked of one film, answered in one sentence."""

from __future__ import annotations

import re
from typing import Final

from actions import fact_phrases
from actions.constraints import language_name
from actions.superlatives import Mood, feeling
from bot.domain import Movie

_DIRECTOR: Final = re.compile(r"\b(?:direct(?:ed|or|s)?|who made|film ?maker|made by)\b", re.IGNORECASE)
_CAST: Final = re.compile(
    r"\b(?:who(?:'s| is| was| are| were|'re)? (?:all )?(?:in|star\w*|play\w*|act\w*)"
    r"|cast|actors?|actress(?:es)?|star(?:s|ring|red))\b",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"\b(?:how long|length|run(?:ning)? ?time|duration|how many (?:minutes|hours))\b", re.IGNORECASE
)
_YEAR: Final = re.compile(
    r"\b(?:when|what year|which year|how old|release[ds]?|come out|came out)\b", re.IGNORECASE
)
_LANGUAGE: Final = re.compile(r"\b(?:(?:what|which) language|language|subtitles?|spoken)\b", re.IGNORECASE)
_RATING: Final = re.compile(
    r"\b(?:rated|ratings?|scores?|any good|how good|(?:is|was) (?:it|that|this|the film|the movie) (?:a )?good|worth (?:it|watching|seeing|a watch)"
    r"|(?:people|critics?|everyone|others?|they) (?:say|think|like)|reviews?|reception)\b",
    re.IGNORECASE,
)
_GENRE: Final = re.compile(r"\b(?:genres?|(?:what|which) (?:kind|type|sort))\b", re.IGNORECASE)
_MOOD: Final = re.compile(
    r"^(?:is|was|would|are|will|how)\b.*?\b(?P<mood>[a-z-]+)(?: (?:film|movie|one|at all|enough|old|or not))*[\s?.!]*$",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(
    r"\b(?:for|with) (?:my |the |a |an |our )?(?:(?:little|small|young|\d+|\w+)[ -]?(?:year|yr)[ -]?olds?|kids?|child(?:ren)?|toddlers?|famil(?:y|ies))\b|\b(?:kid|child|family)[ -]?friendly\b",
    re.IGNORECASE,
)
_PLOT: Final = re.compile(r"\b(?:about|plot|story|synopsis|summary|happens)\b", re.IGNORECASE)
_TELL_ABOUT: Final = re.compile(
    r"\b(?:tell me|know|info\w*|more|details?) (?:all |more |everything )?about\b", re.IGNORECASE
)
PART: Final = re.compile(r"\bwho (?:plays?|played|is playing) (?P<part>[^?!.]{2,40})", re.IGNORECASE)
_NAMED_CAST: Final = 5


def reply_to(question: str, movie: Movie) -> str:
    """The sentence that answers `question`, empty where it asks for nothing in particular."""
    part = PART.search(question)
    if part:
        told = played(movie, part["part"])
        if told:
            return told
    if _DIRECTOR.search(question):
        return fact_phrases.directed(movie)
    if _CAST.search(question):
        return fact_phrases.starring(movie, _NAMED_CAST)
    if _LENGTH.search(question):
        return fact_phrases.lasts(movie)
    if _YEAR.search(question):
        return fact_phrases.released(movie)
    if _LANGUAGE.search(question):
        return fact_phrases.spoken(movie, language_name(movie.language))
    if _RATING.search(question):
        return fact_phrases.mean_rating(movie)
    if _GENRE.search(question):
        return fact_phrases.genres(movie)
    felt = _mood(question)
    if felt is not None:
        return fact_phrases.felt(movie, felt.adjective, not felt.genres.isdisjoint(movie.genres))
    if _PLOT.search(question) and not _TELL_ABOUT.search(question):
        return fact_phrases.plot(movie)
    return ""


def played(movie: Movie, part: str) -> str:
    """Who plays a part of the film, as a sentence; empty where it is not known."""
    wanted = part.casefold().strip()
    for member in movie.cast:
        if member.character and (
            wanted in member.character.casefold() or member.character.casefold() in wanted
        ):
            return f"{member.name} plays {member.character} in {movie.label}."
    return ""


def _mood(question: str) -> Mood | None:
    """The mood that a question is about: `is it scary?`, `good for kids?`."""
    if _CHILD.search(question):
        return feeling("kids")
    found = _MOOD.match(question)
    return feeling(found["mood"].casefold()) if found else None
