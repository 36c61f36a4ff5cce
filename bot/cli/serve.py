"""Commands that run the product and tell how it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import prepare as steps
from bot import supervisor
from bot.cli.data import Data
from bot.cli.output import AsJson, Home, Steps, say, settings_for, show
from bot.db import movies as movie_store
from bot.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(run)
    app.command()(status)


def run(
    data: Data = None,
    home: Home = None,
    port: Annotated[int | None, typer.Option(help="Port of the chat page and the API.")] = None,
    rasa_port: Annotated[int | None, typer.Option(help="Private port of the dialogue engine.")] = None,
) -> None:
    """Prepare what is missing, then start the bot and its chat page; Ctrl-C stops both."""
    ports = {"port": port, "rasa_port": rasa_port}
    settings = settings_for(home).model_copy(update={name: n for name, n in ports.items() if n is not None})
    steps.prepare(settings, Steps(), data)
    supervisor.run(settings, say)


def status(home: Home = None, as_json: AsJson = False) -> None:
    """What this installation has, and whether it is answering."""
    settings = settings_for(home)
    result = {
        **_built(settings),
        "answering": supervisor.is_ready(settings),
        "address": supervisor.address(settings),
    }
    show(result, (f"{name}: {value}" for name, value in result.items()), as_json)


def _built(settings: Settings) -> dict[str, object]:
    with steps.opened(settings) as database, database.session(read_only=True) as session:
        films = movie_store.count(session)
    parts: dict[str, Path] = {
        "index": settings.index_folder,
        "factors": settings.factors_folder,
        "dialogue model": settings.rasa_model,
    }
    return {
        "home": str(settings.home),
        "films": films,
        **{name: "built" if path.exists() else "missing" for name, path in parts.items()},
    }
