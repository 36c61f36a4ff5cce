"""All the wording of the conversation. Varied, but the same turn always reads the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.buttons import clipped
from bot.domain import Change, ChangeKind, Mark, Movie

_ECHO: Final = 60
_MATCHES: Final = "matches: "

EXAMPLES: Final = (
    "“a thief who steals secrets through dreams”, “a funny film from the 80s without Tom Cruise”, "
    "or “something like Alien but newer”"
)


def pick(number: int, variants: Sequence[str]) -> str:
    """One of `variants`, by the number of the turn."""
    return variants[number % len(variants)]


def echo(text: str) -> str:
    """The person's own words, short enough to repeat."""
    return f"“{clipped(text, _ECHO)}”"


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


def like(movie: Movie, notes: Sequence[str], remark: str = "") -> str:
    """Above films like one film."""
    return f"{remark}If you like {movie.label}, try these{noted(notes)}:"


TRENDING: Final = "What people rate and list these days, then lasting favourites:"


def more_by(director: str) -> str:
    """Above the other films of a director."""
    return f"More by {director}:"


def like_unknown(said: str) -> str:
    """Above a search done instead, since the film named is not in the catalogue."""
    return f"I know no film called {echo(said)}, so I searched for it as a description:"


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


# --- facts ---------------------------------------------------------------------------------------


def directed(movie: Movie) -> str:
    """Answers who directed it."""
    if not movie.directors:
        return f"I do not know who directed {movie.label}."
    return f"{movie.label} was directed by {listing(movie.directors)}."


def starring(movie: Movie, most: int) -> str:
    """Answers who is in it."""
    names = [member.name for member in movie.cast[:most]]
    return f"{movie.label} stars {listing(names)}." if names else f"I do not know the cast of {movie.label}."


def lasts(movie: Movie) -> str:
    """Answers how long it is."""
    if movie.runtime is None:
        return f"I do not know how long {movie.label} is."
    hours, minutes = divmod(movie.runtime, 60)
    spoken = " ".join(
        part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part
    )
    exact = f" ({movie.runtime} minutes)" if hours else ""
    return f"{movie.label} runs {spoken}{exact}."


def released(movie: Movie) -> str:
    """Answers when it came out."""
    return (
        f"{movie.title} came out in {movie.year}."
        if movie.year
        else f"I do not know when {movie.title} came out."
    )


def spoken(movie: Movie, language: str) -> str:
    """Answers which language it is in."""
    return f"{movie.label} is in {language}." if language else f"I do not know the language of {movie.label}."


def mean_rating(movie: Movie) -> str:
    """Answers how good it is."""
    if movie.rating is None:
        return f"I have no rating of {movie.label} yet."
    return f"{movie.label} is rated {movie.rating:.1f} out of 10."


def genres(movie: Movie) -> str:
    """Answers what kind of film it is."""
    if not movie.genres:
        return f"I do not know the genre of {movie.label}."
    return f"{movie.label}: {listing([genre.lower() for genre in movie.genres])}."


def plot(movie: Movie) -> str:
    """Answers what it is about."""
    return (
        f"Here is what {movie.label} is about." if movie.overview else f"I have no summary of {movie.label}."
    )


def your_state(rating: float | None, listed: bool, marks: Sequence[Mark]) -> str:
    """What the person has said of a film before, as a sentence; empty where nothing."""
    parts = []
    if rating is not None:
        parts.append(f"you gave it {stars(rating)}")
    if listed:
        parts.append("it is on your watchlist")
    if Mark.SEEN in marks and rating is None:
        parts.append("you have seen it")
    if Mark.NOT_INTERESTED in marks:
        parts.append("you said it is not for you")
    if not parts:
        return ""
    told = listing(parts)
    return f"{told[0].upper()}{told[1:]}."


def because(movie: Movie, reason: str) -> str:
    """Why a film is shown."""
    if reason.startswith(_MATCHES):
        return f"{movie.label} fits what you asked for: {reason.removeprefix(_MATCHES)}."
    return (
        f"Why {movie.label}: {reason.rstrip('.')}." if reason else f"{movie.label} fits what you asked for."
    )


# --- ratings and lists -----------------------------------------------------------------------------


def how_many_stars(movie: Movie) -> str:
    """A rating without a number."""
    return f"How many stars for {movie.label}, from 1 to 5?"


def rating_not_allowed(said: str) -> str:
    """A rating out of bounds."""
    return f"{clipped(said, _ECHO)} is not a rating I can keep: give it 1 to 5 stars, halves allowed."


def rated(movie: Movie, value: float, former: float | None, scale: float) -> str:
    """A rating has been kept."""
    converted = f" (that is your rating out of {scale:g}, on 5 stars)" if scale != 5 else ""
    if former is None:
        return f"{stars(value).capitalize()} for {movie.label}{converted}. Noted."
    if former == value:
        return f"{movie.label} keeps your {stars(value)}{converted}."
    return f"{movie.label} now has {stars(value)} from you instead of {former:g}{converted}."


def thumbed(movie: Movie, up: bool, former: float | None) -> str:
    """A thumb has been kept."""
    verdict = f"Good to hear you liked {movie.label}" if up else f"Noted: {movie.label} was not to your taste"
    return f"{verdict}{f' (you had given it {stars(former)})' if former is not None else ''}."


def kept(movie: Movie, added: bool) -> str:
    """The watchlist has the film."""
    return (
        f"{movie.label} is on your watchlist." if added else f"{movie.label} was on your watchlist already."
    )


def taken_off(movie: Movie, removed: bool) -> str:
    """The watchlist does not have the film."""
    return f"{movie.label} is off your watchlist." if removed else f"{movie.label} was not on your watchlist."


def watchlist(count: int, shown: int) -> str:
    """Above the watchlist."""
    if count == 1:
        return "One film is on your watchlist:"
    if count > shown:
        return f"{count} films are on your watchlist. The latest {shown}:"
    return f"{count} films are on your watchlist:"


EMPTY_WATCHLIST: Final = (
    "Your watchlist is empty. Tap “+ Watchlist” on any film, or say “add Heat to my watchlist”."
)


def seen(movie: Movie, already: bool) -> str:
    """A film is marked as seen."""
    if already:
        return f"I knew that you have seen {movie.label}. How many stars would you give it?"
    return f"Noted: you have seen {movie.label}. I will not recommend it again. How many stars is it worth?"


def rejected(movie: Movie, already: bool) -> str:
    """A film is kept away."""
    if already:
        return f"{movie.label} is kept away from you already."
    return f"Understood: {movie.label} stays away from your recommendations."


def undone(change: Change, movie: Movie, marks: Sequence[Mark]) -> str:
    """A change has been taken back; `marks` are those it concerned."""
    match change.kind:
        case ChangeKind.RATE if change.before is not None:
            return f"Taken back: {movie.label} has your {stars(change.before)} again."
        case ChangeKind.RATE:
            given = f"your {stars(change.after)}" if change.after is not None else "your rating"
            return f"Taken back: {given} for {movie.label}. It is unrated again."
        case ChangeKind.UNRATE:
            return f"Taken back: {movie.label} has your rating again."
        case ChangeKind.WATCHLIST_ADD:
            return f"Taken back: {movie.label} is off your watchlist again."
        case ChangeKind.WATCHLIST_REMOVE:
            return f"Taken back: {movie.label} is on your watchlist again."
        case ChangeKind.MARK | ChangeKind.UNMARK:
            marked = change.kind is ChangeKind.UNMARK
            named = listing([_MARKS[mark] for mark in marks]) if marks else "marked"
            return f"Taken back: {movie.label} is {named + ' again' if marked else 'no longer ' + named}."


_MARKS: Final = {Mark.SEEN: "marked as seen", Mark.NOT_INTERESTED: "kept away from you"}

NOTHING_TO_UNDO: Final = "There is nothing to take back."
STALE_FILM: Final = "That film is no longer in my catalogue. Search for it again and use the new list."
STALE_SESSION: Final = "I do not know this session any more. Please reload the page to start a new one."
