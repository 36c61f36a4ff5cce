"""What films can be compared by: facts such as length and year, and moods such as funny."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from bot.catalogue import fame
from bot.domain import Movie


class Measure(NamedTuple):
    """A fact to compare by: the larger `value` wins, films without one are left out; `says` names the winner."""

    words: frozenset[str]
    value: Callable[[Movie], float | None]
    says: str


class Mood(NamedTuple):
    """A mood to compare by: a film of one of `genres` is ahead of others, then nearness to `sought` decides."""

    words: frozenset[str]
    genres: frozenset[str]
    sought: str
    says: str
    adjective: str


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(","))


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


_MEASURES: Final = (
    Measure(_words("shortest, quickest, shortest running, least long, briefest, shorter, quicker"), lambda film: _negative(film.runtime), "the shortest"),
    Measure(_words("longest, longer"), lambda film: film.runtime, "the longest"),
    Measure(_words("newest, latest, most recent, youngest, most modern, newer, more recent"), lambda film: film.year, "the newest"),
    Measure(_words("oldest, earliest, first made, older, earlier"), lambda film: _negative(film.year), "the oldest"),
    Measure(
        _words(
            "best rated, highest rated, best, top rated, highest rating, best rating, best ratings, highest ratings, best reviewed"
            ", best reviews, best score, highest score, highest scored, better, better rated, higher rated, rated highest"
            ", rated best, rated higher, good"
        ),
        lambda film: film.rating,
        "the best rated",
    ),
    Measure(
        _words("worst rated, lowest rated, worst, lowest rating, worst reviewed, rated lowest, rated worst, worse"),
        lambda film: _negative(film.rating),
        "the worst rated",
    ),
    Measure(
        _words("most popular, best known, most famous, most well known, most mainstream, better known, more popular, more famous"),
        fame,
        "the best known",
    ),
    Measure(
        _words("least popular, least known, most obscure, least famous, least mainstream, less known, less popular"),
        lambda film: -fame(film),
        "the least known",
    ),
)  # fmt: skip
_MOODS: Final = (
    Mood(
        _words("scariest, creepiest, spookiest, most frightening, most scary, most terrifying, scarier, creepier"),
        frozenset({"Horror"}), "a terrifying, frightening, scary story of dread, monsters and ghosts", "the scariest", "scary",
    ),
    Mood(
        _words("funniest, most funny, most hilarious, most amusing, silliest, funnier"),
        frozenset({"Comedy"}), "a very funny, hilarious comedy that makes people laugh", "the funniest", "funny",
    ),
    Mood(
        _words("saddest, most sad, most emotional, most moving, most heartbreaking, most tragic, most depressing, sadder"),
        frozenset({"Drama"}), "a sad, heartbreaking, tragic story of loss, grief and death", "the saddest", "sad",
    ),
    Mood(
        _words("most romantic, sweetest, loveliest, more romantic"),
        frozenset({"Romance"}), "a romantic love story of two people who fall in love", "the most romantic", "romantic",
    ),
    Mood(
        _words("most exciting, most thrilling, most gripping, tensest, most tense, most suspenseful, more exciting"),
        frozenset({"Thriller", "Action"}), "a tense, exciting, suspenseful chase against time", "the most exciting", "exciting",
    ),
    Mood(
        _words("most violent, bloodiest, goriest, most brutal, most gory, more violent"),
        frozenset({"Horror", "War", "Action", "Crime"}), "brutal, bloody violence, massacre and murder", "the most violent", "violent",
    ),
    Mood(
        _words("darkest, grimmest, bleakest, most disturbing, most serious, darker"),
        frozenset({"Horror", "Crime", "Thriller"}), "a dark, bleak, disturbing story of murder and despair", "the darkest", "dark",
    ),
    Mood(
        _words("lightest, happiest, most cheerful, most feel good, most uplifting, most relaxing, easiest, cosiest, lighter"),
        frozenset({"Comedy", "Family"}), "a light, cheerful, feel-good, heartwarming story", "the lightest", "light",
    ),
    Mood(
        _words("weirdest, strangest, most unusual, craziest, most original, weirder, stranger"),
        frozenset({"Fantasy", "Science Fiction"}), "a strange, surreal, weird, bizarre story", "the strangest", "strange",
    ),
    Mood(
        _words("most family friendly, best for kids, best for children, best for families, most suitable for kids, tamest"),
        frozenset({"Family", "Animation"}), "a film for the whole family and for children", "the best for children", "for children",
    ),
)  # fmt: skip


_ADJECTIVES: Final = {
    word: mood
    for mood, words in {
        "scary": "scary, creepy, spooky, frightening, terrifying, horrifying",
        "funny": "funny, hilarious, amusing, silly, witty, humorous",
        "sad": "sad, emotional, moving, heartbreaking, tragic, depressing",
        "romantic": "romantic, sweet, lovely",
        "exciting": "exciting, thrilling, gripping, tense, suspenseful",
        "violent": "violent, bloody, gory, brutal",
        "dark": "dark, grim, bleak, disturbing",
        "light": "light, cheerful, feel-good, uplifting, relaxing, happy",
        "strange": "strange, weird, unusual, crazy, surreal",
        "for children": "kids, kid, children, child, toddler, toddlers, family-friendly, kid-friendly, child-friendly",
    }.items()
    for word in words.split(", ")
}
"""Words that ask for a mood, and the adjective of the mood."""


def named(words: str) -> Measure | Mood | None:
    """What `words`, in lower case and without hyphens, compare by; None where they are no comparison."""
    return next((kind for kind in (*_MEASURES, *_MOODS) if words in kind.words), None)


def feeling(word: str) -> Mood | None:
    """The mood an adjective such as `scary` or `hilarious` names."""
    adjective = _ADJECTIVES.get(word)
    return next((mood for mood in _MOODS if mood.adjective == adjective), None) if adjective else None
