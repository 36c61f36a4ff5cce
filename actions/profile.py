"""The watchlist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from actions import buttons, cards, change_phrases
from actions.asking import choose
from actions.conversation import Deed
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.domain import Movie

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LISTED: Final = 10


def show_watchlist(turn: Turn, assistant: Assistant) -> Answer:
    """The watchlist, numbered, so that "the second one" points into it."""
    movies = assistant.watchlist(turn.person)
    if not movies:
        reply = Reply(text=change_phrases.EMPTY_WATCHLIST, buttons=[buttons.RECOMMEND, buttons.TRENDING])
        return Answer(reply, turn.conversation)
    listed = movies[:_LISTED]
    reply = Reply(text=change_phrases.watchlist(len(movies), len(listed)), cards=cards.watchlist(listed))
    shown = tuple(movie.id for movie in listed)
    # "More" after this would go on with the list before it: a watchlist is no request.
    after = turn.conversation.but(shown=shown, focus=shown[0] if len(shown) == 1 else None, request=None)
    return Answer(reply, after)


def add_to_watchlist(turn: Turn, assistant: Assistant) -> Answer:
    """Put the films named on the watchlist."""
    return _change(
        turn, assistant, lambda movie: assistant.add_to_watchlist(turn.person, movie.id), change_phrases.kept
    )


def remove_from_watchlist(turn: Turn, assistant: Assistant) -> Answer:
    """Take the films named off the watchlist."""
    return _change(
        turn,
        assistant,
        lambda movie: assistant.remove_from_watchlist(turn.person, movie.id),
        change_phrases.taken_off,
    )


def _change(
    turn: Turn, assistant: Assistant, change: Callable[[Movie], bool], words: Callable[[Movie, bool], str]
) -> Answer:
    """Change every film that is certain, and ask about the first that is not."""
    said: list[str] = []
    question: Answer | None = None
    focus, changed = turn.conversation.focus, False
    for part in turn.apart():
        chosen = choose(part, assistant, changes=True)
        if isinstance(chosen, Answer):
            question = question or chosen
            continue
        done = change(chosen.movie)
        said.append(words(chosen.movie, done))
        focus, changed = chosen.movie.id, changed or done
    if question is not None:
        text = " ".join((*said, question.reply.text))
        return Answer(question.reply.model_copy(update={"text": text}), question.conversation)
    offered = [buttons.UNDO, buttons.WATCHLIST] if changed else [buttons.WATCHLIST]
    deed = Deed(turn.intent, focus, changed=changed) if focus is not None and len(said) == 1 else None
    return Answer(Reply(text=" ".join(said), buttons=offered), turn.conversation.but(focus=focus, deed=deed))
