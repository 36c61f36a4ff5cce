"""What was shown to whom, written in the background: the log that later training and tests read."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from bot.background import BackgroundWriter
from bot.db import events
from bot.db.session import Database
from bot.domain import Suggestion


class ImpressionLog:
    """Notes each answer, never blocking it. Others may write their logs with the same `writer`."""

    def __init__(self, database: Database) -> None:
        self.writer = BackgroundWriter(database, "impressions")

    def add(self, person: int, surface: str, suggestions: Sequence[Suggestion]) -> None:
        """Queue one answer."""
        if not suggestions:
            return
        rows = tuple(
            events.Shown(shown.movie.id, place, shown.score, shown.source)
            for place, shown in enumerate(suggestions, start=1)
        )
        request_id = uuid4().hex
        self.writer.add(lambda session: events.log_impressions(session, person, request_id, surface, rows))

    def close(self) -> None:
        """Write what is waiting and stop."""
        self.writer.close()
