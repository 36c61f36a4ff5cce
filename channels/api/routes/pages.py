"""The chat page, the API reference, and the script that puts the chat on another site."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

WEB = Path(__file__).resolve().parents[2] / "web"
# Browsers ask each time and get 304 while nothing changed, so a new version is never mixed with an old one.
_REVALIDATE = {"Cache-Control": "no-cache"}

router = APIRouter(include_in_schema=False)


@router.get("/")
async def chat_page() -> FileResponse:
    """The chat page."""
    return FileResponse(WEB / "index.html", headers=_REVALIDATE)


@router.get("/docs")
async def reference() -> FileResponse:
    """The API reference, drawn from /openapi.json by our own script."""
    return FileResponse(WEB / "docs.html", headers=_REVALIDATE)


@router.get("/widget.js")
async def widget() -> FileResponse:
    """The script to embed."""
    return FileResponse(WEB / "widget.js", media_type="text/javascript", headers=_REVALIDATE)


@router.get("/favicon.ico")
async def icon() -> FileResponse:
    """The icon, for browsers that look only here."""
    return FileResponse(WEB / "static" / "icon.svg", media_type="image/svg+xml", headers=_REVALIDATE)


def mount(app: FastAPI) -> None:
    """Add the pages and their files."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
