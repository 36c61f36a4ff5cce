"""The real service on the seed catalogue, on a port, with a small stand-in where Rasa would be."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from bot.settings import Settings
from channels.api.app import create_app
from tests.channels.api.rasa import RasaServer


@dataclass(frozen=True)
class Site:
    """The service, its settings, and the stand-in it talks to."""

    url: str
    settings: Settings
    rasa: RasaServer

    def visitor(self, **headers: str) -> httpx.Client:
        """Somebody new, with cookies of their own."""
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False)


@contextmanager
def running(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The base URL of `app`, served from a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def site(installation: Settings) -> Iterator[Site]:
    """The service all tests of the API share; people are never shared."""
    rasa = RasaServer()
    with running(rasa.app()) as rasa_url:
        settings = installation.model_copy(
            update={"rasa_url": rasa_url, "widget_origins": "https://blog.example", "log_level": "INFO"}
        )
        with running(create_app(settings)) as url:
            yield Site(url, settings, rasa)


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """Somebody new."""
    with site.visitor() as visitor:
        yield visitor


@pytest.fixture
def other(site: Site) -> Iterator[httpx.Client]:
    """Somebody else."""
    with site.visitor() as visitor:
        yield visitor


@pytest.fixture
def inception(client: httpx.Client) -> int:
    """The id of Inception."""
    found = client.get("/search", params={"q": "a thief who steals secrets through dreams", "k": 1}).json()
    assert found["results"][0]["title"] == "Inception"
    return int(found["results"][0]["id"])
