"""Rasa by itself: the installation's own dialogue model, with actions that do nothing.

What a message costs here is what no work of ours could make cheaper. Model, pipeline, policies and
the call to an action server are those of the product, and conversations are kept in a file as by
default; only the actions are empty.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.errors import NotReady
from bot.prepare import rasa_command
from bot.settings import Settings
from bot.supervisor import Child

READY_WITHIN = 180.0
"""Seconds; loading TensorFlow takes most of them."""

_NOTHING = b'{"events": [], "responses": []}'


@dataclass(frozen=True, slots=True)
class EmptyRasa:
    """A running Rasa whose actions do nothing."""

    http: httpx.Client
    actions: EmptyActions

    def say(self, sender: str, message: str) -> None:
        """One turn; raises httpx.HTTPError where Rasa fails."""
        response = self.http.post("/webhooks/rest/webhook", json={"sender": sender, "message": message})
        response.raise_for_status()


class EmptyActions(ThreadingHTTPServer):
    """An action server that answers every action with nothing, and counts the calls."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls = 0

    def __enter__(self) -> EmptyActions:
        threading.Thread(target=self.serve_forever, name="empty actions", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open, as the service does
    server: EmptyActions

    def do_POST(self) -> None:
        """Answer one action call."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.calls += 1
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_NOTHING)))
        self.end_headers()
        self.wfile.write(_NOTHING)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the benchmark's output is its report."""


@contextmanager
def empty_rasa(settings: Settings) -> Iterator[EmptyRasa]:
    """Start Rasa on the installation's model with empty actions; raises NotReady where it does not start."""
    if not settings.rasa_model.exists():
        raise NotReady(f"There is no dialogue model at {settings.rasa_model}: run `movies train`.")
    with TemporaryDirectory(prefix="movies-benchmark-") as folder, EmptyActions() as actions:
        home, port = Path(folder), _free_port()
        # The command the product uses, on a home of its own, so that no conversation is kept in the real one.
        elsewhere = settings.model_copy(
            update={"home": home, "port": actions.server_port, "rasa_port": port, "tracker_url": None}
        )
        elsewhere.gazetteer_folder.symlink_to(settings.gazetteer_folder.absolute())
        command, environment = rasa_command(
            elsewhere, "run",
            "--interface", "127.0.0.1", "--port", str(port),
            "--model", str(settings.rasa_model.absolute()),
            "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
        )  # fmt: skip
        child = Child("Rasa", command, environment, home / "rasa.log")
        child.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as http:
                rasa = EmptyRasa(http, actions)
                _wait(child, rasa)
                yield rasa
        finally:
            child.stop()


def _wait(child: Child, rasa: EmptyRasa) -> None:
    """Return once a message leads to an action; raises NotReady with the end of Rasa's log."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and child.process is not None and child.process.poll() is None:
        try:
            rasa.say("ready", "/help")
        except httpx.HTTPError:
            time.sleep(0.5)
            continue
        if rasa.actions.calls:
            return
        time.sleep(0.5)
    end = "\n".join(child.log.read_text(errors="replace").splitlines()[-15:])
    raise NotReady(f"Rasa did not start for the benchmark; the end of its log:\n{end}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
