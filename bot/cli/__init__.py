"""The command line: one program, `movies`."""

from __future__ import annotations

import sys

import typer

from bot.cli import benchmark, data, evaluate, experiments, find, models, serve, train
from bot.cli.output import fail
from bot.errors import MoviesError

app = typer.Typer(
    name="movies",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=(
        "A conversational, semantic movie recommender.\n\n"
        "\b\n"
        "First steps:\n"
        "  movies run       prepare what is missing, start the bot and its chat page\n"
        '  movies search "a thief who steals secrets through dreams"\n'
        "  movies ingest tmdb FOLDER --home var/tmdb\n\n"
        "Every command takes --home FOLDER (database, index, models), so that installations stand side by "
        "side, and --json where a program may read the answer."
    ),
)
data.add_to(app)
find.add_to(app)
evaluate.add_to(app)
serve.add_to(app)
app.add_typer(train.app, name="train")
app.add_typer(benchmark.app, name="benchmark")
app.add_typer(experiments.app, name="experiments")
app.add_typer(models.app, name="models")


def main() -> None:
    """Run the command line; errors of the domain become one line on stderr and exit code 2."""
    try:
        app()
    except MoviesError as error:
        fail(str(error))
        sys.exit(2)
