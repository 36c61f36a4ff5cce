"""Taking the last thing back in favour of what was meant: `no, I meant Heat`, `wait, 3 stars`, `the other one`."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import phrases, stars, vocabulary
from actions.asking import offer
from actions.conversation import Deed
from actions.resolve import Known, resolve
from actions.turn import Answer, Entity, Turn
from bot.domain import Movie
from bot.errors import NothingToUndo

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LEAD: Final = (
    r"(?:(?:no+|nope|nah|oops|ups|sorry|wait|hold on|stop|actually|hm+|ah|oh|argh|my (?:bad|mistake)|correction|wrong(?: one| film| movie)?"
    r"|not (?:that|this|it)(?: one| film| movie)?|that'?s (?:not it|wrong|the wrong (?:one|film|movie)|not (?:what i meant|the one)))\b[\s,.!:;-]*)"
)
_MEANT: Final = r"(?:i (?:meant|mean|was thinking of|was talking about|wanted)(?: to say| to write)?|rather|make (?:it|that)|it(?:'s| is| should be)|change (?:it|that) to)"
_CORRECTS: Final = re.compile(
    rf"^(?:{_LEAD}+(?:{_MEANT}\b)?|i meant\b|make (?:it|that)\b|change (?:it|that) to\b)[\s,:]*(?P<rest>.*)$",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"^(?:rather )?(?:the|that) other(?: one| film| movie| version)?[\s.!]*$", re.IGNORECASE
)
_ALSO: Final = re.compile(
    r"^(?:and|also|plus|so is|same (?:for|with|goes for))\s+(?:also )?(?P<film>\S.*?)(?:\s+(?:too|as well|also))?[\s.!]*$"
    r"|^(?P<same>\S.*?)\s+(?:too|as well)[\s.!]*$",
    re.IGNORECASE,
)
_INSTEAD: Final = re.compile(
    r"[\s,]*\b(?:instead|please|not (?:it|that(?: one)?)|sorry)[\s.!]*$", re.IGNORECASE
)
_OFFERED: Final = 5


def corrected(turn: Turn, assistant: Assistant, deed: Deed | None) -> Turn | Answer | None:
    """The last command with the film or the stars meant; None where the message corrects nothing."""
    text = " ".join(turn.text.replace("’", "'").split())
    also = _ALSO.match(text)
    if also and deed is not None:
        return _repeated(turn, assistant, deed, also["film"] or also["same"])
    found = _CORRECTS.match(text)
    if not found:
        return None
    rest = _INSTEAD.sub("", found["rest"])
    if _OTHER.match(rest):
        return _other(turn, assistant, deed)
    if deed is None:
        return replace(turn, intent="movie_details") if _names_a_film(turn, rest, assistant) else None
    rating = stars.alone(rest)
    if deed.intent == "rate_movie" and (rating is not None or (turn.of("rating") and not turn.of("title"))):
        said = turn.rating if turn.rating is not None else rest
        return turn.about(deed.movie_id, intent="rate_movie", rating=said)
    if not turn.of("ordinal") and not _names_a_film(turn, rest, assistant):
        return None
    meant = resolve(replace(turn, intent=deed.intent), assistant)
    if not isinstance(meant, Known) or not meant.certain or meant.movie.id == deed.movie_id:
        return None
    return _redone(turn, assistant, deed, meant.movie.id)


def _names_a_film(turn: Turn, rest: str, assistant: Assistant) -> bool:
    """Whether what is meant is a title and nothing more: `no, Alien is too scary` is about something else."""
    bare = rest.strip(" .!?\"'“”")
    if not bare:
        return False
    titles = {turn.said(title).casefold() for title in turn.of("title")}
    return bare.casefold() in titles or any(
        match.exact for match in assistant.titles(vocabulary.core(bare) or bare, 1)
    )


def _repeated(turn: Turn, assistant: Assistant, deed: Deed, said: str) -> Turn | None:
    """The same command about one more film: `and Fargo too`."""
    if turn.of("rating") or not _names_a_film(turn, said, assistant):
        return None
    meant = resolve(replace(turn, intent=deed.intent), assistant)
    if not isinstance(meant, Known) or not meant.certain or meant.movie.id == deed.movie_id:
        return None
    return turn.about(meant.movie.id, intent=deed.intent, rating=deed.rating)


def _redone(turn: Turn, assistant: Assistant, deed: Deed, film: int) -> Turn:
    """The same command about another film, what it changed taken back."""
    if deed.changed:
        with suppress(NothingToUndo):  # taken back elsewhere since: there is nothing left to correct
            assistant.undo(turn.person)
    rating = turn.rating if turn.rating is not None else deed.rating
    return turn.about(film, intent=deed.intent, rating=rating)


def _other(turn: Turn, assistant: Assistant, deed: Deed | None) -> Turn | Answer | None:
    """The namesake of the film talked about, the other of two films, or the question which."""
    context = turn.conversation
    current = deed.movie_id if deed is not None else context.focus
    others = _namesakes(current, assistant) if current is not None else []
    shown = [film for film in context.shown if film != current]
    if not others and len(shown) == 1:
        others = assistant.movies(shown)
    if len(others) == 1 and deed is not None:
        return _redone(turn, assistant, deed, others[0].id)
    if len(others) == 1:
        return turn.about(others[0].id, intent="movie_details")
    offered = others or assistant.movies(shown[:_OFFERED])
    intent = deed.intent if deed is not None else "movie_details"
    asking = replace(turn, intent=intent, text="", entities=_rated(deed))
    return offer(asking, offered, phrases.which("") if offered else phrases.which_film(intent))


def _rated(deed: Deed | None) -> tuple[Entity, ...]:
    return (Entity("rating", deed.rating),) if deed is not None and deed.rating is not None else ()


def _namesakes(film: int, assistant: Assistant) -> list[Movie]:
    title = assistant.movie(film).title
    return assistant.movies(
        [match.id for match in assistant.titles(title) if match.exact and match.id != film]
    )
