"""Who watches with the person, and what a message tells of their taste."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from actions.conversation import Companion
from actions.turn import Turn
from bot.domain import Rating, Taste
from bot.groups import YOU, Member

if TYPE_CHECKING:
    from bot.assistant import Assistant

FRIEND: Final = "your friend"
_LIKED, _DISLIKED = 5.0, 1.5
"""Stars that naming a film as liked, or as hated, stands for."""

_RELATIONS: Final = (
    r"(?:girl|boy)?friends?|wife|husband|partner|fianc[ée]e?|spouse|hubby|mum|mom|mother|dad|father|parents?"
    r"|sister|brother|son|daughter|kids?|children|family|room-?mates?|flat-?mates?|colleagues?|date|crush|cousin"
    r"|uncle|aunt|grand(?:ma|pa|mother|father)|neighbou?r|girl|mates?|buddy|bestie|bf|gf"
)
_ONE: Final = rf"(?:(?:my|our)\s+(?:\w+\s+)?(?:{_RELATIONS})|a (?:friend|date|mate|buddy|group of friends))"
_RELATED: Final = re.compile(
    rf"\b(?:my|our|a|the(?=\s+(?:\w+\s+)?(?:kids?|children|famil|girls?|boys|parents)))\s+(?:\w+\s+)?(?P<who>{_RELATIONS})\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\b[Ff]or (?:me|us) (?:and|&|\+) (?P<who>[A-Z]\w{1,20})\b")
_PARTY: Final = re.compile(
    rf"\b(?:(?:for|with)\s+)?(?:(?:me|myself|i|us)\s+(?:and|&|\+)\s+)?{_ONE}(?:\s+(?:and|&)\s+(?:me|i|myself)\b)?"
    r"|\bfor (?:me|us) (?:and|&|\+)(?: [A-Z]\w*)?"
    r"|\bfor (?:both|two people|two|us(?: both| two| all)?)\b"
    r"|\b(?:for )?(?:(?:both|all|neither|none) of us|the (?:two|three|four) of us|us (?:both|two|all))\b"
    r"|\b(?:to watch )?together\b|\bwe (?:can |could |will |would |should |might )?(?:both|all)\b",
    re.IGNORECASE,
)
_BARE: Final = frozenset({"like", "love"})
"""Without a subject these are no opinion: `something like Heat`."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody likes, or does not: the part of the message from `start` to `end`."""

    mine: bool
    likes: bool
    subject_start: int
    start: int
    end: int


_NOT: Final = r"(?:n['’]?t|\s+not|\s+never)"
_OPINION: Final = re.compile(
    r"(?:\b(?P<who>i|we|she|he|they|who|my\s+\w+|[A-Z]\w+)(?:['’]s|['’]ve|\s+(?:is|has|also|both))*\s+)?"
    r"\b(?:(?:really|absolutely|also|just|totally|always)\s+)*"
    rf"(?:(?P<bad>(?:(?:do|does|did|can|could|would){_NOT}|ca(?:n['’]?t|nnot))\s+(?:really\s+)?(?:like|enjoy|love|stand|want|watch|bear)"
    r"|hate[sd]?|dislike[sd]?|loathe[sd]?|detest(?:s|ed)?|not (?:into|a fan of)|afraid of|scared of|bored by)"
    r"|(?P<good>love[sd]?|like[sd]?|enjoy(?:s|ed)?|adore[sd]?|(?:is |am |are )?(?:really )?into|(?:a )?(?:big )?fan of"
    r"|favou?rites? (?:films? |movies? )?(?:is|are)))\b(?!\s+to\b)",
    re.IGNORECASE,
)


def name_in(text: str) -> str:
    """How reasons call the one to watch with: `your girlfriend`, `Anna`; empty where none is mentioned."""
    related = _RELATED.search(text)
    if related:
        return f"your {related['who'].casefold()}"
    named = _NAMED.search(text)
    return named["who"] if named else ""


def without_party(text: str) -> str:
    """`text` without the words that only say who watches."""
    return " ".join(_PARTY.sub(" ", text).split())


def is_for_party(text: str) -> bool:
    """Whether `text` says that it is for the person and somebody else."""
    return any(not re.match(r"(?:my|our|a)\b", found[0], re.IGNORECASE) for found in _PARTY.finditer(text))


def opinions(turn: Turn) -> list[Opinion]:
    """Likes and dislikes in a message, in order; titles are not read as words."""
    text = masked(turn)
    found = [
        match for match in _OPINION.finditer(text) if match["who"] or match[0].strip().casefold() not in _BARE
    ]
    told, mine = [], False
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        who = (match["who"] or "").casefold()
        mine = who == "i" if who else mine
        told.append(Opinion(mine, match["good"] is not None, match.start(), match.end(), end))
    return told


def masked(turn: Turn) -> str:
    """The message with a line in the place of each title, so that no title is read as words."""
    text = turn.text
    for title in turn.of("title"):
        if title.start is not None and title.end is not None:
            text = f"{text[: title.start]}{'_' * (title.end - title.start)}{text[title.end :]}"
    return text


def members(person: int, companions: Iterable[Companion], assistant: Assistant) -> list[Member]:
    """The person first, then the others. Raises InvalidTasteCode for a code that is no longer good."""
    own, others = assistant.taste(person), []
    for companion in companions:
        if companion.code:
            others.append(assistant.member(companion.code, asking=person, name=companion.name))
        elif companion.name == YOU:
            own = _with(own, companion)
        else:
            others.append(Member(companion.name, _with(Taste(person_id=0), companion)))
    return [Member(YOU, own), *others]


def joined(companions: Sequence[Companion], name: str, liked: bool, films: Sequence[int]) -> list[Companion]:
    """`companions` with films added to the one called `name`, who is new or already among them."""
    known = {companion.name: companion for companion in companions}
    one = known.get(name, Companion(name))
    known[name] = Companion(
        name,
        one.code,
        tuple(dict.fromkeys((*one.liked, *films))) if liked else one.liked,
        one.disliked if liked else tuple(dict.fromkeys((*one.disliked, *films))),
    )
    return list(known.values())


def _with(taste: Taste, companion: Companion) -> Taste:
    named = {*companion.liked, *companion.disliked}
    kept = (rating for rating in taste.ratings if rating.movie_id not in named)
    return Taste(
        taste.person_id,
        (*_ratings(companion), *kept),
        taste.watchlist,
        taste.seen,
        taste.not_interested,
    )


def _ratings(companion: Companion) -> Iterator[Rating]:
    now = datetime.now(UTC)
    for film in companion.liked:
        yield Rating(film, _LIKED, now)
    for film in companion.disliked:
        yield Rating(film, _DISLIKED, now)
