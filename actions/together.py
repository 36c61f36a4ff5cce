"""Something for two: films for the person and somebody else, and the code that shares one's taste."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from actions import buttons, evening_phrases, listing, vocabulary
from actions.companions import FRIEND, is_for_party, joined, masked, name_in, opinions, without_party
from actions.constraints import described
from actions.conversation import Companion, Pending, Request
from actions.replies import Reply
from actions.turn import Answer, Turn
from bot.groups import YOU
from bot.taste_codes import codes_in
from retrieval.filters import Filters
from retrieval.query import Query

if TYPE_CHECKING:
    from bot.assistant import Assistant

_MAY_MEAN_IT: Final = frozenset(
    {"recommend", "describe_movie", "rate_movie", "similar_movies", "browse", "trending", "refine", "chitchat",
     "not_interested", "mark_seen", "movie_details", "out_of_scope", "nlu_fallback"}
)  # fmt: skip
"""Intents that words about two people are mistaken for."""
_ASKS: Final = re.compile(
    r"\b(?:something|anything|recommend\w*|suggest\w*|films?|movies?|flicks?|what|watch|pick|choose|find|ideas?)\b",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"\s*(?:[,;.!?]|\b(?:and|or|but|as well as|plus)\b)\s*", re.IGNORECASE)
_SURE: Final = 90.0
_THEY_WOULD: Final = re.compile(
    r"\b(?:something|anything|a (?:film|movie)|films|movies|what|one)\b[^.?!]{0,20}\b(?:she|he|they)(?:'d|’d| would| might| will| could| can)\s+(?:also |really )?"
    r"(?:like|love|enjoy|watch)\b",
    re.IGNORECASE,
)
"""Films for somebody named before: `my mum is coming over, something she'd like`."""
_SEVERAL: Final = re.compile(
    r"\b(?:together|both|two|three|four|us|we|our|friends?|group|every(?:one|body)|couple|date|codes?|party|compromise|agree|neither|none of|combine|mix"
    r"|pair|his|her|hers|their|share|each)\b",
    re.IGNORECASE,
)
_NOTHING_TOLD: Final = re.compile(
    r"^(?:skip|pass|no idea|nothing|never ?mind|(?:i )?(?:really )?(?:do(?:n['’]?t| not) know|have no idea)|idk|dunno|not sure|no)\b[\w ]{0,20}[.! ]*$",
    re.IGNORECASE,
)
_NO_TITLE: Final = frozenset(
    ("different", "stuff", "things", "thing", "everything", "nothing", "kind", "kinds", "sort", "sorts", "everyone", "each", "too", "else",
     "same", "cinema", "old", "new", "good", "bad", "lots", "most", "watch", "see", "us", "me", "tonight", "type", "types", "genre", "genres")
)  # fmt: skip
"""Words that tell a taste, but no film."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a message says: who watches, what films must be like, and titles nobody knows."""

    companions: tuple[Companion, ...]
    query: Query
    unknown: tuple[str, ...] = ()


def concerns(turn: Turn) -> bool:
    """Whether a message asks for films for two, whatever else it was taken for.

    It must be asked before anything is kept: "she likes Heat" is no rating of the person who says so.
    """
    if turn.intent not in _MAY_MEAN_IT or not turn.text:
        return False
    if codes_in(turn.text):
        return True
    text = masked(turn)
    if _adds(turn):
        return True
    if name_in(text) and _THEY_WOULD.search(text):
        return True
    if not is_for_party(text):
        return False
    return turn.intent == "recommend" or bool(_ASKS.search(text) and name_in(text) and opinions(turn))


def _adds(turn: Turn) -> bool:
    """Whether more is told of somebody for whom films are shown already: `she also likes Titanic`."""
    request = turn.conversation.request
    return request is not None and request.kind == "together" and any(not one.mine for one in opinions(turn))


def recommend_together(turn: Turn, assistant: Assistant) -> Answer:
    """Films that suit the person and those they name, by code or by the films these like."""
    former = _former(turn)
    name = (
        name_in(turn.text) or next((one.name for one in former.companions if one.name != YOU), "")
        if former
        else name_in(turn.text)
    )
    return _answer(turn, _read(turn, assistant, name, former), assistant)


def _former(turn: Turn) -> Request | None:
    """The request that the message adds to; None where it is for somebody else, or begins anew."""
    request = turn.conversation.request
    if request is None or request.kind != "together" or codes_in(turn.text) or is_for_party(masked(turn)):
        return None
    name = name_in(turn.text)
    return request if not name or name in {one.name for one in request.companions} else None


def means_one(turn: Turn) -> bool:
    """Whether a message taken for one about two people tells of nobody else: `a good film for kids`."""
    text = masked(turn)
    return not (
        _SEVERAL.search(text) or name_in(text) or is_for_party(text) or codes_in(text) or opinions(turn)
    )


def continued(turn: Turn, pending: Pending) -> Turn | Answer | None:
    """What is told when asked what the other one likes."""
    if _NOTHING_TOLD.match(turn.text):
        return Answer(Reply(text=evening_phrases.NOTHING_TOLD), turn.conversation)
    told = opinions(turn)
    if not turn.text or turn.intent not in (*_MAY_MEAN_IT, "recommend_together"):
        return None
    alone = bool(turn.of("title")) and not told and not turn.of("rating")
    if alone or codes_in(turn.text) or any(not opinion.mine for opinion in told):
        who = pending.said.removeprefix("your ")
        text = turn.text if told or codes_in(turn.text) else f"{who} likes {turn.text}"
        shift = len(text) - len(turn.text)
        moved = tuple(
            replace(entity, start=entity.start + shift, end=entity.end + shift)
            if entity.start is not None and entity.end is not None
            else entity
            for entity in turn.entities
        )
        party = f" (for me and {'my ' if pending.said.startswith('your ') else ''}{who})"
        return replace(turn, intent="recommend_together", text=text + party, entities=moved)
    return None


def share_taste(turn: Turn, assistant: Assistant) -> Answer:
    """The code to give to somebody else."""
    code = assistant.taste_code(turn.person)
    return Answer(Reply(text=evening_phrases.shared(code)), turn.conversation)


def _answer(turn: Turn, told: _Told, assistant: Assistant) -> Answer:
    others = [companion for companion in told.companions if companion.name != YOU]
    request = Request("together", described(told.query), companions=told.companions)
    if not others:
        name = name_in(turn.text) or FRIEND
        answer = listing.answer(
            turn, replace(request, kind="recommend"), assistant, evening_phrases.not_yet(name, told.unknown)
        )
        asked = Reply(text=evening_phrases.what_do_they_like(name), buttons=[buttons.SHARE])
        pending = Pending("companion", said=name)
        return replace(answer, conversation=answer.conversation.but(pending=pending), question=asked)
    text = evening_phrases.together([one.name for one in others], request.query.notes, told.unknown)
    return listing.answer(turn, request, assistant, text)


def _read(turn: Turn, assistant: Assistant, name: str, former: Request | None = None) -> _Told:
    """What the message tells, added to what `former` knows of the same people already."""
    name = name or FRIEND
    codes = codes_in(turn.text)
    companions = list(former.companions) if former else []
    companions += [Companion(_numbered(name, place), code) for place, code in enumerate(codes)]
    said = opinions(turn)
    head = turn.text[: said[0].subject_start] if said else turn.text
    query = _wish(head, codes, assistant)
    if former:
        added = former.query.filters.updated(query.filters)
        query = replace(former.query, text=f"{former.query.text} {query.text}".strip(), filters=added)
    filters, unknown = query.filters, []
    for opinion in said:
        named, rest = _films(turn, opinion.start, opinion.end, assistant)
        if named:
            companions = joined(companions, YOU if opinion.mine else name, opinion.likes, named)
        for words in rest:
            wanted = assistant.engine.understand(words if opinion.likes else f"not {words}").filters
            if wanted != Filters():
                filters = filters.updated(wanted)
                if not opinion.mine and not any(one.name != YOU for one in companions):
                    companions = joined(companions, name, opinion.likes, ())
            elif _may_be_title(words):
                unknown.append(words)
    return _Told(tuple(companions), replace(query, filters=filters), tuple(unknown))


def _may_be_title(words: str) -> bool:
    """Whether words that name no film known were perhaps meant to: `different things` was not."""
    return not _NO_TITLE.issuperset(vocabulary.content_words(words))


def _wish(head: str, codes: Sequence[str], assistant: Assistant) -> Query:
    """What the films must be about, from the part before anybody's likes."""
    for code in codes:
        head = head.replace(code, " ")
    query = assistant.engine.understand(without_party(head).strip(" ,.;:!?"))
    topic = [word for word in vocabulary.content_words(query.text) if len(word) > 1]
    return replace(query, text=" ".join(topic))


def _films(turn: Turn, start: int, end: int, assistant: Assistant) -> tuple[list[int], list[str]]:
    """The films named between two places of the message, and the other words there."""
    films: list[int] = []
    rest: list[str] = []
    at = start
    spans = [
        (title.start, title.end, turn.said(title), str(title.value))
        for title in turn.of("title")
        if title.start is not None and title.end is not None and start <= title.start < end
    ]
    for first, last, said, value in spans:
        film = _film(said, assistant) or _film(value, assistant)
        if film is not None:
            rest += _parts(turn.text[at:first])
            films.append(film)
            at = last
    rest += _parts(turn.text[at:end])
    words = []
    for part in rest:
        film = _film(part, assistant)
        if film is None:
            words.append(part)
        else:
            films.append(film)
    return films, words


def _film(said: str, assistant: Assistant) -> int | None:
    """The best known film of that name: it is only taken as an example of a taste, so a guess will do."""
    matches = [match for match in assistant.titles(said) if match.exact or match.score >= _SURE]
    exact = [match for match in matches if match.exact] or matches
    films = assistant.movies([match.id for match in exact])
    return max(films, key=lambda film: film.rating_count).id if films else None


def _parts(text: str) -> Iterator[str]:
    text = without_party(re.sub(r"\(for me and [^)]*\)", " ", text))
    for part in _APART.split(text):
        words = re.sub(
            r"^(?:too|also|she|he|they|i|we|who|to watch|films like|movies like)\b",
            "",
            part.strip(" '\"“”()"),
        )
        if vocabulary.content_words(words):
            yield words.strip()


def _numbered(name: str, place: int) -> str:
    return name if place == 0 else f"{name} {place + 1}"
