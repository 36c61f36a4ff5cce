"""A reply as Telegram shows it: HTML messages with inline keyboards."""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from actions.replies import Button, Card, Reply
from channels.text import card_lines, details, heading, split_text, stretches

logger = logging.getLogger(__name__)

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
_ROW_CHARACTERS = 28  # titles side by side that a phone shows without cutting them
_ROW_BUTTONS = 3
_PROMPT = "Choose one:"

Rows = tuple[tuple[InlineKeyboardButton, ...], ...]


@dataclass(frozen=True, slots=True)
class TelegramMessage:
    """One message: HTML within Telegram's limit, and the rows of its keyboard."""

    html: str
    rows: Rows = ()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The rows as Telegram takes them; None without any, as an empty keyboard is refused."""
        return InlineKeyboardMarkup(self.rows) if self.rows else None


def render(reply: Reply) -> list[TelegramMessage]:
    """The messages of one reply; its own buttons stand under the last of them."""
    messages = [TelegramMessage(escape(piece)) for piece in split_text(reply.text, LIMIT, _cost)]
    for card in reply.cards:
        messages.extend(_card(card))
    rows = keyboard_rows(reply.buttons)
    if rows:
        last = messages.pop() if messages else TelegramMessage(_PROMPT)
        messages.append(replace(last, rows=last.rows + rows))
    return messages


def escape(text: str) -> str:
    """Plain text as HTML that shows exactly that text."""
    return html.escape(text, quote=False)


def keyboard_rows(buttons: list[Button]) -> Rows:
    """Buttons side by side while their titles fit a phone. One whose payload Telegram refuses is left out."""
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    width = 0
    for button in buttons:
        if len(button.payload.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            logger.error("a button's payload is over 64 bytes: %s", button.payload)
            continue
        key = InlineKeyboardButton(button.title, callback_data=button.payload)
        width += len(button.title)
        if rows and len(rows[-1]) < _ROW_BUTTONS and width <= _ROW_CHARACTERS:
            rows[-1] = (*rows[-1], key)
        else:
            rows.append((key,))
            width = len(button.title)
    return tuple(rows)


def _card(card: Card) -> list[TelegramMessage]:
    lines = [f"<b>{escape(heading(card))}</b>", *(_marked(line, card) for line in details(card))]
    if card.reason:
        lines.append(f"<i>{escape(card.reason)}</i>")
    text = "\n".join(lines)
    if _length(text) <= LIMIT:
        return [TelegramMessage(text, keyboard_rows(card.buttons))]
    # Too long for one message: a tag must not be cut in two, so the pieces go without styles.
    pieces = [escape(piece) for piece in split_text("\n".join(card_lines(card)), LIMIT, _cost)]
    return [*map(TelegramMessage, pieces[:-1]), TelegramMessage(pieces[-1], keyboard_rows(card.buttons))]


def _marked(line: str, card: Card) -> str:
    """A line as HTML, what matches the request in bold."""
    pieces = stretches(line, card.highlights)
    return "".join(f"<b>{escape(piece)}</b>" if bold else escape(piece) for piece, bold in pieces)


def _cost(text: str) -> int:
    return _length(escape(text))


def _length(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
