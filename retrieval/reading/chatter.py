"""Social talk around a wish."""

from __future__ import annotations

import re
from typing import Final

from retrieval.reading.draft import Draft
from retrieval.reading.vocabulary import FILM_NOUN

_GREETING: Final = (
    r"(?:hi|hello|hey|hiya|yo|ok|okay|so|well(?! (?:rated|reviewed|made|known|liked|loved|received|regarded|thought|acted|written|scored))|good (?:morning|evening|afternoon)|please|um|hmm|and|yes|nah|nope)"
    r"(?: (?:there|guys|all|everyone|bot|again))?"
)
_IM: Final = r"(?:i am|im|we are|were)(?: (?:currently|just|still))?"
_ASK: Final = (
    rf"(?:{_IM} (?:looking|searching|hunting) for|{_IM} in the mood for|{_IM} after"
    r"|(?:i|we|id)(?: would|d)?(?: really)? (?:want|wanna|like|love|need|fancy"
    r"|prefer)(?: to)?(?: (?:see|watch|find))?"
    r"|(?:can|could|would|will) (?:you|u) (?:please )?(?:recommend|suggest|find|show|give|tell"
    r"|get)(?: me| us)?"
    r"|(?:do you have|(?:have you |you )?got(?= (?:any|anything|something|some))|any (?:recommendations|suggestions|ideas) for|how about"
    r"|what about|is there|are there)"
    r"|(?:please )?(?:show|give|find|recommend|suggest|get|list|search)(?: me| us)?(?: for)?"
    r"|(?:looking|searching) for|in the mood for|let ?s watch|let us watch"
    r"|(?:my|our|the) (?:\w+ )?(?:kids?|children|wife|husband|girlfriend|boyfriend|partner|mum|mom|dad|mother|father|gran|grandma|grandpa|sister|brother|son|daughter|boss|flatmate|friends?|family)"
    r" (?:wants?|wanted|would like|would love|needs?|adores?|loves?|likes?|fancies|prefers?|asked for|is into|are into)(?: to (?:see|watch))?"
    r"|(?:do you|you) know (?:any|some)|i (?:could|can) (?:use|go for)|up for|what are some|(?:could|can|shall|should) we(?: please)? (?:do|watch|see|have|try|find|get)|(?:im|i am|we are|were) up for)"
)
_RECALL: Final = (
    rf"(?:{_IM} (?:trying|looking) to (?:find|remember|recall|think of)|trying to (?:find|remember"
    rf"|recall|think of)"
    r"|(?:can|could) (?:you|u|anyone|someone) (?:please )?help(?: me)?(?: to)?(?: (?:find|remember"
    r"|identify))?|help me (?:to )?(?:find|remember|identify)"
    r"|(?:do you|does anyone|anyone|anybody) (?:know|remember)"
    rf"|(?:what|which)(?: is|s| 's| was| are| were)? (?:the |that |this )?(?:(?:name"
    rf"|title) of )?(?:the |that |this |a )?{FILM_NOUN}"
    rf"|(?:what 's|whats) (?:the|that) one|(?:the )?(?:name|title) of (?:the|that|a) {FILM_NOUN}"
    rf"|(?:it is|its|it 's|it was) (?:a|the|this|that) {FILM_NOUN})"
)
_OPENING: Final = re.compile(
    rf"^(?:(?P<greeting>{_GREETING})(?: [,.!])*|(?P<ask>{_ASK})|(?P<recall>{_RECALL})|[,.!:])(?= |$)"
)
_FILM_WHERE: Final = re.compile(
    rf"^(?:(?:a|an|the|that|this|one|some|any|other|another|good|great|nice) )*(?:{FILM_NOUN}|ones?"
    rf"|something|anything)"
    r"(?: (?:where|in which|thats about|that is about|that 's about|which is about|about|when|that"
    r"|with the plot))?(?= |$)"
)
_CLOSING: Final = re.compile(
    r"\b(?:please|thanks(?: a lot)?|thank you|thx|cheers|(?:for |to watch )?tonight|to watch"
    r"|any (?:ideas|suggestions|recommendations)"
    r"|do you know it|what (?:is|was) it(?: called)?)(?: [.!?,])*$"
)


def read_openings(draft: Draft) -> bool:
    """Take greetings and `I'm looking for` away; returns whether a wish was stated, not a memory told."""
    first, asked = 0, False
    while (found := _OPENING.match(_line(draft, first))) is not None:
        taken = len(found.group().split())
        # A wish said once is enough: "like" and "want" may begin the plot.
        if found["ask"]:
            if asked:
                break
            asked = True
        draft.use(first, first + taken - 1)
        first += taken
    draft.opened = first
    for _, start, last in list(draft.find(_CLOSING)):
        draft.use(start, last)
    return asked


def read_film_noun(draft: Draft) -> None:
    """Take a leading `a film where` away, once everything else has been read."""
    numbers = [number for number in range(len(draft.tokens)) if not draft.used[number]]
    found = _FILM_WHERE.match(" ".join(draft.key(number) for number in numbers))
    if found is not None:
        for number in numbers[: len(found.group().split())]:
            draft.use(number, number)


def _line(draft: Draft, first: int) -> str:
    return " ".join(token.key for token in draft.tokens[first:])
