"""Praise and blame in words (`I loved it`, `Heat was awful`): a thumb up or down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.constraints.ratings import DOWN, UP
from nlu.spans import Span

LONGEST = 16
"""Words in a message that may be an opinion: longer ones tell a story."""
_N = r"n['’]?t"
_ADVERB = (
    r"(?:(?:really|absolutely|just|totally|truly|kinda|kind of|sort of|quite|so|also|actually|honestly|pretty|very"
    r"|too|super|rather|a bit|utterly|completely|simply|fucking|damn|freaking|bloody|did|do)\s+)*"
)
_PRAISE = (
    r"great|awesome|amazing|fantastic|brilliant|excellent|wonderful|superb|good|perfect|incredible|phenomenal|terrific"
    r"|fabulous|outstanding|stunning|lovely|beautiful|gorgeous|decent|fun|hilarious|enjoyable|impressive|mind-?blowing"
    r"|(?:a|an) (?:absolute |total |true )?(?:masterpiece|blast|gem|delight|joy|classic|treat)|the best|top notch|ace|fab"
    r"|magnificent|marvell?ous|spectacular|flawless|solid|cool|epic|great fun|dope|fire|sublime|riveting|entertaining"
)
_BLAME = (
    r"awful|terrible|bad|boring|horrible|dreadful|crap(?:py)?|rubbish|garbage|trash|lame|disappointing|atrocious|dull"
    r"|stupid|overrated|unwatchable|mediocre|meh|weak|tedious|appalling|abysmal|lousy|pathetic|painful|shit(?:e|ty)?"
    r"|(?:a|an) (?:absolute |total |complete |huge )?(?:waste of (?:my )?time|waste|letdown|let-?down|mess|bore|snooze"
    r"|snoozefest|disappointment|disaster|flop|dud)|the worst|cringe|ridiculous|pretentious|underwhelming|forgettable"
)
_FILM_VERB_TAIL = r"(?!\s+(?:to|it if|if|something|some|an?|any|more|movies|films|that kind|stuff)\b)"
_LOVED = r"loved|love|liked|like|enjoyed|adored|adore|dug"
_HATED = r"hated|hate|disliked|dislike|despised|despise|detested|detest|loathed|loathe|regret(?:ted)?(?: watching)?"
_SUBJECT = r"(?:^|\b(?:i|we|my \w+|and|but)(?:['’]ve| have)?\s+)"
_FLAGS = re.IGNORECASE
_QUESTION = re.compile(
    r"\s*(?:what|which|who|how|is|are|was|were|do|does|did|can|could|any|find|show|recommend|suggest|give me|looking)\b",
    _FLAGS,
)
_VERBS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"\b(?:did|do|does)(?:{_N}|\s+not)\s+{_ADVERB}(?:like|enjoy|love|care for|get into)\b", _FLAGS
        ),
        DOWN,
    ),
    (re.compile(rf"{_SUBJECT}{_ADVERB}(?P<core>{_LOVED})\b{_FILM_VERB_TAIL}", _FLAGS), UP),
    (re.compile(rf"{_SUBJECT}{_ADVERB}(?P<core>{_HATED})\b{_FILM_VERB_TAIL}", _FLAGS), DOWN),
    (re.compile(r"\b(?:rocked|rocks|rules|blew (?:me away|my mind)|slaps|slapped|nailed it)\b", _FLAGS), UP),
    (
        re.compile(
            r"\b(?:sucked|sucks|stinks|stank|bored me(?: to death)?|put me to sleep|let me down)\b", _FLAGS
        ),
        DOWN,
    ),
)
_BE = r"\b(?:was|were|is|are|what|['’]s|found (?:it|that|this))"
_SAID = re.compile(
    rf"(?:{_BE}|^)(?P<not>{_N}\b|\s+not|\s+never|not|^not)?\s*{_ADVERB}(?P<not2>not\s+)?{_ADVERB}"
    rf"(?:(?P<praise>{_PRAISE})|(?P<blame>{_BLAME}))(?=\s*(?:[.!,;?]|$|but\b|though\b|and\b|imo\b|tbh\b|lol\b|movie\b|film\b|at all\b|to me\b))",
    _FLAGS,
)


def find_opinions(text: str, length: int) -> Iterator[Span]:
    """Opinions in a message of `length` words, as ratings `up` or `down`; none in questions and long messages."""
    if length > LONGEST:
        return
    for pattern, value in _VERBS:
        for match in pattern.finditer(text):
            name = "core" if "core" in match.re.groupindex else 0
            yield Span("rating", match.start(name), match.end(name), value, 0.8)
    if _QUESTION.match(text):
        return
    for match in _SAID.finditer(text):
        positive = bool(match["praise"]) != bool(match["not"] or match["not2"])
        name = "praise" if match["praise"] else "blame"
        start = match.start(name) if match.start() == match.start(name) else match.start()
        yield Span("rating", start, match.end(name), UP if positive else DOWN, 0.8)
