"""Commands that answer: search, recommend, show, trending."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import prepare as steps
from bot.assembly import build
from bot.assistant import Assistant
from bot.cli.output import AsJson, Home, Steps, settings_for, show
from bot.domain import Movie, Page, Suggestion
from retrieval.filters import Filters

Count = Annotated[int, typer.Option("-k", "--count", min=1, max=100, help="How many films.")]
Genres = Annotated[list[str] | None, typer.Option("--genre", help="Only this genre; may be repeated.")]
People = Annotated[list[str] | None, typer.Option("--person", help="Only with this person; may be repeated.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Only in this language, e.g. fr.")]
YearFrom = Annotated[int | None, typer.Option(help="Not older than this year.")]
YearTo = Annotated[int | None, typer.Option(help="Not newer than this year.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(search)
    app.command("show")(show_movie)
    app.command()(recommend)
    app.command()(trending)


def search(
    text: Annotated[str, typer.Argument(help="What the film is about, in plain words.")],
    home: Home = None,
    as_json: AsJson = False,
    count: Count = 10,
    genre: Genres = None,
    person: People = None,
    language: Languages = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
) -> None:
    """Find films by a description, a title, people, or any mix of them."""
    filters = Filters(
        genres=frozenset(genre or ()),
        people=frozenset(person or ()),
        languages=frozenset(language or ()),
        year_from=year_from,
        year_to=year_to,
    )
    with _assistant(home) as assistant:
        _print(assistant.search(text, person=None, filters=filters, k=count), as_json)


def recommend(
    like: Annotated[
        list[str] | None, typer.Option("--like", help="A film you like; may be repeated.")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    count: Count = 10,
    genre: Genres = None,
) -> None:
    """Films to see next, from films you like; nothing is kept."""
    with _assistant(home) as assistant:
        liked = [match.id for title in like or () for match in assistant.titles(title, 1)]
        filters = Filters(genres=frozenset(genre or ()))
        _print(assistant.recommend_from(liked, filters=filters, k=count), as_json)


def trending(home: Home = None, as_json: AsJson = False, count: Count = 10) -> None:
    """What people rate and list these days."""
    with _assistant(home) as assistant:
        _print(assistant.trending(person=None, k=count), as_json)


def show_movie(
    movie_id: Annotated[int, typer.Argument(help="The film's id, as search prints it.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """All that is known of one film."""
    with _assistant(home) as assistant:
        film = assistant.movie(movie_id)
    show(movie_dict(film), _details(film), as_json)


@contextmanager
def _assistant(home: Path | None) -> Iterator[Assistant]:
    """The installation's assistant; what is missing or out of date is built first."""
    settings = settings_for(home)
    with steps.opened(settings) as database:
        steps.bring_up_to_date(settings, database, Steps())
    assistant = build(settings, record=False)
    try:
        yield assistant
    finally:
        assistant.close()


def _print(page: Page, as_json: bool) -> None:
    results = [_suggestion_dict(suggestion) for suggestion in page.suggestions]
    show({"results": results, "notes": list(page.notes), "more": page.more}, _lines(page), as_json)


def movie_dict(film: Movie) -> dict[str, Any]:
    """A film for programs."""
    return {
        "id": film.id,
        "tmdb_id": film.tmdb_id,
        "title": film.title,
        "original_title": film.original_title,
        "year": film.year,
        "genres": list(film.genres),
        "directors": list(film.directors),
        "cast": [member.name for member in film.cast],
        "runtime": film.runtime,
        "language": film.language,
        "countries": list(film.countries),
        "rating": film.rating,
        "overview": film.overview,
    }


def _suggestion_dict(suggestion: Suggestion) -> dict[str, Any]:
    return {**movie_dict(suggestion.movie), "score": round(suggestion.score, 4), "reason": suggestion.reason}


def _lines(page: Page) -> Iterator[str]:
    if not page.suggestions:
        yield "No film fits all of that. Leave a condition out, or say it in other words."
    for place, suggestion in enumerate(page.suggestions, start=1):
        film = suggestion.movie
        people = ", ".join((*film.directors[:1], *(member.name for member in film.cast[:2])))
        yield f"{place:3}. {film.label}  [{film.id}]  {', '.join(film.genres[:3])} · {people}"
        if suggestion.reason:
            yield f"       {suggestion.reason}"


def _details(film: Movie) -> Iterator[str]:
    yield f"{film.label}  [{film.id}]"
    yield ", ".join(film.genres) + (f" · {film.runtime} min" if film.runtime else "")
    yield f"Directed by {', '.join(film.directors)}" if film.directors else "Director unknown"
    yield "With " + ", ".join(
        f"{member.name} ({member.character})" if member.character else member.name for member in film.cast[:6]
    )
    yield film.overview
