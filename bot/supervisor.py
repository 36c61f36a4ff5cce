"""Keeps the two processes of an installation alive: the service and Rasa."""

from __future__ import annotations

import ctypes
import fcntl
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import httpx

from bot.errors import NotReady
from bot.prepare import rasa_command
from bot.settings import PROJECT, Settings

_log = logging.getLogger(__name__)

FIRST_DELAY, LONGEST_DELAY, STEADY_AFTER = 0.5, 30.0, 60.0
"""Seconds before a dead process starts again, doubling up to the longest; reset once it ran steadily."""

STOP_GRACE = 10.0
LOG_LIMIT = 10 * 1024 * 1024


@dataclass
class Child:
    """One process that is to be running: how to start it, and how often it has died of late."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    delay: float = FIRST_DELAY
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it with its output appended to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=PROJECT,
                env=dict(self.environment),
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches only the supervisor, which stops both in order
                preexec_fn=_die_with_parent,
            )
        self.started = time.monotonic()

    def tend(self, now: float) -> str | None:
        """Start it again when it is dead and its delay is over; returns what happened, if anything did."""
        if self.process is None:
            if now < self.due:
                return None
            self.start()
            return f"{self.name} started again"
        code = self.process.poll()
        if code is None:
            return None
        if now - self.started > STEADY_AFTER:
            self.delay = FIRST_DELAY
        self.process, self.due = None, now + self.delay
        message = f"{self.name} ended ({_cause(code)}), starting again in {self.delay:g} s; see {self.log}"
        self.delay = min(self.delay * 2, LONGEST_DELAY)
        return message

    def stop(self) -> None:
        """Ask it to end, and end it after a grace period."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def run(settings: Settings, say: Callable[[str], None], *, ready_within: float = 180.0) -> None:
    """Start both processes, tell when people can chat, and keep them up until SIGINT or SIGTERM.

    Raises NotReady where a port is taken, another supervisor runs on the same home, or the
    installation does not become ready.
    """
    with _only_one(settings):
        _require_free(settings.host, settings.port, "MOVIES_PORT")
        _require_free("127.0.0.1", settings.rasa_port, "MOVIES_RASA_PORT")
        children = [_service(settings), _rasa(settings)]
        stopping = _Stop()
        try:
            for child in children:
                child.start()
            say("Starting the service and the dialogue engine…")
            _tend_until_stopped(settings, children, stopping, say, ready_within)
        finally:
            say("Stopping…")
            for child in children:
                child.stop()
            say("Stopped. Everything people told is kept.")


def address(settings: Settings) -> str:
    """Where the chat page is."""
    return settings.public_url or f"{local_address(settings)}/"


def local_address(settings: Settings) -> str:
    """The service as this machine reaches it, without a trailing slash."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound
    return f"http://{everywhere.get(settings.host, settings.host)}:{settings.port}"


class _Stop:
    """Becomes true at the first SIGINT or SIGTERM."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def _tend_until_stopped(
    settings: Settings,
    children: Sequence[Child],
    stopping: _Stop,
    say: Callable[[str], None],
    ready_within: float,
) -> None:
    announced, deadline, next_check = False, time.monotonic() + ready_within, 0.0
    while not stopping.asked:
        now = time.monotonic()
        for child in children:
            if message := child.tend(now):
                say(message)
        if not announced and now >= next_check:
            next_check = now + 1.0
            if is_ready(settings):
                announced = True
                say(
                    f"Ready. Chat at {address(settings)}  (API docs at {address(settings)}docs; Ctrl-C stops)"
                )
            elif now > deadline:
                logs = ", ".join(str(child.log) for child in children)
                raise NotReady(f"Not ready after {ready_within:g} s. The logs say why: {logs}")
        time.sleep(0.2)


def is_ready(settings: Settings) -> bool:
    """Whether service and Rasa answer."""
    try:
        return httpx.get(f"{local_address(settings)}/health/ready", timeout=3).is_success
    except httpx.HTTPError:
        return False


def _service(settings: Settings) -> Child:
    command = [
        sys.executable, "-m", "uvicorn", "--factory", "channels.api.app:create_app",
        "--host", settings.host, "--port", str(settings.port), "--log-level", settings.log_level.lower(),
        "--no-access-log", "--timeout-graceful-shutdown", "8",
    ]  # fmt: skip
    environment = {
        **os.environ,
        "MOVIES_HOME": str(settings.home.absolute()),
        "MOVIES_HOST": settings.host,
        "MOVIES_PORT": str(settings.port),
        "MOVIES_RASA_PORT": str(settings.rasa_port),
        "HF_HUB_OFFLINE": os.environ.get("HF_HUB_OFFLINE", "1" if settings.encoder == "minilm" else "0"),
        "TOKENIZERS_PARALLELISM": "false",
    }
    return Child("service", command, environment, settings.logs_folder / "service.log")


def _rasa(settings: Settings) -> Child:
    command, environment = rasa_command(
        settings, "run",
        "--interface", "127.0.0.1", "--port", str(settings.rasa_port),
        "--model", str(settings.rasa_model.absolute()),
        "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
    )  # fmt: skip
    return Child("dialogue engine", command, environment, settings.logs_folder / "rasa.log")


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "supervisor.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotReady(
                f"An installation is already running on {settings.home}. Stop it, or use another --home and ports."
            ) from None
        yield


def _require_free(host: str, port: int, setting: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotReady(
                f"Port {port} on {host} cannot be used ({error.strerror}). Stop what uses it, or set {setting}."
            ) from error


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _die_with_parent() -> None:
    """Ask Linux to end this process when the supervisor dies, even by kill -9; elsewhere do nothing."""
    if sys.platform == "linux":
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG in <sys/prctl.h>
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
