"""Asking the one question that tells most about which film is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from actions import buttons, search_phrases
from actions.conversation import Pending, Request
from actions.listing import Batch
from actions.replies import Reply
from actions.turn import Answer
from retrieval.confidence import Confidence
from retrieval.questions import Question
from retrieval.text import LONG_TEXT

_MOST_QUESTIONS: Final = 2


def may_ask(request: Request) -> bool:
    """Whether another question would not yet be a nuisance."""
    return len(request.asked) < _MOST_QUESTIONS


def asking(answer: Answer, batch: Batch) -> Answer:
    """`answer` with the question of `batch`, where asking helps and has not been done enough."""
    question, request = batch.question, batch.request
    words = len(request.query.text.split())
    helps = batch.confidence is Confidence.UNSURE or (
        batch.confidence is Confidence.SHORTLIST and words > LONG_TEXT
    )
    if question is None or not helps or not may_ask(request):
        return answer
    return ask(answer, question, request)


def ask(answer: Answer, question: Question, request: Request) -> Answer:
    """`answer` with `question` in a bubble of its own, with buttons; typed answers do as well."""
    yes, no = search_phrases.answers(question)
    reply = Reply(
        text=search_phrases.ask(question),
        buttons=[
            buttons.button(yes, "affirm"),
            buttons.button(no, "deny"),
            buttons.button(search_phrases.DONT_KNOW, "deny", ordinal=0),
        ],
    )
    request = replace(request, asked=(*request.asked, str(question.topic)))
    pending = Pending("narrow", question=question)
    return Answer(answer.reply, answer.conversation.but(request=request, pending=pending), reply)
