"""The wording of searches: how sure an answer is, and the question that would make it surer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.constraints import country_name, language_name
from actions.phrases import echo, noted, pick
from bot.domain import Movie
from retrieval.questions import Question, Topic

DONT_KNOW: Final = "Don't know"
YES, NO = "Yes", "No"
_KINDS: Final = {
    "Comedy": "a comedy", "Documentary": "a documentary", "Western": "a western", "Music": "a musical",
    "Science Fiction": "science fiction", "Horror": "a horror film", "Romance": "a love story",
    "Family": "a film for the whole family",
}  # fmt: skip


def found(number: int, notes: Sequence[str], count: int) -> str:
    """Above films that fit a wish, of which none in particular is meant."""
    if count == 1:
        return f"One film fits{noted(notes)}:"
    return pick(
        number,
        (
            f"This is what fits best{noted(notes)}:",
            f"These fit best{noted(notes)}:",
            f"Here is what comes closest{noted(notes)}:",
        ),
    )


def surely(movie: Movie, notes: Sequence[str]) -> str:
    """Above results whose first one stands out."""
    return f"This is it, I think: {movie.label}{noted(notes)}. If not, perhaps one of the others:"


def one_of_these(notes: Sequence[str]) -> str:
    """Above results that probably hold the film."""
    return f"It could be one of these{noted(notes)}:"


def unsure(notes: Sequence[str]) -> str:
    """Above results that may not hold the film."""
    return f"I'm not sure yet{noted(notes)}. The closest I have:"


def lost(text: str) -> str:
    """Above results of which none shares a word or a fact with the description."""
    return f"I am not sure what to make of {echo(text)}. The nearest I have (English works best with me):"


def in_language(language: str) -> str:
    """Above results for a description in another language than English."""
    return (
        f"I read English best, and took this as {language}. The nearest I have; in English I may find better:"
    )


def ask(question: Question) -> str:
    """The question that would tell most."""
    value = question.value
    match question.topic:
        case Topic.ANIMATION:
            return "Was it animated or live action?"
        case Topic.COLOUR:
            return "Was it in black and white?"
        case Topic.YEAR:
            return f"Was it made before {value}, as far as you know?"
        case Topic.LANGUAGE:
            return f"Was it in {language_name(value)}?"
        case Topic.COUNTRY:
            return f"Was it made in {_in_country(value)}?"
        case Topic.GENRE:
            return f"Was it {_KINDS.get(value, f'a {value.lower()} film')}?"
        case Topic.PERSON:
            return f"Was {value} in it?"


def answers(question: Question) -> tuple[str, str]:
    """What the buttons of yes and no say, clear without the question."""
    match question.topic:
        case Topic.ANIMATION:
            return "Animated", "Live action"
        case Topic.COLOUR:
            return "Black and white", "Colour"
        case Topic.YEAR:
            return f"Before {question.value}", f"{question.value} or later"
        case _:
            return YES, NO


def learned(notes: Sequence[str]) -> str:
    """Before the films of a search that was told more."""
    return f"Noted: {', '.join(notes)}. " if notes else "Noted. "


NO_MATTER: Final = "No matter."
ANYTHING_ELSE: Final = "Is there anything else you remember: who was in it, how it ended, where it was set?"


def _in_country(code: str) -> str:
    name = country_name(code)
    return f"the {name}" if name in ("United States", "United Kingdom", "Netherlands", "Usa", "Uk") else name
