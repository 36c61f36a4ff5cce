"""A reply as Slack shows it, in Block Kit, and Slack's markup as plain text.

Texts go out as rich text and plain text objects, which Slack shows literally. In mrkdwn a film named
`*batteries not included` or a stranger's `<!channel>` would be read as markup, and only `&`, `<` and
`>` can be escaped there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
)

from actions.replies import Button, Card, Reply
from channels.text import details, heading, shorten, split_text, stretches

ACTION_PREFIX = "say"
MAX_BLOCKS = 50
MAX_TEXT = 3000  # characters of one text
MAX_MESSAGE = 12_000  # characters of all blocks together
MAX_BUTTONS = 25  # in one actions block
MAX_CONTEXT = 2000
MAX_TITLE = 75

_MARKUP = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message: its blocks, and the same as escaped text for notifications and screen readers."""

    blocks: Sequence[Block]
    text: str


@dataclass(frozen=True, slots=True)
class _Part:
    block: Block
    text: str = ""


def render(reply: Reply) -> list[SlackMessage]:
    """The messages of one reply, each within Slack's limits."""
    ids = (f"{ACTION_PREFIX}:{number}" for number in itertools.count())
    parts = [_text(piece) for piece in split_text(reply.text, MAX_TEXT)]
    for card in reply.cards:
        parts.extend(_card(card, ids))
    parts.extend(_buttons(reply.buttons, ids))
    return [_message(group) for group in _groups(parts)]


def escape(text: str) -> str:
    """Plain text where Slack reads markup: the three characters it gives a meaning, escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, *, bot: str) -> str:
    """What a person wrote, as plain text: without mentions of `bot`, links as they are seen."""
    shown = _MARKUP.sub(lambda found: _shown(found[1], bot), text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _shown(markup: str, bot: str) -> str:
    target, _, label = markup.partition("|")
    if target == f"@{bot}":
        return ""
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    return label or target.removeprefix("mailto:")


def _card(card: Card, ids: Iterator[str]) -> Iterator[_Part]:
    title = heading(card)
    for piece in split_text("\n".join([title, *details(card)]), MAX_TEXT):
        bold = len(title) if piece.startswith(title) else 0
        yield _marked([(piece[:bold], True), *stretches(piece[bold:], card.highlights)])
    for piece in split_text(card.reason, MAX_CONTEXT):
        yield _Part(ContextBlock(elements=[PlainTextObject(text=piece, emoji=False)]), piece)
    yield from _buttons(card.buttons, ids)


def _text(text: str) -> _Part:
    """A paragraph."""
    return _marked([(text, False)])


def _marked(pieces: Iterable[tuple[str, bool]]) -> _Part:
    """A paragraph of pieces, each with whether it is bold."""
    shown = [(text, bold) for text, bold in pieces if text]
    parts = [
        RichTextElementParts.Text(text=text, style={"bold": True} if bold else None) for text, bold in shown
    ]
    block = RichTextBlock(elements=[RichTextSectionElement(elements=parts)])
    return _Part(block, "".join(text for text, _ in shown))


def _buttons(buttons: Sequence[Button], ids: Iterator[str]) -> Iterator[_Part]:
    for start in range(0, len(buttons), MAX_BUTTONS):
        yield _Part(
            ActionsBlock(
                elements=[
                    ButtonElement(
                        text=PlainTextObject(text=shorten(button.title, MAX_TITLE), emoji=True),
                        action_id=next(ids),
                        value=button.payload,
                    )
                    for button in buttons[start : start + MAX_BUTTONS]
                ]
            )
        )


def _groups(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts in order, as many to a message as it may hold."""
    group: list[_Part] = []
    for part in parts:
        if group and (
            len(group) == MAX_BLOCKS or sum(len(p.text) for p in group) + len(part.text) > MAX_MESSAGE
        ):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _message(parts: Sequence[_Part]) -> SlackMessage:
    text = "\n".join(part.text for part in parts if part.text)
    return SlackMessage([part.block for part in parts], escape(text) or "Choose one:")
