"""One film: its facts, a question about it, and why it was shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, listing, phrases
from actions.asking import choose
from actions.constraints import described, language_name
from actions.conversation import Request
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.domain import Mark, Movie, Taste
from retrieval.filters import Filters
from retrieval.query import Query

if TYPE_CHECKING:
    from bot.assistant import Assistant

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
    r"\b(?:rated|ratings?|scores?|any good|how good|worth (?:it|watching|seeing))\b", re.IGNORECASE
)
_GENRE: Final = re.compile(r"\b(?:genres?|(?:what|which) (?:kind|type|sort))\b", re.IGNORECASE)
_PLOT: Final = re.compile(r"\b(?:about|plot|story|synopsis|summary|happens)\b", re.IGNORECASE)
_TELL_ABOUT: Final = re.compile(
    r"\b(?:tell me|know|info\w*|more|details?) (?:all |more |everything )?about\b", re.IGNORECASE
)
_PART: Final = re.compile(r"\bwho (?:plays?|played|is playing) (?P<part>[^?!.]{2,40})", re.IGNORECASE)
_OF_IT: Final = re.compile(r"\s+in (?:it|that|this|the (?:film|movie))\b|^the ", re.IGNORECASE)
_MORE_BY: Final = re.compile(
    r"\b(?:else|other|others|more|another|what) .*\b(?:by|from|of|did|has)\b.*"
    r"\b(?:director|him|her|them|he|she|they|same (?:guy|person|woman|man))\b",
    re.IGNORECASE,
)
_NAMED_CAST: Final = 5


def movie_details(turn: Turn, assistant: Assistant) -> Answer:
    """The full card; a question in the message is answered first, in one sentence."""
    focus = turn.conversation.focus
    if focus is not None and (answer := _about_focus(turn, assistant, assistant.movie(focus))) is not None:
        return answer
    chosen = choose(turn, assistant, changes=False)
    if isinstance(chosen, Answer):
        return chosen
    movie, taste = chosen.movie, assistant.taste(turn.person)
    parts = (chosen.remark.strip(), reply_to(turn.without("title"), movie), _own_state(movie, taste))
    reply = Reply(
        text=" ".join(part for part in parts if part) or f"{movie.label}:",
        cards=[cards.full(movie, taste)],
        buttons=buttons.stars(movie.id),
    )
    return Answer(reply, turn.conversation.but(focus=movie.id))


def _about_focus(turn: Turn, assistant: Assistant, movie: Movie) -> Answer | None:
    """What only makes sense of the film talked about, though other names are in it.

    `anything else by that director?` asks for films, and the Joker of `who plays the Joker?` is a part
    before it is a film.
    """
    if _MORE_BY.search(turn.text) and movie.directors:
        filters = Filters(people=frozenset(movie.directors[:1]))
        request = Request("browse", described(Query("", filters)), seen=(movie.id,))
        return listing.answer(turn, request, assistant, phrases.more_by(movie.directors[0]))
    part = _PART.search(turn.text)
    played = _played(movie, _OF_IT.sub("", part["part"])) if part else ""
    if not played:
        return None
    return Answer(
        Reply(text=played, cards=[cards.full(movie, assistant.taste(turn.person))]), turn.conversation
    )


def explain(turn: Turn, assistant: Assistant) -> Answer:
    """Why a film was shown: the one named, else the one talked about, else the first shown."""
    context = turn.conversation
    if context.focus is None and context.shown and not (turn.entities or turn.conversation.pending):
        turn = turn.about(context.shown[0], intent=turn.intent, text=turn.text)
    chosen = choose(turn, assistant, changes=False)
    if isinstance(chosen, Answer):
        return chosen
    request = context.request
    words = _asked(request) if request is not None and chosen.movie.id in request.seen else ""
    reason = assistant.explain(chosen.movie.id, person=turn.person, text=words)
    reply = Reply(
        text=chosen.remark + phrases.because(chosen.movie, reason),
        buttons=[
            buttons.details(chosen.movie.id),
            buttons.similar(chosen.movie.id),
            buttons.reject(chosen.movie.id),
        ],
    )
    return Answer(reply, context.but(focus=chosen.movie.id))


def _asked(request: Request) -> str:
    """The words of a request as one sentence: what it is about, then its conditions."""
    if request.kind not in ("search", "browse"):
        return ""
    return ", ".join(part for part in (request.query.text, *request.query.notes) if part)


def reply_to(question: str, movie: Movie) -> str:
    """The sentence that answers `question`, empty where it asks for nothing in particular."""
    part = _PART.search(question)
    if part:
        played = _played(movie, part["part"])
        if played:
            return played
    if _DIRECTOR.search(question):
        return phrases.directed(movie)
    if _CAST.search(question):
        return phrases.starring(movie, _NAMED_CAST)
    if _LENGTH.search(question):
        return phrases.lasts(movie)
    if _YEAR.search(question):
        return phrases.released(movie)
    if _LANGUAGE.search(question):
        return phrases.spoken(movie, language_name(movie.language))
    if _RATING.search(question):
        return phrases.mean_rating(movie)
    if _GENRE.search(question):
        return phrases.genres(movie)
    if _PLOT.search(question) and not _TELL_ABOUT.search(question):
        return phrases.plot(movie)
    return ""


def _played(movie: Movie, part: str) -> str:
    wanted = part.casefold().strip()
    for member in movie.cast:
        if member.character and (
            wanted in member.character.casefold() or member.character.casefold() in wanted
        ):
            return f"{member.name} plays {member.character} in {movie.label}."
    return ""


def _own_state(movie: Movie, taste: Taste) -> str:
    rating = next((rating.stars for rating in taste.ratings if rating.movie_id == movie.id), None)
    marks = [
        mark
        for mark, films in ((Mark.SEEN, taste.seen), (Mark.NOT_INTERESTED, taste.not_interested))
        if movie.id in films
    ]
    return phrases.your_state(rating, movie.id in taste.watchlist, marks)
