"""Health, for supervisors and load balancers."""

from __future__ import annotations

import logging

import anyio
from fastapi import APIRouter, Response

from bot.assistant import Assistant
from channels.api.dependencies import HeldServices
from channels.api.schemas.system import Check, LiveOut, ReadyOut

logger = logging.getLogger(__name__)

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", summary="Is the process up?")
async def live() -> LiveOut:
    """Always 200 while the process answers."""
    return LiveOut()


@router.get(
    "/ready",
    summary="Can it do all its work?",
    responses={503: {"model": ReadyOut, "description": "Something is missing; `missing` says what"}},
)
async def ready(held: HeldServices, response: Response) -> ReadyOut:
    """200 when the database, the index and the dialogue answer, 503 with what is missing otherwise."""
    checks = await anyio.to_thread.run_sync(_assistant_checks, held.assistant)
    dialogue = await held.dialogue.ready()
    checks["dialogue"] = Check(ok=dialogue, detail="" if dialogue else "Rasa does not answer")
    missing = [name for name, check in checks.items() if not check.ok]
    if missing:
        response.status_code = 503
    return ReadyOut(status="not ready" if missing else "ready", missing=missing, checks=checks)


def _assistant_checks(assistant: Assistant) -> dict[str, Check]:
    try:
        sizes = assistant.health()
    except Exception as error:  # whatever fails here, the answer is "not ready", and why
        logger.exception("the readiness check failed")
        return {
            "database": Check(ok=False, detail=type(error).__name__),
            "index": Check(ok=False, detail="unknown"),
        }
    movies, indexed = sizes["movies"], sizes["indexed"]
    return {
        "database": Check(ok=bool(movies), detail=f"{movies} films"),
        "index": Check(ok=bool(indexed) and indexed == movies, detail=f"{indexed} of {movies} films"),
    }
