"""Error responses as the OpenAPI description shows them."""

from __future__ import annotations

from typing import Any

from channels.api.schemas.system import ErrorOut

Responses = dict[int | str, dict[str, Any]]

INVALID: Responses = {
    422: {"model": ErrorOut, "description": "A value makes no sense; the message says which and why"}
}
UNAUTHORIZED: Responses = {401: {"model": ErrorOut, "description": "The bearer token is not valid"}}
UNKNOWN_MOVIE: Responses = {404: {"model": ErrorOut, "description": "There is no film with this id"}}
NOTHING_TO_UNDO: Responses = {409: {"model": ErrorOut, "description": "There is no change to take back"}}
UNAVAILABLE: Responses = {
    503: {"model": ErrorOut, "description": "The dialogue does not answer at the moment"}
}
