"""One message about several films: do what is certain, ask about the first that is not, name the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions import buttons, change_phrases
from actions.replies import Reply
from actions.turn import Answer, Turn


def each(parts: Sequence[Turn], deed: Callable[[Turn], Answer]) -> Answer:
    """The answers of `deed` to every part as one; a question among them comes last and waits for its answer."""
    told: list[str] = []
    unclear: list[str] = []
    asked: Answer | None = None
    conversation = parts[0].conversation
    for part in parts:
        answer = deed(replace(part, conversation=conversation))
        if answer.conversation.pending is None:
            told.append(answer.reply.text)
            conversation = answer.conversation.but(deed=None)  # a correction would not say of which
        elif asked is None:
            asked = answer
        else:
            unclear.append(part.said(part.entities[0]) if part.entities else part.text)
    if asked is None:
        return Answer(Reply(text=" ".join(told), buttons=[buttons.UNDO, buttons.RECOMMEND]), conversation)
    if unclear:
        told.append(change_phrases.left_out(unclear))
    text = " ".join((*told, asked.reply.text))
    return Answer(asked.reply.model_copy(update={"text": text}), asked.conversation)
