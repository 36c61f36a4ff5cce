"""A small dialogue for the contract: it repeats what it is told, and knows a few words that show more."""

from __future__ import annotations

import asyncio

from actions.replies import Button, Card, Reply
from bot.errors import DialogueUnavailable
from channels.messages import Sender

LONG = " ".join(f"w{number}" for number in range(4000))
CARDS = [
    Card(
        movie_id=12,
        position=1,
        title="Alien",
        year=1979,
        genres=["Horror", "Science Fiction"],
        directors=["Ridley Scott"],
        cast=["Sigourney Weaver"],
        runtime=117,
        rating=8.1,
        overview="The crew of a tug meets something that is not a passenger.",
        reason="because you gave The Thing 5 stars",
        buttons=[
            Button(title="★ 5", payload='/rate_movie{"movie":12,"rating":5}'),
            Button(title="More like this", payload='/similar_movies{"movie":12}'),
        ],
    ),
    Card(
        movie_id=13,
        position=2,
        title="<b>M*A*S*H</b> & _co_",
        year=1970,
        reason="matches: <war> & `humour`",
        buttons=[Button(title="Watch <later> & more", payload='/add_to_watchlist{"movie":13}')],
    ),
]


class Parrot:
    """A `Converse` that remembers what reached it."""

    def __init__(self) -> None:
        self.heard: list[tuple[Sender, str]] = []

    async def __call__(self, sender: Sender, text: str) -> list[Reply]:
        self.heard.append((sender, text))
        await asyncio.sleep(0.02)  # long enough for others to come between
        match text:
            case "cards":
                more = [Button(title="More", payload="/more_results")]
                return [Reply(text="Two films:", cards=CARDS, buttons=more)]
            case "long":
                return [Reply(text=LONG)]
            case "stop":
                raise DialogueUnavailable
            case "break":
                raise RuntimeError("a bug in the dialogue")
        return [Reply(text=f"You said: {text}")]
