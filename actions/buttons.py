"""Buttons: what can be tapped, and the message each stands for."""

from __future__ import annotations

import json
from typing import Final

from actions.replies import Button

MAX_PAYLOAD_BYTES: Final = 64
"""Telegram's limit for callback data, the tightest of the channels."""
MAX_TITLE: Final = 40


def button(title: str, intent: str, **entities: int | float | str) -> Button:
    """A button that says `intent` with `entities`; raises ValueError when that would not fit."""
    payload = f"/{intent}"
    if entities:
        payload += json.dumps(entities, separators=(",", ":"), ensure_ascii=True)
    if len(payload.encode()) > MAX_PAYLOAD_BYTES:
        raise ValueError(f"The payload {payload!r} has more than {MAX_PAYLOAD_BYTES} bytes")
    return Button(title=clipped(title, MAX_TITLE), payload=payload)


def clipped(text: str, length: int) -> str:
    """`text` on one line, cut to `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def details(movie_id: int, title: str = "Details") -> Button:
    """Show everything known of a film."""
    return button(title, "movie_details", movie=movie_id)


def similar(movie_id: int, title: str = "More like this") -> Button:
    """Find films like one."""
    return button(title, "similar_movies", movie=movie_id)


def add(movie_id: int) -> Button:
    """Put a film on the watchlist."""
    return button("+ Watchlist", "add_to_watchlist", movie=movie_id)


def remove(movie_id: int) -> Button:
    """Take a film off the watchlist."""
    return button("Remove from watchlist", "remove_from_watchlist", movie=movie_id)


def rate(movie_id: int) -> Button:
    """Ask for stars."""
    return button("Rate", "rate_movie", movie=movie_id)


def stars(movie_id: int) -> list[Button]:
    """One button a star, from 1 to 5."""
    return [button("★" * count, "rate_movie", movie=movie_id, rating=count) for count in range(1, 6)]


def seen(movie_id: int) -> Button:
    """Mark a film as seen."""
    return button("Seen it", "mark_seen", movie=movie_id)


def reject(movie_id: int) -> Button:
    """Keep a film away."""
    return button("Not for me", "not_interested", movie=movie_id)


def why(movie_id: int) -> Button:
    """Ask for the reason."""
    return button("Why this?", "explain", movie=movie_id)


def interview(title: str, movie_id: int, answer: float | str) -> Button:
    """Answer the interview's question about a film with stars, or with a word."""
    return button(title, "interview", movie=movie_id, rating=answer)


ASK_ME: Final = button("Ask me about a few films", "interview")
SHARE: Final = button("Share my taste", "share_taste")
MORE: Final = button("Show more", "more_results")
UNDO: Final = button("Undo", "undo")
HELP: Final = button("What can you do?", "help")
RECOMMEND: Final = button("Recommend something", "recommend")
TRENDING: Final = button("What is trending?", "trending")
WATCHLIST: Final = button("My watchlist", "show_watchlist")
NO: Final = button("No", "deny")
