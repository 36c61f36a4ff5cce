"""What a person says of films: stars, seen, not for me, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from actions import buttons, change_phrases, ratings_said, several, stars
from actions.asking import choose
from actions.conversation import Deed, Pending
from actions.replies import Button, Reply
from actions.stars import NotAllowed, Stars, Thumb
from actions.turn import Answer, Turn
from bot.domain import Mark, Movie, Taste

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LIKED: Final = 3.5


def rate(turn: Turn, assistant: Assistant) -> Answer:
    """Keep a rating, or several at once; ask for the film or the stars where they are missing."""
    parts = ratings_said.parts(turn)
    return (
        several.each(parts, lambda part: _rate(part, assistant)) if len(parts) > 1 else _rate(turn, assistant)
    )


def _rate(turn: Turn, assistant: Assistant) -> Answer:
    chosen = choose(turn, assistant, changes=True)
    if isinstance(chosen, Answer):
        return chosen
    movie, rating = chosen.movie, stars.read(turn)
    if rating is None:
        return ask_stars(turn, movie, change_phrases.how_many_stars(movie))
    if isinstance(rating, NotAllowed):
        return ask_stars(turn, movie, change_phrases.rating_not_allowed(rating.said))
    former = _stars_of(assistant.taste(turn.person), movie)
    match rating:
        case Stars(value, scale):
            assistant.rate(turn.person, movie.id, value)
            text, liked = change_phrases.rated(movie, value, former, scale), value >= _LIKED
            deed = Deed("rate_movie", movie.id, value, changed=former != value)
        case Thumb(liked):
            assistant.thumb(turn.person, movie.id, liked)
            text = change_phrases.thumbed(movie, liked, former)
            deed = Deed("rate_movie", movie.id, "up" if liked else "down", changed=True)
    offered = [buttons.UNDO, buttons.similar(movie.id) if liked else buttons.RECOMMEND]
    return Answer(Reply(text=text, buttons=offered), turn.conversation.but(focus=movie.id, deed=deed))


def ask_stars(turn: Turn, movie: Movie, text: str, *, extra: tuple[Button, ...] = ()) -> Answer:
    """Ask for stars under `text`; the next message may be a number alone."""
    pending = Pending("stars", intent="rate_movie", candidates=(movie.id,))
    reply = Reply(text=text, buttons=[*buttons.stars(movie.id), *extra])
    return Answer(reply, turn.conversation.but(focus=movie.id, pending=pending))


def mark_seen(turn: Turn, assistant: Assistant, *, many: bool = False) -> Answer:
    """The person has seen a film; with a rating in the same sentence, that is kept too.

    Of `many` films no stars are asked for.
    """
    parts = turn.apart()
    if len(parts) > 1 and turn.of("rating"):
        return rate(turn, assistant)  # stars say that a film was seen
    if len(parts) > 1:
        return several.each(parts, lambda part: _seen(part, assistant, many=True))
    return _seen(turn, assistant, many=many)


def _seen(turn: Turn, assistant: Assistant, *, many: bool = False) -> Answer:
    chosen = choose(turn, assistant, changes=True)
    if isinstance(chosen, Answer):
        return chosen
    movie, taste = chosen.movie, assistant.taste(turn.person)
    already = movie.id in taste.seen
    if not already:
        assistant.mark_seen(turn.person, movie.id)
    if stars.read(turn) is not None:
        return rate(turn.about(movie.id, intent="rate_movie", rating=_rating_said(turn)), assistant)
    if many:
        return Answer(
            Reply(text=change_phrases.seen_too(movie, already)), turn.conversation.but(focus=movie.id)
        )
    asked = ask_stars(
        turn, movie, change_phrases.seen(movie, already), extra=() if already else (buttons.UNDO,)
    )
    deed = Deed("mark_seen", movie.id, changed=not already)
    return Answer(asked.reply, asked.conversation.but(deed=deed))


def not_interested(turn: Turn, assistant: Assistant) -> Answer:
    """Keep a film, or several, away from the person."""
    parts = turn.apart()
    return (
        several.each(parts, lambda part: _reject(part, assistant))
        if len(parts) > 1
        else _reject(turn, assistant)
    )


def _reject(turn: Turn, assistant: Assistant) -> Answer:
    chosen = choose(turn, assistant, changes=True)
    if isinstance(chosen, Answer):
        return chosen
    movie = chosen.movie
    already = movie.id in assistant.taste(turn.person).not_interested
    if not already:
        assistant.not_interested(turn.person, movie.id)
    offered = [buttons.RECOMMEND] if already else [buttons.UNDO, buttons.RECOMMEND]
    reply = Reply(text=change_phrases.rejected(movie, already), buttons=offered)
    deed = Deed("not_interested", movie.id, changed=not already)
    return Answer(reply, turn.conversation.but(focus=movie.id, deed=deed))


def undo(turn: Turn, assistant: Assistant) -> Answer:
    """Take back the latest change and say which one it was."""
    before = assistant.taste(turn.person)
    change = assistant.undo(turn.person)
    after = assistant.taste(turn.person)
    movie = assistant.movie(change.movie_id)
    text = change_phrases.undone(change, movie, _changed_marks(before, after, movie))
    reply = Reply(text=text, buttons=[buttons.details(movie.id, f"About {movie.title}")])
    return Answer(reply, turn.conversation.but(focus=movie.id))


def _stars_of(taste: Taste, movie: Movie) -> float | None:
    return next((rating.stars for rating in taste.ratings if rating.movie_id == movie.id), None)


def _rating_said(turn: Turn) -> float | str | None:
    rating = stars.read(turn)
    match rating:
        case Stars(value):
            return value
        case Thumb(up):
            return "up" if up else "down"
        case NotAllowed(said):
            return said
    return None


def _changed_marks(before: Taste, after: Taste, movie: Movie) -> list[Mark]:
    """The marks an undo touched: the change itself names only the film."""
    pairs = (
        (Mark.SEEN, before.seen, after.seen),
        (Mark.NOT_INTERESTED, before.not_interested, after.not_interested),
    )
    return [mark for mark, was, now in pairs if (movie.id in was) != (movie.id in now)]
