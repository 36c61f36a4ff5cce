"""Commands about fitted models: which there are, which serves, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot import model_store, prepare, serving
from bot.cli.output import AsJson, Home, settings_for, show
from bot.db.session import Database
from bot.errors import InvalidQuery
from bot.model_store import PRODUCTION, ModelStore, Version
from bot.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Fitted models. A running service takes a newly promoted one within seconds, without a restart.",
)


@app.command("list")
def list_versions(home: Home = None, as_json: AsJson = False) -> None:
    """Every registered model, newest first, with the names it carries."""
    with _opened(settings_for(home)) as (settings, _, store):
        if settings.factors_folder.is_dir():
            serving.adopt(settings, store)
        versions = store.versions()
    show({"models": [one.as_dict() for one in versions]}, map(str, versions), as_json)


@app.command()
def promote(
    version: Annotated[int, typer.Argument(min=1, help="Number of the model.")],
    home: Home = None,
    as_json: AsJson = False,
    alias: Annotated[str, typer.Option(help="The name it gets; `production` is what serves.")] = PRODUCTION,
) -> None:
    """Let a model serve until the next `movies fit`; one that is damaged or does not fit is refused."""
    with _opened(settings_for(home)) as (settings, database, store):
        chosen = store.version(version)
        if alias == PRODUCTION:
            serving.promote(settings, database, store, chosen)
        else:
            store.promote(chosen, alias)
        _tell(store.version(version), as_json)


@app.command()
def rollback(home: Home = None, as_json: AsJson = False) -> None:
    """Let the model serve that did before the present one, until the next `movies fit`."""
    with _opened(settings_for(home)) as (settings, database, store):
        _tell(serving.rollback(settings, database, store), as_json)


@app.command("serve-alias")
def serve_alias(
    alias: Annotated[str, typer.Argument(help="A name in the store.")] = PRODUCTION,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Serve here what the store has under a name, as after it was moved on a shared MLflow server."""
    with _opened(settings_for(home)) as (settings, database, store):
        version = store.under(alias)
        if version is None:
            raise InvalidQuery(f"No model is called {alias!r}: see `movies models list`.")
        serving.deploy(settings, database, store, version)
        _tell(version, as_json)


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Settings, Database, ModelStore]]:
    with prepare.opened(settings) as database:
        yield settings, database, model_store.open_store(settings)


def _tell(version: Version, as_json: bool) -> None:
    show(version.as_dict(), [str(version)], as_json)
