"""What one person of the load test says, and what must be remembered of it."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.evaluation.guest import cards

OWN_FILMS_A_TURN = 5 / 7
"""Of the seven kinds of turn, at most five name a film that no other person names."""


@dataclass
class Script:
    """A person with films of their own; `next_message` and `heard` are called in turn.

    The expected ratings and watchlist follow only from what was said and from the cards this very
    person was shown ("the second one"), so any other person's influence shows as a difference.
    """

    films: Sequence[dict[str, Any]]
    descriptions: Sequence[str]
    seed: int
    expected_ratings: dict[int, float] = field(default_factory=dict)
    expected_watchlist: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    _turn: int = 0
    _film: int = 0
    _shown: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chooser = random.Random(self.seed)

    def next_message(self) -> str:
        """What the person says now."""
        turn = self._turn
        self._turn += 1
        match turn % 7:
            case 0:
                return self.descriptions[turn // 7 % len(self.descriptions)]
            case 1 if len(self._shown) >= 2:
                return self._rate(self._shown[1], "{stars} stars for the second one")
            case 2:
                return self._add(self._own(), "/add_to_watchlist{payload}")
            case 3:
                return self._add(self._own(), "add {title} to my watchlist")
            case 4:
                return self._rate(self._own(), "{stars} stars for {title}")
            case 6:
                return "/show_watchlist"
            case _:
                return self._rate(self._own(), "/rate_movie{payload}")

    def heard(self, replies: list[dict[str, Any]]) -> None:
        """What the bot answered to the latest message."""
        kind = (self._turn - 1) % 7
        if not replies:
            self.problems.append(f"turn {self._turn}: no reply")
        if kind == 0:
            self._shown = cards(replies)
        if kind == 6:
            shown = set(cards(replies))
            if foreign := shown - self.expected_watchlist:
                self.problems.append(
                    f"turn {self._turn}: the watchlist showed films never added: {sorted(foreign)}"
                )
            if self.expected_watchlist and not shown:
                self.problems.append(f"turn {self._turn}: the watchlist showed nothing")

    def _own(self) -> int:
        film = self.films[self._film]
        self._film += 1
        return int(film["id"])

    def _rate(self, film: int, message: str) -> str:
        stars = self._chooser.randint(1, 5)
        self.expected_ratings[film] = float(stars)
        payload = json.dumps({"movie": film, "rating": stars}, separators=(",", ":"))
        return self._words(film, message, payload).replace("{stars}", str(stars))

    def _add(self, film: int, message: str) -> str:
        self.expected_watchlist.add(film)
        return self._words(film, message, json.dumps({"movie": film}, separators=(",", ":")))

    def _words(self, film: int, message: str, payload: str) -> str:
        title = next((str(own["title"]) for own in self.films if own["id"] == film), "")
        return message.replace("{title}", title).replace("{payload}", payload)
