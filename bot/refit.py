"""Learning in the background: new ratings lead to a new fit, and a new fit to a new ranker."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from bot import model_files, serving
from bot.assembly import make_ranker
from bot.assistant import Assistant
from bot.db import people as people_store
from bot.db.session import Database, open_database
from bot.errors import MoviesError
from bot.settings import PROJECT, Settings

_log = logging.getLogger(__name__)

LOOK_EVERY = 10.0
"""Seconds between looks at the serving folder: a model promoted elsewhere serves after at most these."""


class Refitter:
    """While the block runs, fits anew when people have rated, and swaps in whatever model is promoted.

    Fitting is a process of its own (`movies fit`), so that it takes no turns from people who are being
    answered. A model that is refused changes nothing: the one in memory keeps serving.
    """

    def __init__(
        self, settings: Settings, assistant: Assistant, *, fit: Callable[[Settings], None] | None = None
    ) -> None:
        """`fit` runs one fit to its end; the command line's when not given."""
        self._settings = settings
        self._assistant = assistant
        self._fit = fit or fit_in_process
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="refit", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        database = open_database(self._settings.resolved_database_url)
        try:
            loop = _Loop(self._settings, self._assistant, database, self._fit)
            while not self._stopped.wait(LOOK_EVERY):
                loop.look()
        finally:
            database.close()


class _Loop:
    """What one look does, and what must be remembered between looks."""

    def __init__(
        self, settings: Settings, assistant: Assistant, database: Database, fit: Callable[[Settings], None]
    ) -> None:
        self._settings, self._assistant, self._database, self._fit = settings, assistant, database, fit
        self._serving = _digest(settings.factors_folder)
        self._refused = ""
        self._fitted_change = self._latest_change()
        self._fitted_at = time.monotonic()

    def look(self) -> None:
        """Fit if it is time and anybody has rated; swap if another model is in place."""
        try:
            if self._due():
                self._fitted_change, self._fitted_at = self._latest_change(), time.monotonic()
                self._fit(self._settings)
            self._swap()
        except Exception:  # the thread must outlive whatever one look meets, a database away for a minute
            _log.exception("looking for a new model failed; trying again")

    def _due(self) -> bool:
        minutes = self._settings.refit_minutes
        if not minutes or time.monotonic() - self._fitted_at < 60 * minutes:
            return False
        return self._latest_change() != self._fitted_change

    def _latest_change(self) -> int:
        with self._database.session(read_only=True) as session:
            return people_store.latest_change(session)

    def _swap(self) -> None:
        found = _digest(self._settings.factors_folder)
        if found in ("", self._serving, self._refused):
            return
        try:
            model, films = serving.load_checked(self._settings.factors_folder, self._database)
        except MoviesError as error:
            self._refused = found
            _log.error("a new model is refused, the one in use keeps serving: %s", error)
            return
        self._assistant.swap_ranker(make_ranker(self._assistant.engine, model, films))
        self._serving = found
        _log.info("a new model serves: %d films", len(films))


def fit_in_process(settings: Settings) -> None:
    """Run `movies fit` for these settings, at low priority. Raises subprocess.CalledProcessError."""
    environment = {
        **os.environ,
        "MOVIES_HOME": str(settings.home.absolute()),
        "MOVIES_DATABASE_URL": settings.resolved_database_url,
        "MOVIES_MODEL_STORE": settings.resolved_model_store,
        "MOVIES_ENCODER": settings.encoder,
        "OMP_NUM_THREADS": "1",
    }
    settings.logs_folder.mkdir(parents=True, exist_ok=True)
    with (settings.logs_folder / "refit.log").open("ab") as log:
        subprocess.run(
            [sys.executable, "-m", "bot.cli", "fit", "--background"],
            cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT, check=True,
        )  # fmt: skip


def _digest(folder: Path) -> str:
    """What tells one fitted model from another; empty while there is none that can be read."""
    try:
        return (folder / model_files.MANIFEST).read_text()
    except OSError:
        return ""
