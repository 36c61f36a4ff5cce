"""Telegram's slash commands as messages to the dialogue."""

from __future__ import annotations

from typing import NamedTuple

from telegram import Message, MessageEntity


class Command(NamedTuple):
    """What a command says alone, what before words, and its line in the menu. Empty: not offered."""

    alone: str
    before_words: str
    menu: str


COMMANDS = {
    "start": Command("/greet", "", ""),
    "recommend": Command("/recommend", "recommend", "Something you may like"),
    "search": Command("", "", "Find a film: /search heist in a dream"),
    "similar": Command("", "films like", "More like a film: /similar Alien"),
    "trending": Command("/trending", "", "What others watch now"),
    "watchlist": Command("/show_watchlist", "", "Your watchlist"),
    "more": Command("/more_results", "", "More of the last results"),
    "undo": Command("/undo", "", "Take back your last change"),
    "help": Command("/help", "", "What I can do"),
}
"""The commands by name. Those with a line for the menu are shown in it."""


class UnknownCommand(Exception):
    """A command we do not have, or one without the words it needs; the text says what to do."""


def is_command(message: Message) -> bool:
    """Whether the message starts with a slash command."""
    return any(e.type == MessageEntity.BOT_COMMAND and e.offset == 0 for e in message.entities)


def target(text: str) -> str:
    """The bot a command names, in lower case, or nothing: `/help@MoviesBot` names moviesbot."""
    return text.split(maxsplit=1)[0].partition("@")[2].lower()


def to_message(text: str) -> str:
    """A command as the dialogue reads it; raises `UnknownCommand`."""
    word, *rest = text.split(maxsplit=1)
    name = word.removeprefix("/").partition("@")[0].lower()
    command = COMMANDS.get(name)
    if command is None:
        known = ", ".join(f"/{name}" for name, command in COMMANDS.items() if command.menu)
        raise UnknownCommand(f"I do not know /{name}. I know {known}, or just write what you feel like.")
    if rest and (command.before_words or not command.alone):
        return f"{command.before_words} {rest[0]}".strip()
    if not command.alone:
        raise UnknownCommand(f"/{name} needs a few words. {command.menu}.")
    return command.alone
