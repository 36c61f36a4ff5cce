"""Going on with the answer to a question about the film that is looked for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import questions, search_phrases, searching, vocabulary
from actions.constraints import answered, described
from actions.conversation import Pending, Request
from actions.replies import Reply
from actions.turn import Answer, Turn
from retrieval.filters import Filters, Hint
from retrieval.query import Query
from retrieval.questions import Question, Topic

if TYPE_CHECKING:
    from bot.assistant import Assistant

_BARE_ANSWER: Final = 6  # words up to which a message is facts alone, not more of the story
_MOST_WORDS: Final = 40
_YES: Final = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|sure|correct|right|definitely|true)\b|(?:it (?:was|is|did)|i think so)(?=[\s,.!]*$))[\s,.!]*",
    re.I,
)
_NO: Final = re.compile(
    r"^(?:(?:no|nope|nah|not really|wrong|false)\b|(?:it (?:was|is|did)(?: not|n'?t)|i don'?t think so)(?=[\s,.!]*$))[\s,.!]*",
    re.I,
)
_UNKNOWN: Final = re.compile(
    r"^(?:(?:sorry|hmm+|um+|well|oh)[\s,.]+)*(?:i(?:'m| am)? )?(?:really |honestly |just )*(?:do(?:n'?t| not) (?:know|remember|recall)"
    r"|can(?:'?t|not) (?:say|tell|remember|recall)|not (?:sure|certain)|no (?:idea|clue)|unsure|dunno|idk|maybe|perhaps|possibly"
    r"|hard to (?:say|tell)|could be(?: either)?|skip|pass|either|both|doesn'?t matter|whatever|forgot|i forget)\b",
    re.I,
)
_REFUSAL: Final = re.compile(
    r"^(?:no,? )?(?:none|neither|not? (?:any )?of (?:these|those|them)|stop|cancel|forget it|never ?mind)\b",
    re.I,
)
_COMMAND: Final = re.compile(
    r"^(?:show|list|find|give|recommend|suggest|rate|add|remove|put|mark|tell|what|which|who|how|why|where|when|(?:can|could|do|would) (?:you|i|we|u)|is there"
    r"|any|another|more|next|undo|help|hi|hello|hey|thanks?|bye|i(?:'d| would)? (?:want|like|need|love|hate|saw|watched|'ve seen|have seen)"
    r"|let'?s|something|movies|films|i'?m (?:looking|in the mood))\b",
    re.I,
)
_CONTINUES: Final = re.compile(
    r"^(?:it|he|she|they|there|also|and|but|in it|the (?:main|guy|girl|man|woman|hero|film|movie|end)|i (?:think|remember))\b",
    re.I,
)
_LIVE: Final = re.compile(r"\blive[ -]action\b", re.I)
_COLOUR: Final = re.compile(r"\bin colou?r\b", re.I)
_CUES: Final = {
    Topic.ANIMATION: (r"\b(?:animated|animation|cartoon|drawn|anime|cgi)\b", r"\b(?:live action|real|actors|not animated)\b"),
    Topic.COLOUR: (r"\b(?:black and white|black & white|b&w|b/w)\b", r"\bcolou?r\b"),
    Topic.YEAR: (r"^(?:before|older|earlier|old)\b", r"^(?:after|later|newer|since|recent|new)\b"),
}  # fmt: skip


def narrowed(turn: Turn, pending: Pending, assistant: Assistant) -> Answer | None:
    """The search after an answer to its question; None where the message is about something else."""
    question, request = pending.question, turn.conversation.request
    if question is None or request is None or turn.movie_id is not None:
        return None
    if not turn.text:
        return _tapped(turn, request, question, assistant)
    text = turn.text.strip()
    if _REFUSAL.match(text) or _COMMAND.match(text) or len(text.split()) > _MOST_WORDS or turn.of("rating"):
        return None
    said, rest = _yes_or_no(text, question)
    rest = _plainly(rest)
    told = assistant.engine.understand(rest) if rest else Query("")
    hints = _facts(told)
    addition = _addition(rest, told, hints, said)
    if said is not None:
        hints = (answered(question.yes if said else question.no), *hints)
    if hints or addition:
        return _with(turn, request, hints, addition, assistant)
    return _skipped(turn, request, assistant) if _UNKNOWN.match(text) else None


def added(turn: Turn, request: Request, text: str, assistant: Assistant) -> Answer | None:
    """The search with what `text` tells of the film, though nothing was asked; None where it tells nothing."""
    rest = _plainly(text)
    told = assistant.engine.understand(rest)
    hints = _facts(told)
    more = bool(vocabulary.content_words(told.text)) and not (hints and len(rest.split()) <= _BARE_ANSWER)
    addition = told.text if more else ""
    return _with(turn, request, hints, addition, assistant) if hints or addition else None


def _plainly(text: str) -> str:
    """`text` with `live action` and `in colour` said as what they rule out."""
    return _COLOUR.sub("not black and white", _LIVE.sub("not animated", text))


def _tapped(turn: Turn, request: Request, question: Question, assistant: Assistant) -> Answer | None:
    if turn.intent not in ("affirm", "deny"):
        return None
    if turn.of("ordinal"):
        return _skipped(turn, request, assistant)
    meant = question.yes if turn.intent == "affirm" else question.no
    return _with(turn, request, (answered(meant),), "", assistant)


def _yes_or_no(text: str, question: Question) -> tuple[bool | None, str]:
    """What `text` answers, and what else it says."""
    if _UNKNOWN.match(text):
        return None, text
    for meaning, pattern in ((True, _YES), (False, _NO)):
        found = pattern.match(text)
        if found:
            return meaning, text[found.end() :]
    for meaning, cue in zip((True, False), _CUES.get(question.topic, ()), strict=False):
        if re.search(cue, text, re.IGNORECASE) and len(text.split()) <= _BARE_ANSWER:
            return meaning, ""
    return None, text


def _facts(told: Query) -> tuple[Hint, ...]:
    """What was understood as hints: an answer may be wrong, so it hides nothing."""
    stated = (answered(told.filters),) if told.filters != Filters() else ()
    return (*stated, *told.hints)


def _addition(rest: str, told: Query, hints: tuple[Hint, ...], said: bool | None) -> str:
    """What the message adds to the story; empty for a bare answer and for a message of its own."""
    if not vocabulary.content_words(told.text) or _UNKNOWN.match(rest):
        return ""
    brief = len(rest.split()) <= _BARE_ANSWER
    if hints and brief:
        return ""
    return told.text if said is not None or _CONTINUES.match(rest) else ""


def _with(
    turn: Turn, request: Request, hints: tuple[Hint, ...], addition: str, assistant: Assistant
) -> Answer:
    query = request.query
    text = f"{query.text.rstrip(' .')}. {addition}" if addition else query.text
    changed = described(replace(query, text=text, hints=(*query.hints, *hints)))
    request = replace(request, query=changed, offset=0, seen=())
    notes = [hint.note for hint in hints if hint.note]
    return searching.search(turn, request, assistant, remark=search_phrases.learned(notes))


def _skipped(turn: Turn, request: Request, assistant: Assistant) -> Answer:
    """The next question instead, if there is one: the films would be the same."""
    page = assistant.search_query(request.query, person=None, k=1, asked=request.asked)
    answer = Answer(
        Reply(text=f"{search_phrases.NO_MATTER} {search_phrases.ANYTHING_ELSE}"), turn.conversation
    )
    if page.question is None or not questions.may_ask(request):
        return answer
    asked = questions.ask(answer, page.question, request)
    assert asked.question is not None
    text = f"{search_phrases.NO_MATTER} {asked.question.text}"
    return Answer(asked.question.model_copy(update={"text": text}), asked.conversation)
