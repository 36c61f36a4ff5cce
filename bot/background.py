"""Writes that nobody waits for, in one thread behind a bounded queue."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.db.session import Database

_log = logging.getLogger(__name__)

CAPACITY = 10_000
"""Writes that may wait; beyond it new ones are dropped and counted rather than slow people down."""

Write = Callable[[Session], None]


class BackgroundWriter:
    """For logs, which are worth less than latency. Ratings are not: those never pass through here."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._waiting: queue.Queue[Write | None] = queue.Queue(CAPACITY)
        self._dropped = 0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def add(self, write: Write) -> None:
        """Queue one transaction; never blocks."""
        try:
            self._waiting.put_nowait(write)
        except queue.Full:
            self._dropped += 1
            _log.warning("%s: the log is full, %d entries not recorded so far", self._name, self._dropped)

    def close(self) -> None:
        """Write what is waiting and stop."""
        self._waiting.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (write := self._waiting.get()) is not None:
            try:
                with self._database.session() as session:
                    write(session)
                    session.commit()
            except SQLAlchemyError:
                _log.exception("%s: an entry was not recorded", self._name)
