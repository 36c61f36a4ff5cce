"""The watchlist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from actions import buttons, cards, phrases
from actions.asking import choose
from actions.replies import Reply
from actions.turn import Answer, Turn

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LISTED: Final = 10


def show_watchlist(turn: Turn, assistant: Assistant) -> Answer:
    """The watchlist, numbered, so that "the second one" points into it."""
    movies = assistant.watchlist(turn.person)
    if not movies:
        reply = Reply(text=phrases.EMPTY_WATCHLIST, buttons=[buttons.RECOMMEND, buttons.TRENDING])
        return Answer(reply, turn.conversation)
    listed = movies[:_LISTED]
    reply = Reply(text=phrases.watchlist(len(movies), len(listed)), cards=cards.watchlist(listed))
    shown = tuple(movie.id for movie in listed)
    # "More" after this would go on with the list before it: a watchlist is no request.
    after = turn.conversation.but(shown=shown, focus=shown[0] if len(shown) == 1 else None, request=None)
    return Answer(reply, after)


def add_to_watchlist(turn: Turn, assistant: Assistant) -> Answer:
    """Put a film on the watchlist."""
    chosen = choose(turn, assistant, changes=True)
    if isinstance(chosen, Answer):
        return chosen
    added = assistant.add_to_watchlist(turn.person, chosen.movie.id)
    offered = [buttons.UNDO, buttons.WATCHLIST] if added else [buttons.WATCHLIST]
    reply = Reply(text=phrases.kept(chosen.movie, added), buttons=offered)
    return Answer(reply, turn.conversation.but(focus=chosen.movie.id))


def remove_from_watchlist(turn: Turn, assistant: Assistant) -> Answer:
    """Take a film off the watchlist."""
    chosen = choose(turn, assistant, changes=True)
    if isinstance(chosen, Answer):
        return chosen
    removed = assistant.remove_from_watchlist(turn.person, chosen.movie.id)
    offered = [buttons.UNDO, buttons.WATCHLIST] if removed else [buttons.WATCHLIST]
    reply = Reply(text=phrases.taken_off(chosen.movie, removed), buttons=offered)
    return Answer(reply, turn.conversation.but(focus=chosen.movie.id))
