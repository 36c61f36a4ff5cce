"""How commands speak: results on stdout, progress and errors on stderr."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bot.settings import Settings

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the installation: database, index, models, logs.", show_default="var"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

_err = Console(stderr=True, highlight=False)


def settings_for(home: Path | None) -> Settings:
    """Settings from the environment and `.env`, with `--home` on top."""
    return Settings() if home is None else Settings(home=home)


def fail(message: str) -> None:
    """An error, on stderr."""
    _err.print(f"Error: {message}", style="red", markup=False)


def say(message: str) -> None:
    """A line of progress, on stderr."""
    _err.print(message, markup=False)


def show(result: dict[str, Any], lines: Iterable[str], as_json: bool) -> None:
    """A result, on stdout: JSON, or lines for people."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))


class Steps:
    """Shows the running step with a bar, and each finished one with its result and seconds."""

    def __init__(self) -> None:
        self._name = ""
        self._started = 0.0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def step(self, name: str) -> None:
        """A step begins."""
        self._name, self._started = name, time.monotonic()
        say(f"• {name}…")

    def advance(self, done: int, total: int) -> None:
        """The running step is at `done` of `total`."""
        if self._bar is None:
            self._bar = Progress(
                TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=_err, transient=True,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task(self._name, total=total)
        assert self._task is not None
        self._bar.update(self._task, completed=done, total=total)

    def done(self, result: str) -> None:
        """The step ended."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        say(f"  {result}  ({time.monotonic() - self._started:.1f} s)")
