"""One message of one person, typed: read from Rasa's tracker, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rasa_sdk import Tracker

from actions.conversation import Conversation, from_slots
from actions.replies import Reply
from bot.errors import UnknownPerson

if TYPE_CHECKING:
    from bot.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Entity:
    """Something recognised in a message. `start` and `end` are where it was said, None for a button's."""

    name: str
    value: object
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A message. `text` is what was typed, empty for a button; `number` counts the person's messages."""

    person: int
    intent: str
    text: str = ""
    entities: tuple[Entity, ...] = ()
    conversation: Conversation = field(default_factory=Conversation)
    confidence: float = 1.0
    number: int = 0

    def of(self, name: str) -> tuple[Entity, ...]:
        """All entities called `name`, in the order said."""
        return tuple(entity for entity in self.entities if entity.name == name)

    def value(self, name: str) -> object:
        """The value of the first entity called `name`, or None."""
        return next((entity.value for entity in self.entities if entity.name == name), None)

    def said(self, entity: Entity) -> str:
        """The characters of the message that `entity` was read from, or its value for a button's."""
        if entity.start is None or entity.end is None:
            return str(entity.value)
        return self.text[entity.start : entity.end]

    def without(self, *names: str) -> str:
        """The text with the entities called `names` cut out."""
        text = self.text
        spans = [(e.start, e.end) for e in self.entities if e.name in names and e.start is not None and e.end]
        for start, end in sorted(spans, reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return " ".join(text.split())

    def blanked(self, entities: Iterable[Entity]) -> Turn:
        """The same message with spaces in the place of `entities`: what is said elsewhere stays where it is."""
        text = self.text
        for entity in entities:
            if entity.start is not None and entity.end is not None:
                text = f"{text[: entity.start]}{' ' * (entity.end - entity.start)}{text[entity.end :]}"
        return replace(self, text=text)

    def apart(self) -> tuple[Turn, ...]:
        """One turn for each film pointed at: `Alien and Jaws`, `the first and the third`."""
        for name in ("title", "ordinal"):
            pointed = self.of(name)
            if len(pointed) > 1:
                rest = tuple(entity for entity in self.entities if entity.name not in ("title", "ordinal"))
                return tuple(
                    replace(
                        self.blanked(other for other in pointed if other is not one), entities=(one, *rest)
                    )
                    for one in pointed
                )
        return (self,)

    @property
    def movie_id(self) -> int | None:
        """The film a button stands for; None in typed messages."""
        value = self.value("movie")
        return value if isinstance(value, int) else None

    @property
    def rating(self) -> float | str | None:
        """The first rating as it came, checked by nobody yet."""
        value = self.value("rating")
        return value if isinstance(value, int | float | str) else None

    def about(self, movie_id: int, *, intent: str, text: str = "", rating: float | str | None = None) -> Turn:
        """The same moment as a command on a known film: how an answered question goes on."""
        entities = [Entity("movie", movie_id)]
        if rating is not None:
            entities.append(Entity("rating", rating))
        return replace(self, intent=intent, text=text, entities=tuple(entities))


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say and what to remember; `question` is a second bubble, which asks something."""

    reply: Reply
    conversation: Conversation
    question: Reply | None = None


Handler = Callable[[Turn, "Assistant"], Answer]
"""Answers one intent. Runs in a worker thread; raises `MoviesError` for what the person must be told."""


def read(tracker: Tracker, intent: str) -> Turn:
    """The latest message of `tracker`; raises `UnknownPerson` when the sender is no person of ours."""
    message: Mapping[str, Any] = tracker.latest_message
    text = str(message.get("text") or "").strip()
    return Turn(
        person=_person(tracker.sender_id),
        intent=intent,
        text="" if text.startswith("/") else text,
        entities=_entities(message.get("entities") or (), is_button=text.startswith("/")),
        conversation=from_slots(tracker.slots),
        confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        number=sum(event.get("event") == "user" for event in tracker.events),
    )


def _person(sender_id: str) -> int:
    try:
        return int(sender_id)
    except ValueError:
        raise UnknownPerson(0) from None


def _entities(found: Sequence[Mapping[str, Any]], *, is_button: bool) -> tuple[Entity, ...]:
    """Entities in the order said. Only buttons name films by id: typed text never does."""
    entities = [
        Entity(
            str(item["entity"]),
            item.get("value"),
            None if is_button else item.get("start"),
            None if is_button else item.get("end"),
        )
        for item in found
        if is_button or item["entity"] != "movie"
    ]
    return tuple(sorted(entities, key=lambda entity: entity.start or 0))
