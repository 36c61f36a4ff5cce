"""The model that serves: put in place only when it is whole and fits, and loaded with a way back."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from bot import model_store, training
from bot.db.session import Database
from bot.errors import BadModel
from bot.model_store import ModelStore, Version
from bot.settings import Settings
from bot.storage import replace_file, replace_folder
from recommender.base import Recommender
from recommender.interactions import IdMap

_log = logging.getLogger(__name__)


def load(settings: Settings, database: Database) -> tuple[Recommender, IdMap]:
    """The serving model, checked. A bad one gives way to the last good one that was in production.

    Raises NotReady where nothing was fitted, BadModel where nothing good is left.
    """
    try:
        return load_checked(settings.factors_folder, database)
    except BadModel as error:
        if not model_store.has_store(settings):
            raise
        _log.error("the serving model is refused: %s", error)
        return _recover(settings, database, error)


def load_checked(folder: Path, database: Database) -> tuple[Recommender, IdMap]:
    """A model whose files are whole and whose films are those of the database. Raises NotReady, BadModel."""
    loaded = training.load(folder)
    with database.session(read_only=True) as session:
        training.check_catalogue(session, folder)
    return loaded


def deploy(settings: Settings, database: Database, store: ModelStore, version: Version) -> None:
    """Put a registered model where the service reads it. Raises BadModel, and then nothing has changed."""
    with store.fetched(version) as files:
        load_checked(files, database)
        with replace_folder(settings.factors_folder) as draft:
            shutil.copytree(files, draft, dirs_exist_ok=True)


def adopt(settings: Settings, store: ModelStore) -> Version:
    """Register the model that serves here, in production where it is not known yet. Raises BadModel."""
    version = store.register(settings.factors_folder)
    if version.number not in store.history():
        store.promote(version)
    return store.version(version.number)


def promote(settings: Settings, database: Database, store: ModelStore, version: Version) -> None:
    """Make a model the one in production, here and in the store, until the next `movies fit`.

    Raises BadModel as `deploy` does.
    """
    deploy(settings, database, store, version)
    store.promote(version)
    replace_file(_pin(settings), str(version.number).encode())


def rollback(settings: Settings, database: Database, store: ModelStore) -> Version:
    """Go back to the model that was in production before. Raises InvalidQuery where none was, BadModel."""
    former = store.before()
    deploy(settings, database, store, former)
    replace_file(_pin(settings), str(former.number).encode())
    return store.rollback()


def pinned(settings: Settings) -> str | None:
    """The model version chosen by hand, which new ratings do not replace; None where there is none."""
    pin = _pin(settings)
    return pin.read_text() if pin.exists() else None


def unpin(settings: Settings) -> None:
    """Let the next fit take the place of a model chosen by hand."""
    _pin(settings).unlink(missing_ok=True)


def _pin(settings: Settings) -> Path:
    return settings.home / "model-chosen"


def _recover(settings: Settings, database: Database, reason: BadModel) -> tuple[Recommender, IdMap]:
    store = model_store.open_store(settings)
    for number in dict.fromkeys(reversed(store.history())):
        version = store.version(number)
        try:
            deploy(settings, database, store, version)
        except BadModel as error:
            _log.error("model version %d is refused too: %s", number, error)
            continue
        _log.warning("model version %d serves instead", number)
        return load_checked(settings.factors_folder, database)
    raise reason
