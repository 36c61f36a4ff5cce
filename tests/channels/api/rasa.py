"""A local server that speaks Rasa's REST channel, so that chat routes can be tried without training Rasa."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


@dataclass
class RasaServer:
    """What it heard, and how it behaves."""

    heard: list[tuple[str, str]] = field(default_factory=list)
    delays: dict[str, float] = field(default_factory=dict)  # seconds by message
    answers: dict[str, Any] = field(default_factory=dict)  # body by message
    statuses: dict[str, int] = field(default_factory=dict)
    busy: dict[str, int] = field(default_factory=dict)
    most_at_once: dict[str, int] = field(default_factory=dict)

    def app(self) -> FastAPI:
        """The server; by default it repeats the message as text."""
        app = FastAPI()

        @app.get("/")
        async def root() -> str:
            return "Hello from Rasa"

        @app.post("/webhooks/rest/webhook")
        async def talk(request: Request) -> JSONResponse:
            body = await request.json()
            sender, message = body["sender"], body["message"]
            self.heard.append((sender, message))
            for group in (sender, "all"):
                self.busy[group] = self.busy.get(group, 0) + 1
                self.most_at_once[group] = max(self.most_at_once.get(group, 0), self.busy[group])
            await asyncio.sleep(self.delays.get(message, 0.0))
            for group in (sender, "all"):
                self.busy[group] -= 1
            spoken = [{"recipient_id": sender, "text": f"You said: {message}"}]
            return JSONResponse(
                self.answers.get(message, spoken), status_code=self.statuses.get(message, 200)
            )

        return app
