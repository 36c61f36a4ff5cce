"""The wording of lists and of questions for a film. Varied, but the same turn always reads the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.buttons import clipped
from bot.domain import Movie

ECHO: Final = 60
"""Characters of a person's own words that are repeated."""

EXAMPLES: Final = (
    "“a thief who steals secrets through dreams”, “a funny film from the 80s without Tom Cruise”, "
    "or “something like Alien but newer”"
)


def pick(number: int, variants: Sequence[str]) -> str:
    """One of `variants`, by the number of the turn."""
    return variants[number % len(variants)]


def echo(text: str) -> str:
    """The person's own words, short enough to repeat."""
    return f"“{clipped(text, ECHO)}”"


def stars(value: float) -> str:
    """`4 stars`, `1 star`, `3.5 stars`."""
    return f"{value:g} star{'' if value == 1 else 's'}"


def listing(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def noted(notes: Sequence[str]) -> str:
    """The conditions understood, as a clause: ` (1990s, with Robert De Niro, not horror)`."""
    return f" ({', '.join(notes)})" if notes else ""


# --- lists of films ------------------------------------------------------------------------------


def recommended(number: int, notes: Sequence[str]) -> str:
    """Above recommendations for somebody whose taste is known."""
    return pick(
        number,
        (
            f"I think you will like these{noted(notes)}:",
            f"Picked for you{noted(notes)}:",
            f"Going by your ratings{noted(notes)}:",
        ),
    )


def recommended_to_newcomer(notes: Sequence[str]) -> str:
    """Above the first recommendations, when nothing is known of the person."""
    return (
        f"I do not know your taste yet, so here is a mix that many people like{noted(notes)}. "
        "Rate three films you know, or let me ask you about five, and my next suggestions will be yours."
    )


def browsed(order: str, notes: Sequence[str]) -> str:
    """Above films chosen by facts."""
    what = {
        "popular": "The best known",
        "newest": "The newest first",
        "oldest": "The oldest first",
        "rating": "The best rated",
    }[order]
    return f"{what}{noted(notes)}:"


def counted(count: int, notes: Sequence[str]) -> str:
    """How many films there are, above the first of them."""
    known = "one film" if count == 1 else f"{count:,} films"
    return f"I know {known}{noted(notes)}. The best known:"


def like(movie: Movie, notes: Sequence[str], remark: str = "") -> str:
    """Above films like one film."""
    return f"{remark}If you like {movie.label}, try these{noted(notes)}:"


TRENDING: Final = "What people rate and list these days, then lasting favourites:"


def more_by(director: str) -> str:
    """Above the other films of a director."""
    return f"More by {director}:"


def only_film(movie: Movie, person: str) -> str:
    """There is no other film of somebody."""
    return f"{movie.label} is the only film with {person} that I know."


def more_with(actor: str) -> str:
    """Above the other films of an actor."""
    return f"More with {actor}:"


def like_unknown(said: str) -> str:
    """Above a search done instead, since the film named is not in the catalogue."""
    return f"I know no film called {echo(said)}, so I searched for it as a description:"


def without_film(movie: Movie) -> str:
    """Above a list that one film was taken from."""
    return f"Without {movie.label}:"


NOT_THESE: Final = "All right, not these. The next ones:"
SOMETHING_ELSE: Final = "Something else, then:"


def refined(number: int, notes: Sequence[str], text: str) -> str:
    """Above refined results: what is looked for now."""
    about = f"films about {echo(text)}" if text else "films"
    lead = pick(number, ("Now looking for", "All right: now"))
    return f"{lead} {about}{noted(notes)}:"


def more(number: int) -> str:
    """Above the next page."""
    return pick(number, ("More of these:", "The next ones:", "And these:"))


END_OF_LIST: Final = (
    "That was the whole list. You can change what I look for (“newer”, “funnier”) or describe another film."
)
NO_LIST: Final = "There is no list to go on with yet. Describe a film, or ask me for a recommendation, first."
NOTHING_TO_REFINE: Final = (
    "Tell me what to change: newer or older, shorter or longer, a genre, a language, or who should be in it."
)
NO_WORDS: Final = f"I need a few words to go by. Try {EXAMPLES}."
WHICH_GENRE: Final = (
    "What would you like to browse? A genre, a decade, a language, an actor or a director will do."
)


def without(dropped: Sequence[str]) -> str:
    """The offer to leave conditions out."""
    return f"Without {listing([f'“{note}”' for note in dropped])}"


def nothing_fits(notes: Sequence[str], options: Sequence[tuple[Sequence[str], int]]) -> str:
    """No film meets all conditions; `options` are what to drop and how many films that leaves."""
    asked = f"all of this: {listing(list(notes))}" if len(notes) > 1 else (notes[0] if notes else "that")
    if not options:
        return f"I have no film that fits {asked}. Try describing it differently."
    told = ". ".join(f"{without(dropped)} there {_are(count)}" for dropped, count in options)
    ask = "Shall I leave that out?" if len(options) == 1 else "Which shall I leave out?"
    return f"I have no film that fits {asked}. {told}. {ask}"


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count:,}"


# --- which film is meant -------------------------------------------------------------------------


def which(said: str) -> str:
    """Several films could be meant."""
    return f"Which {echo(said)} do you mean?" if said else "Which one do you mean?"


def which_film(intent: str) -> str:
    """No film was named."""
    deed = {
        "rate_movie": "would you like to rate",
        "add_to_watchlist": "shall I put on your watchlist",
        "remove_from_watchlist": "shall I take off your watchlist",
        "mark_seen": "have you seen",
        "not_interested": "shall I keep away from you",
        "similar_movies": "should it be like",
        "explain": "do you mean",
    }.get(intent, "would you like to know more about")
    return f"Which film {deed}? Tell me its title, or its number in the list."


def did_you_mean(movie: Movie) -> str:
    """Before anything is changed on a guess."""
    return f"Did you mean {movie.label}?"


def took_it_as(movie: Movie, said: str) -> str:
    """A guess that only reads: go on, but say so."""
    return f"I took {echo(said)} as {movie.label}. "


def unknown_title(said: str) -> str:
    """A title no film resembles."""
    return f"I know no film called {echo(said)}. Is it spelt differently, or shall I search for that?"


def out_of_range(count: int) -> str:
    """A place beyond the list."""
    if not count:
        return "I have not shown you a list yet. Describe a film or ask for a recommendation first."
    shown = "only one film" if count == 1 else f"{count} films"
    return f"I showed you {shown} last. Which one do you mean{'' if count == 1 else f', 1 to {count}'}?"


ASK_AGAIN: Final = "All right, I changed nothing. Which film did you mean?"
DROPPED: Final = "All right, never mind."

NOTHING_TO_UNDO: Final = "There is nothing to take back."
STALE_FILM: Final = "That film is no longer in my catalogue. Search for it again and use the new list."
STALE_SESSION: Final = "I do not know this session any more. Please reload the page to start a new one."
