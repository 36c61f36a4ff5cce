"""The command that judges an installation's recommendations by its own ratings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import prepare
from bot.cli.output import AsJson, Home, Steps, say, settings_for, show
from bot.evaluation.offline import page
from bot.evaluation.offline.run import evaluate as run
from bot.evaluation.ratings_protocols.installation import read_installation


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(evaluate)


def evaluate(
    home: Home = None,
    as_json: AsJson = False,
    report: Annotated[
        Path | None, typer.Option(file_okay=False, help="Folder for a page with tables and plots.")
    ] = None,
    models: Annotated[str, typer.Option(help="Some models, with commas; all when not given.")] = "",
    stars: Annotated[
        str, typer.Option(help="Models of stars to judge, with commas: baseline, svd, …")
    ] = "baseline",
    settings_of: Annotated[
        str, typer.Option(help="Model on which diversity and popularity settings are tried; '' for none.")
    ] = "als",
    k: Annotated[int, typer.Option("-k", min=1, help="Length of the lists judged.")] = 10,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn at random.")] = 0,
) -> None:
    """How good this installation's recommendations are, by its own ratings, split in three ways.

    Accuracy, coverage, diversity, novelty, serendipity and popularity bias of every model, with intervals.
    """
    settings, bar = settings_for(home), Steps()
    with prepare.opened(settings) as database:
        prepare.bring_up_to_date(settings, database, bar)
        data = read_installation(settings, database)
    found = run(data, k=k, models=models, stars=stars, settings_of=settings_of, seed=seed, step=lambda name: say(f"• {name}"))  # fmt: skip
    if report is not None:
        say(f"The page is {page.write_page(found, report)}")
    show(found.as_dict(), found.lines(), as_json)
