"""Which settings a person gets: the installation's, with what the experiments change on top."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial

from bot.background import BackgroundWriter
from bot.db import exposures
from bot.experiments.assignment import assign
from bot.experiments.config import Experiment
from bot.slate_options import SlateOptions

REMEMBERED = 100_000
"""Exposures known to have been logged; forgetting them costs writes that change nothing."""


class Variants:
    """Assigns people to the arms of all active experiments, and logs each exposure once."""

    def __init__(
        self, base: SlateOptions, experiments: Sequence[Experiment], writer: BackgroundWriter | None
    ) -> None:
        """Without `writer` nothing is logged, for benchmarks."""
        self._base = base
        self._active = [experiment for experiment in experiments if experiment.active]
        self._writer = writer
        self._logged: set[tuple[str, int]] = set()
        self._lock = threading.Lock()

    def options(self, person: int | None) -> SlateOptions:
        """The settings for a person who is about to see a list; nobody known gets the installation's."""
        if person is None or not self._active:
            return self._base
        changed: dict[str, str | float] = {}
        for experiment in self._active:
            arm = assign(experiment, person)
            changed.update(arm.settings)
            self._log(experiment.name, person, arm.name, arm.share)
        return SlateOptions.model_validate({**self._base.model_dump(), **changed})

    def _log(self, experiment: str, person: int, arm: str, share: float) -> None:
        if self._writer is None:
            return
        with self._lock:
            if (experiment, person) in self._logged:
                return
            if len(self._logged) >= REMEMBERED:
                self._logged.clear()
            self._logged.add((experiment, person))
        self._writer.add(
            partial(
                exposures.log_exposure, experiment=experiment, person_id=person, arm=arm, propensity=share
            )
        )
