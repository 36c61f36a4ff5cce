"""Errors become responses here and nowhere else: `{"error": {"code", "message"}}`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.errors import (
    DialogueUnavailable,
    InvalidQuery,
    InvalidRating,
    InvalidTasteCode,
    MoviesError,
    NothingToUndo,
    NotReady,
    UnknownMovie,
    UnknownPerson,
)

logger = logging.getLogger(__name__)


class InvalidSession(MoviesError):
    """A bearer token that we did not sign, or whose person is gone."""

    def __init__(self) -> None:
        super().__init__("This session token is not valid. Start a new session with POST /session.")


RESPONSES: Mapping[type[MoviesError], tuple[HTTPStatus, str]] = {
    UnknownMovie: (HTTPStatus.NOT_FOUND, "unknown_movie"),
    UnknownPerson: (HTTPStatus.UNAUTHORIZED, "unknown_person"),
    InvalidSession: (HTTPStatus.UNAUTHORIZED, "invalid_session"),
    InvalidRating: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_rating"),
    InvalidTasteCode: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_taste_code"),
    InvalidQuery: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_query"),
    NothingToUndo: (HTTPStatus.CONFLICT, "nothing_to_undo"),
    NotReady: (HTTPStatus.SERVICE_UNAVAILABLE, "not_ready"),
    DialogueUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "dialogue_unavailable"),
}

_HEADERS = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": "Bearer"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "5"},
}


def error_body(code: str, message: str) -> dict[str, dict[str, str]]:
    """The one shape of every error."""
    return {"error": {"code": code, "message": message}}


def install(app: FastAPI) -> None:
    """Make `app` answer every error in that shape."""
    app.add_exception_handler(MoviesError, _domain_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected_error)


def _respond(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(error_body(code, message), status_code=status, headers=headers)


async def _domain_error(_: Request, error: Exception) -> JSONResponse:
    for kind in type(error).__mro__:
        if kind in RESPONSES:
            status, code = RESPONSES[kind]
            return _respond(status, code, str(error), _HEADERS.get(status))
    logger.error("no response is set for %s", type(error).__name__, exc_info=error)
    return _respond(500, "internal_error", "Something went wrong on our side.")


async def _validation_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems: Sequence[Any] = error.errors()
    kinds = {problem["type"] for problem in problems}
    code = "invalid_rating" if "invalid_rating" in kinds else "invalid_request"
    return _respond(422, code, " ".join(dict.fromkeys(map(_sentence, problems))))


def _sentence(problem: Mapping[str, Any]) -> str:
    """One problem in words: `k: Input should be less than or equal to 50.`"""
    if problem["type"] == "json_invalid":
        return "The body is not valid JSON."
    message = str(problem["msg"]).removeprefix("Value error, ").rstrip(".") + "."
    place = ".".join(str(part) for part in problem["loc"][1:] if part != "body")
    if problem["type"] == "extra_forbidden":
        return f"{place} is not a parameter here."
    return f"{place}: {message}" if place else message


async def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = "body_too_large" if error.status_code == 413 else HTTPStatus(error.status_code).name.lower()
    return _respond(error.status_code, code, str(error.detail), error.headers)


async def _unexpected_error(_: Request, __: Exception) -> JSONResponse:
    # Starlette raises the error on after this response, so that the server logs its traceback.
    return _respond(500, "internal_error", "Something went wrong on our side. Please try again.")
