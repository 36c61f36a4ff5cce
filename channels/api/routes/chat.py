"""The conversation over HTTP."""

from __future__ import annotations

import anyio
from fastapi import APIRouter

from channels.api.dependencies import CurrentVisitor, HeldServices
from channels.api.routes.problems import UNAVAILABLE
from channels.api.schemas.system import ChatBody, ChatOut
from channels.messages import Sender

router = APIRouter(tags=["chat"])


@router.post("/chat", summary="Say something", responses=UNAVAILABLE)
async def chat(body: ChatBody, held: HeldServices, visitor: CurrentVisitor) -> ChatOut:
    """One turn of the conversation: describe a film, refine, rate, ask why.

    `message` is what the person wrote, or the payload of a button. Messages of one person are
    answered in the order they come.
    """
    person = await anyio.to_thread.run_sync(visitor.require)
    return ChatOut(replies=await held.dialogue.converse(Sender("web", str(person)), body.message))
