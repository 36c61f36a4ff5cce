"""What was shown to whom, written in the background: the log that later training and tests read."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from bot.db import events
from bot.db.session import Database
from bot.domain import Suggestion

_log = logging.getLogger(__name__)

CAPACITY = 10_000
"""Answers waiting to be written; beyond it new ones are dropped and counted rather than slow people down."""


class _Answer(NamedTuple):
    person_id: int
    request_id: str
    surface: str
    rows: tuple[events.Shown, ...]


class ImpressionLog:
    """One writer thread behind a bounded queue.

    Impressions are worth less than latency. Ratings are not: those never pass through here.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.Queue[_Answer | None] = queue.Queue(CAPACITY)
        self._dropped = 0
        self._thread = threading.Thread(target=self._write, name="impressions", daemon=True)
        self._thread.start()

    def add(self, person: int, surface: str, suggestions: Sequence[Suggestion]) -> None:
        """Queue one answer; never blocks."""
        if not suggestions:
            return
        rows = tuple(
            events.Shown(shown.movie.id, place, shown.score, shown.source)
            for place, shown in enumerate(suggestions, start=1)
        )
        answer = _Answer(person, uuid4().hex, surface, rows)
        try:
            self._waiting.put_nowait(answer)
        except queue.Full:
            self._dropped += 1
            _log.warning("impression log is full: %d answers not recorded so far", self._dropped)

    def close(self) -> None:
        """Write what is waiting and stop."""
        self._waiting.put(None)
        self._thread.join(timeout=10)

    def _write(self) -> None:
        while (answer := self._waiting.get()) is not None:
            try:
                with self._database.session() as session:
                    events.log_impressions(session, *answer)
                    session.commit()
            except SQLAlchemyError:
                _log.exception("an answer's impressions were not recorded")
