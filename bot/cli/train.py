"""Commands that train: the dialogue model, and a text encoder for the films of this installation."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from bot import prepare as steps
from bot.cli.output import AsJson, Home, Steps, settings_for, show

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="Train the dialogue model, unless it is up to date; or, with `encoder`, a text encoder.",
)


@app.callback()
def dialogue(context: typer.Context, home: Home = None) -> None:
    """Rasa's dialogue model, unless it is up to date."""
    if context.invoked_subcommand is None:
        steps.train_dialogue(settings_for(home), Steps())


@app.command()
def encoder(
    home: Home = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the encoder goes; `encoder` in the installation when left out.")
    ] = None,
    pairs: Annotated[int, typer.Option(min=100, help="How many pairs of texts it learns from.")] = 16_000,
    seed: Annotated[int, typer.Option(help="Seed of the pairs and their order.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Fine-tune the packaged encoder on texts of this catalogue; no query of a benchmark is used.

    About half an hour on two quiet cores. Afterwards set MOVIES_ENCODER to the folder and run `movies index`.
    """
    from bot import (
        encoder_recipe,  # torch takes seconds to import, and no other command of this file needs it
    )

    settings, bar, started = settings_for(home), Steps(), time.monotonic()
    folder = out or settings.home / "encoder"
    with steps.opened(settings) as database:
        bar.step("Training the encoder")
        report = encoder_recipe.train(settings, database, folder, pairs, seed, bar.advance)
    bar.done(f"{report.pairs:,} pairs")
    seconds = round(time.monotonic() - started)
    show(
        {**report.as_dict(), "seconds": seconds},
        [*report.lines(), f"{seconds} s. Use it: MOVIES_ENCODER={folder}, then `movies index`."],
        as_json,
    )
