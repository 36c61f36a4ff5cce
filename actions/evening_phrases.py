"""The wording of an evening for two, and of the newcomer's interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.phrases import echo, listing, noted, stars
from bot.domain import Movie


def together(names: Sequence[str], notes: Sequence[str], unknown: Sequence[str]) -> str:
    """Above films for several people; `unknown` are words that named no film."""
    missing = f"{_unknown(unknown)} " if unknown else ""
    who = "either" if len(names) == 1 and not _is_many(names[0]) else "any"
    return f"{missing}For you and {listing(list(names))}{noted(notes)}, nothing that {who} of you has seen:"


def not_yet(name: str, unknown: Sequence[str]) -> str:
    """Above films for the person alone, while nothing is known of the other."""
    missing = f"{_unknown(unknown)} " if unknown else ""
    return f"{missing}I do not know the taste of {name} yet. Going by yours alone:"


def _unknown(titles: Sequence[str]) -> str:
    return f"I know no film called {listing([echo(title) for title in titles], 'or')}."


def what_do_they_like(name: str) -> str:
    """The question that makes it two."""
    return (
        f"What {'do' if _is_many(name) else 'does'} {name} like? Name a film or two (“likes Titanic, hates horror”), or use their code: "
        "they get one by writing “share my taste” to me."
    )


def _is_many(name: str) -> bool:
    return name.endswith(("s", "children")) and name.startswith("your ") and not name.endswith("ss")


def shared(code: str) -> str:
    """The code, and what it can and cannot do."""
    return (
        f"This is your taste code: {code}\n"
        f"Whoever you watch with writes to me: “recommend something for me and {code}”. It works for a day. "
        "Suggestions may name films you like; nothing of yours can be listed or changed with it."
    )


def question(number: int, most: int, movie: Movie, noted_before: str) -> str:
    """The interview's question about one film."""
    by = f", by {listing(list(movie.directors[:2]))}" if movie.directors else ""
    return f"{noted_before}{number} of {most}: have you seen {movie.label}{by}?"


def answered(movie: Movie, value: float | None) -> str:
    """What was kept of an answer."""
    return "" if value is None else f"{stars(value)} for {movie.title}. "


START: Final = "Five films, one word on each: “loved it”, “it was ok”, stars, “haven't seen it”, or “stop”. "
WHY_I_ASK: Final = "Opinions differ most on such films, so your answer tells me much of your taste. "
NOTHING_TOLD: Final = "All right: then the films above go by your taste alone."
HOW_WAS_IT: Final = "How did you like it? "
NOT_KEPT: Final = "All right, I will stop asking. "


def finished(kept: int, notes: str) -> str:
    """Above the first recommendations after an interview."""
    if not kept:
        return f"{notes}I still know little of your taste, so here is a mix that many people like:"
    return f"{notes}Thank you, that helps. Going by your answers:"
