"""Where Rasa calls its custom actions. Private: Rasa shows a bearer token."""

from __future__ import annotations

import logging
from hmac import compare_digest
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from rasa_sdk.interfaces import (
    ActionExecutionRejection,
    ActionMissingDomainException,
    ActionNotFoundException,
)

from channels.api.dependencies import HeldServices
from channels.api.errors import error_body

logger = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)


@router.post("/webhook")
async def webhook(request: Request, held: HeldServices) -> JSONResponse:
    """Run one action. Async, so that Rasa's call is served while the chat request waits for Rasa.

    The error statuses are those of Rasa's own action server; Rasa acts on them.
    """
    expected = f"Bearer {held.settings.actions_token}"
    given = request.headers.get("authorization", "")
    if not compare_digest(given.encode(), expected.encode()):
        return JSONResponse(error_body("unauthorized", "This address is for Rasa only."), status_code=401)
    try:
        call: dict[str, Any] = await request.json()
        call.setdefault("domain", {})  # endpoints.yml leaves it out of the call: no action needs it
        result = await held.executor.run(call)
        return JSONResponse(result.model_dump() if result else None)
    except ActionExecutionRejection as error:
        return _refused(400, error.message, error.action_name)
    except ActionNotFoundException as error:
        logger.error("Rasa asked for an action that does not exist: %s", error.action_name)
        return _refused(404, error.message, error.action_name)
    except ActionMissingDomainException as error:
        return _refused(449, error.message, error.action_name)


def _refused(status: int, message: str, action: str) -> JSONResponse:
    return JSONResponse({"error": message, "action_name": action}, status_code=status)
