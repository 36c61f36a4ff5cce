"""What a conversation remembers between two messages, as kept in Rasa's slots."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError
from rasa_sdk.events import EventType, SlotSet

from retrieval.facets import Order
from retrieval.query import Query
from retrieval.questions import Question

logger = logging.getLogger(__name__)

RequestKind = Literal["search", "browse", "recommend", "similar", "trending", "together"]
QuestionKind = Literal[
    "which_film", "confirm_film", "stars", "relax", "search", "narrow", "companion", "interview"
]
_NO_QUERY: Final = Query(text="")


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody to watch with, known by a taste code or by films the person named for them.

    `name` is how reasons call them; `you` adds to what is known of the person who asks.
    """

    name: str
    code: str = ""
    liked: tuple[int, ...] = ()
    disliked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What the person is looking at now: enough to refine it or to show the next page.

    `movie_id` is the film that similar films were asked for; `seen` are the films already shown for
    this request, in order; `offset` is how far into the answer they reach; `asked` are the topics of the
    questions put to find the one film meant; `companions` are those a "together" request is for as well.
    """

    kind: RequestKind
    query: Query = _NO_QUERY
    movie_id: int | None = None
    order: Order = "popular"
    offset: int = 0
    seen: tuple[int, ...] = ()
    asked: tuple[str, ...] = ()
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for its answer.

    `intent` is what to do once it is answered, with `rating` (as first said) and `text` (the first
    message without the title). `candidates` are film ids in the order offered; `said` is a title that
    was not found, or a description to search for; `requests` are the alternatives of a `relax` question,
    `question` is what a `narrow` question asks of the film. Of an interview, `asked` counts the questions
    answered and `unseen` are the films the person has not seen.
    """

    kind: QuestionKind
    intent: str = ""
    candidates: tuple[int, ...] = ()
    rating: float | str | None = None
    text: str = ""
    said: str = ""
    requests: tuple[Request, ...] = ()
    question: Question | None = None
    asked: int = 0
    unseen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What was last done about one film, so that "no, I meant Heat" can be done instead.

    `rating` is the rating given; `changed` says whether anything was changed that must be taken back.
    """

    intent: str
    movie_id: int
    rating: float | str | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """`shown` are the films last listed, which ordinals point into; `focus` is what "it" means.

    `deed` is what the message before this one did.
    """

    shown: tuple[int, ...] = ()
    focus: int | None = None
    request: Request | None = None
    pending: Pending | None = None
    deed: Deed | None = None

    def but(self, **changes: object) -> Conversation:
        """The same conversation with `changes`."""
        return replace(self, **changes)  # type: ignore[arg-type]


_SLOTS: Final[Mapping[str, TypeAdapter[Any]]] = {
    "shown": TypeAdapter(tuple[int, ...]),
    "focus": TypeAdapter(int | None),
    "request": TypeAdapter(Request | None),
    "pending": TypeAdapter(Pending | None),
    "deed": TypeAdapter(Deed | None),
}


def from_slots(slots: Mapping[str, Any]) -> Conversation:
    """The conversation in `slots`; a value of an older version of the product is left out, and logged."""
    values = {}
    for name, adapter in _SLOTS.items():
        raw = slots.get(name)
        if raw is None:
            continue
        try:
            values[name] = adapter.validate_python(raw)
        except ValidationError as error:
            logger.warning("slot %s does not fit and is dropped: %d errors", name, error.error_count())
    return Conversation(**values)


def slot_events(before: Conversation, after: Conversation) -> list[EventType]:
    """`SlotSet` events for what differs."""
    return [
        SlotSet(name, adapter.dump_python(getattr(after, name), mode="json", exclude_defaults=True))
        for name, adapter in _SLOTS.items()
        if getattr(before, name) != getattr(after, name)
    ]
