"""Where Rasa keeps conversations: SQL, with sessions kept short so that long conversations stay fast.

Rasa reads, replays and sends to the actions all events of the running session, on every message. A new
session that carries the slots over forgets nothing the actions know, and starts that work from zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

LONGEST = 30
"""Events in one session: some four messages with their answers."""

_INDEXES = (
    "CREATE INDEX IF NOT EXISTS events_by_type ON events (sender_id, type_name, timestamp)",
    "CREATE INDEX IF NOT EXISTS events_by_time ON events (sender_id, timestamp)",
)


class ShortSessionTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store that begins a new session once one has more than `longest_session` events."""

    def __init__(self, host: str | None = None, longest_session: int = LONGEST, **kwargs: Any) -> None:
        """`host` is a database URL such as `postgresql://...`, or the path of an SQLite file, made where missing."""
        if not host:
            raise ValueError(
                "The tracker store in endpoints.yml needs a `url`: a database URL or the path of an SQLite file"
            )
        self._longest = int(longest_session)
        if "://" in host:
            super().__init__(host=host, **kwargs)
        else:
            Path(host).absolute().parent.mkdir(parents=True, exist_ok=True)
            super().__init__(db=host, **kwargs)
            sa.event.listen(self.engine, "connect", _tune_sqlite)
        with self.engine.begin() as connection:
            for index in _INDEXES:
                connection.execute(sa.text(index))

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        """Rasa's query in two steps that indexes answer: earlier sessions are not touched."""
        event = self.SQLEvent
        query = session.query(event).filter(event.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            begun = (
                session.query(sa.func.max(event.timestamp))
                .filter(event.sender_id == sender_id, event.type_name == SessionStarted.type_name)
                .scalar()
            )
            query = query if begun is None else query.filter(event.timestamp >= begun)
        return query.order_by(event.id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events of `tracker`, then a fresh session where this one has become long."""
        if len(tracker.events) > self._longest and tracker.latest_action_name == ACTION_LISTEN_NAME:
            tracker.update_with_events(list(_new_session(tracker)), self.domain)
        await super().save(tracker)


def _new_session(tracker: DialogueStateTracker) -> Iterator[Event]:
    """What Rasa itself logs when a session expires."""
    yield ActionExecuted(ACTION_SESSION_START_NAME)
    values = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
    yield SessionStarted()
    yield from (SlotSet(name, value) for name, value in values.items())
    yield ActionExecuted(ACTION_LISTEN_NAME)


def _tune_sqlite(connection: Any, record: object) -> None:
    """Write-ahead log: a message costs one append; a killed process loses nothing, a power cut the last words."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA busy_timeout=10000")
