"""A long memory taken apart: what happens in the film, and what is only talk about remembering it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from retrieval.text import STOPWORDS, TALK, fold, words

_MAX_WORDS: Final = 28  # a longer sentence is cut where a new event begins
_MIN_WORDS: Final = 5  # a shorter piece stays with the one before
_FULL: Final = 6  # content words from which a clause tells all that one clause can
_VIEWING: Final = 0.15  # where and with whom it was seen
_LABEL: Final = 0.35  # what kind of film it was: facts that hints say better
_LEAST: Final = 0.05

_SENTENCE: Final = re.compile(
    r"(?<=[.!?;])[\"'”’)\]]*\s+|\s*\n\s*(?=\n|[-–—*•A-Z])|\s+[-–—*•]+\s+|\s*\.{2,}\s*|…\s*"
)
_EVENT: Final = re.compile(
    r",?\s+(?=(?:and then|but then|then|after that|until|meanwhile|eventually|later on?|in the end|at the end"
    r"|at one point|and (?:he|she|they|it|the|his|her|their|one|there)\b|but (?:he|she|they|it|the|his|her)\b"
    r"|when (?:he|she|they|the)\b|while (?:he|she|they|the)\b|where (?:he|she|they|the|a)\b)\s*)",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?://\S+|www\.\S+|\[[^\]]*\]\([^)]*\)")
_MARKUP: Final = re.compile(r"[*_#>~`|]+|&(?:amp|nbsp|#x200b);", re.IGNORECASE)
_TAIL: Final = re.compile(r"\b(?:edit|update|tl;?\s?dr)\s*\d*\s*[:\-–]\s*", re.IGNORECASE)

_FILM: Final = r"(?:movies?|films?|flicks?|one|show|title)"
_WHO: Final = r"(?:i|we|me and my \w+|my \w+ and i)"
_FIND: Final = r"(?:find|figure|identify|remember|recall|place|think|look|search|know|name|recogni[sz]e)"
_HELLO: Final = (
    r"(?:(?:so|ok|okay|well|anyway|and|but|also|please|now|hey|hi|hello|yes|no|sorry)"
    r"(?: (?:guys|all|everyone|everybody|there|folks|reddit|people))?\b[,.! ]*)*"
)
# Sentences that say nothing of the film, recognised by how they begin.
_TALK_ONLY: Final = re.compile(
    rf"^{_HELLO}(?:"
    r"solved|found it|answered|thanks?\b|thank you|thx|cheers|(?:hi|hello|hey)(?: \w+){0,3}$|good (?:morning|evening|day)"
    r"|(?:long|first) time|lurker|new here|any (?:help|ideas?|clues?|suggestions?|thoughts|info)"
    rf"|(?:please |plz |can (?:any|some)(?:one|body) |could (?:any|some)(?:one|body) |would )?help\b(?! (?:the|a|his|her|their)\b)"
    rf"|(?:does|do|did|has|is|can|could|would|if|hopefully|maybe|hoping|hope) (?:any|some)(?:one|body|of you)"
    rf"|(?:any|some)(?:one|body|body out there) (?:know|remember|recogni[sz]e|got|have|here|help)"
    r"|what(?:'s| is| was) (?:the (?:name|title) of )?(?:this|that|the) (?:movie|film)(?: called)?\W*$"
    r"|what (?:movie|film) (?:is|was) (?:this|that|it)|do you know (?:what|which|it|this)"
    r"|(?:this|it|that)(?:'s| is| has| was| had)?(?: just| really| been| slowly)* (?:driv|bugg|haunt|kill|bother|annoy|eat)ing (?:me|at)"
    r"|(?:it|this) (?:drives|bugs) me|long shot\W*$|i(?:'m| am) (?:going|losing|desperate|dying|stumped|at a loss)"
    rf"|i(?:'ve| have)? (?:been |even |already )*(?:search|look|googl|tr[yi]|ask|scour|brows)\w* (?!to (?:save|kill|escape))"
    rf"|{_WHO} (?:really |just |still )*(?:can(?:no|')?t|cannot|could(?: no|n')t|can not) (?:for the life of me )?(?:seem to )?{_FIND}"
    rf"|(?:i|we) (?:really |just |honestly )*(?:do(?:n't| not)|did(?:n't| not)) (?:really |even )*(?:remember|recall|know) (?:much|anything|a lot|more|any\b|if|whether|how|what|who|when|the (?:name|title|end|actor|rest|plot))"
    r"|(?:that(?:'s| is)|this is) (?:all|about all|everything|pretty much|basically) (?:\w+ ){0,3}(?:i|it|remember)"
    r"|i know (?:this|it|that)(?:'s| is| isn't)? (?:\w+ )?(?:vague|not|much|a lot|little|a long shot)|i (?:hope|wish|appreciate|apologi[sz]e)"
    r"|sorry\b|apologies|hope (?:this|that|it|you|some)|(?:it'?s|this is) (?:a |kind of |very |pretty )*(?:long ?shot|vague)"
    r"|(?:my )?(?:english|memory) (?:is|isn't)|(?:not|no),? (?:it(?:'s| is) )?(?:not )?(?:that|this) (?:one|movie|film)"
    r"|i(?:'m| am) (?:not|pretty|fairly|almost|quite)? ?(?:sure|certain|positive)\W*$)",
    re.IGNORECASE,
)
# A film it is not: its title would only mislead.
_NOT_THAT: Final = re.compile(
    r"^(?:and |but |also |so |please |\W)*(?i:(?:it|this)(?:'s| is| was)? (?:definitely |certainly |also )*not"
    r"|(?:it|this) (?:is|was)n't|not) (?=[\"“'‘A-Z])(?!(?:English|American|French|British|Japanese|I)\b)"
)
_SEEN: Final = re.compile(
    rf"\b(?:{_WHO})(?:'ve| have| had|'d)? (?:\w+ ){{0,2}}(?:saw|seen|watch\w*|caught|rented|borrowed|owned|viewed|stumbled)\b"
    r"|\b(?:aired|shown|showed|played|came) (?:\w+ ){0,2}on (?:tv|television|hbo|cable|netflix|cartoon|disney|sci[- ]?fi|channel)\b"
    r"|\bwhen (?:i|we) (?:was|were)\b|\bas an? (?:kid|child|teen\w*|boy|girl)\b.{0,20}$"
    r"|\b(?:with|and) my (?:dad|mom|mum|mother|father|parents|brother|sister|cousin|friend|grand\w+|teacher|school|wife|husband|girlfriend|boyfriend)\b"
    r"|\b(?:vhs|dvd|blockbuster|netflix|late[- ]night tv|cable tv|video store|movie theat(?:er|re))\b",
    re.IGNORECASE,
)
_KIND: Final = re.compile(
    rf"^(?:it|this|that|the {_FILM}|movie|film|the whole thing|language|country|year|genre|actors?|date)?(?:'s| is| was| had| has| must| might| may| could|:)* "
    r"?(?:have |be |been )?(?:\w+ ){0,5}(?:color|colour|black (?:and|&) white|b&w|animated|live[- ]action|english|foreign|dubbed|subtitle[sd]?"
    r"|american|british|hollywood|made|released|from the|(?:19|20)\d\ds?|\d0'?s|low budget|mainstream|feature|indie)\b",
    re.IGNORECASE,
)
# Phrases taken out wherever they stand.
_HEDGES: Final = re.compile(
    rf"\b(?:(?:all |what |the (?:main |only )?(?:thing|part|scene)s? (?:that )?|from what |as far as |if |that )?(?:{_WHO} )(?:can |could |do |did |vaguely |clearly |distinctly |also |only |really |still |think |just |kind of |sort of |remember |may |might )*"
    r"(?:remember|recall|think|believe|guess|suppose|swear|feel like|imagine|assume|forget)(?: correctly| right| rightly| is| was| are| that)*"
    r"|i(?:'m| am) (?:\w+ )?(?:sure|certain|positive)(?: that| if| whether)?|(?:not|i'm not|am not) (?:entirely |totally |100% |\w+ )?sure(?: if| whether| about| that)?"
    r"|in my (?:memory|mind|head)|(?:or )?something (?:like that|along those lines|to that effect)|or something|or (?:so|whatever)|and (?:stuff|so on|such|things like that)|kind of|kinda|sort of|sorta"
    r"|basically|actually|obviously|apparently|supposedly|presumably|maybe|perhaps|probably|possibly|anyway|definitely|literally|vaguely|iirc|imo|afaik|lol|haha|etc|spoilers?|pretty sure|for some reason|you know|i mean)\b[,:]?",
    re.IGNORECASE,
)
_ASKING: Final = re.compile(
    rf"^{_HELLO}(?:"
    rf"(?:(?:{_WHO}(?:'m| am|'ve been| have been| was|'re| are)? (?:\w+ )?)?(?:looking|searching|trying|hunting|after)(?: to (?:find|remember|recall|identify|figure out|think of)| for)?|help me (?:find|remember|identify)|(?:can|could) (?:any|some)(?:one|body) (?:please )?(?:help me )?(?:find|identify|name)|(?:do|does) (?:you|any(?:one|body)) (?:know|remember)|what(?:'s| is| was) )"
    rf"(?: (?:the (?:name|title) of|an?|the|this|that|some|old|older|certain|really|weird|specific))*(?: {_FILM})?(?: (?:about|where|in which|that|with|when|called))?"
    rf"|{_WHO}(?:'ve| have| had)? (?:\w+ )?(?:saw|seen|watched|caught|remember (?:seeing|watching))(?: (?:this|a|an|the|part of|parts of|some|old|really|weird|certain))*(?: {_FILM})?"
    rf"(?: (?:on|in|at|as|when|around|years|back|a)\b[^.]{{0,60}}?)?,?(?: (?:and )?(?:it|that)(?: was|'s| is)?)? (?:about|where|in which)"
    rf"|(?:it(?:'s| is| was)|this (?:is|was)|there(?:'s| is| was)) (?:an?|this|the) (?:\w+ )?{_FILM} (?:about|where|in which|that|with)"
    rf"|(?:the |a |an |this |that )?(?:\w+ )?(?:movie|film) (?:is |was )?(?:about|where|in which|starts?(?: off| out)?(?: with)?|begins?(?: with)?|opens?(?: with)?|ends?(?: with)?)"
    rf"|(?:there(?:'s| is| was) (?:also )?(?:a|this|one|another) (?:scene|part|moment|bit) (?:where|in which|when|with)|(?:one|a|the|another|in one) (?:\w+ )?(?:scene|part|moment|bit)(?:,| is| was| has| had| i)*(?: where| in which| when| with)?))\b[,:]?\s*",
    re.IGNORECASE,
)
_EDGES: Final = " ,;:.-–!"
_DANGLING: Final = re.compile(r"^(?:and|but|so|also|or|,)\b|\b(?:and|but|or|so|then)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a memory, cleaned of talk; `weight` from 0 (says nothing) to 1 (tells the film)."""

    text: str
    weight: float


def clauses(text: str) -> list[Clause]:
    """The statements of `text` that say something of the film, in order; none for a text without words.

    Greetings, thanks, pleas and films it is not are left out, hedges cut away. Sentences on where it was
    seen weigh little, those on what kind of film it was somewhat more. Where everything would go, the
    text stays as it is, for a search needs something to go by.
    """
    found = [clause for piece in _pieces(text) if (clause := _clause(piece)) is not None]
    if found or not words(text):
        return found
    return [Clause(" ".join(text.split()), 1.0)]


def _pieces(text: str) -> list[str]:
    """Sentences, long ones cut where a new event begins, in the order written."""
    plain = _TAIL.sub("\n", _MARKUP.sub(" ", _LINK.sub(" ", text)).replace("’", "'"))
    pieces: list[str] = []
    for sentence in _SENTENCE.split(plain):
        if len(sentence.split()) <= _MAX_WORDS:
            pieces.append(sentence)
            continue
        part = ""
        for piece in _EVENT.split(sentence):
            part = f"{part} {piece}".strip()
            if len(part.split()) >= 2 * _MIN_WORDS:
                pieces.append(part)
                part = ""
        if len(part.split()) < _MIN_WORDS and pieces and part:
            pieces[-1] = f"{pieces[-1]} {part}"
        else:
            pieces.append(part)
    return [piece.strip() for piece in pieces if piece.strip()]


def _clause(piece: str) -> Clause | None:
    if _NOT_THAT.match(piece) or _TALK_ONLY.match(piece):
        return None
    told = " ".join(_ASKING.sub(" ", _HEDGES.sub(" ", _ASKING.sub(" ", piece))).split()).strip(_EDGES)
    told = _DANGLING.sub("", told).strip(_EDGES)
    content = [word for word in words(told) if word not in STOPWORDS and word not in TALK]
    if not content:
        return None
    weight = min(len(content) / _FULL, 1.0)
    if _SEEN.search(piece) and (_SEEN.search(told) or len(content) < _MIN_WORDS):
        weight *= _VIEWING
    elif _KIND.match(fold(piece)) and len(content) < _FULL:
        weight *= _LABEL
    return Clause(told, round(max(weight, _LEAST), 2))
