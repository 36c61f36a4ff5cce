"""What routes ask for: the assistant, the dialogue, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from rasa_sdk.executor import ActionExecutor

from bot.assistant import Assistant
from bot.settings import Settings
from channels.api.errors import InvalidSession
from channels.api.sessions import COOKIE, Sessions, Visitor
from channels.dialogue import DialogueClient


@dataclass(frozen=True, slots=True)
class Services:
    """Everything one running service holds; made at start, kept in `app.state.services`."""

    settings: Settings
    assistant: Assistant
    dialogue: DialogueClient
    executor: ActionExecutor
    sessions: Sessions


def services(request: Request) -> Services:
    """The services of the app that received the request."""
    held: Services = request.app.state.services
    return held


def assistant(request: Request) -> Assistant:
    """The one assistant of the service."""
    return services(request).assistant


_bearer = HTTPBearer(auto_error=False, description="A token of POST /session, for programs without cookies")


def visitor(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Visitor:
    """Who is asking, by bearer token or else by cookie; raises `InvalidSession` for a bad bearer token.

    A bad cookie is no error, as the person cannot mend it: the request counts as a newcomer's.
    """
    held = services(request)

    def mint() -> int:
        person = held.assistant.new_guest()
        request.state.session_token = held.sessions.mint(person)
        return person

    if credentials is None and "authorization" in request.headers:
        raise InvalidSession
    token = credentials.credentials if credentials else request.cookies.get(COOKIE)
    session = held.sessions.read(token) if token else None
    if session is not None and held.assistant.knows(session.person):
        if credentials is None and session.due_for_renewal:
            request.state.session_token = held.sessions.mint(session.person)
        return Visitor(session.person, mint)
    if credentials is not None:
        raise InvalidSession
    return Visitor(None, mint)


HeldServices = Annotated[Services, Depends(services)]
HeldAssistant = Annotated[Assistant, Depends(assistant)]
CurrentVisitor = Annotated[Visitor, Depends(visitor)]
