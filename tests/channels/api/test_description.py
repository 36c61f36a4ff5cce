"""The OpenAPI description and the pages."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from channels.api.routes import pages
from tests.channels.api.conftest import Site

EXPECTED = {
    "GET /recommend", "POST /rate", "GET /search", "GET /movie/{movie_id}", "GET /movie/{movie_id}/similar",
    "GET /trending", "GET /browse", "GET /watchlist", "POST /watchlist", "DELETE /watchlist/{movie_id}",
    "POST /seen", "POST /not-interested", "POST /undo", "GET /explain/{movie_id}", "GET /ratings",
    "DELETE /rate/{movie_id}", "POST /session", "GET /me", "POST /chat", "GET /health/live",
    "GET /health/ready",
}  # fmt: skip


@pytest.fixture(scope="module")
def spec(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{site.url}/openapi.json", trust_env=False).json()
    return found


def operations(spec: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, item in spec["paths"].items()
        for method, operation in item.items()
    }


def test_every_route_is_there_and_the_private_one_is_not(spec: dict[str, Any]) -> None:
    assert set(operations(spec)) >= EXPECTED
    assert "/webhook" not in spec["paths"]


def test_every_route_and_parameter_is_described(spec: dict[str, Any]) -> None:
    for name, operation in operations(spec).items():
        assert operation["summary"], name
        assert operation["description"], name
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                assert parameter.get("description"), f"{name} {parameter['name']}"


def test_bodies_and_films_have_examples(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    assert schemas["RateBody"]["examples"]
    assert schemas["SuggestionOut"]["example"]["title"] == "Inception"
    assert schemas["ChatBody"]["properties"]["message"]["examples"]
    assert schemas["MovieChoice"]["properties"]["movie_id"]["examples"]


@pytest.mark.parametrize("page", ["/", "/docs"])
def test_a_page_and_all_its_parts_come_from_here(client: httpx.Client, page: str) -> None:
    html = client.get(page).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", html), (
        "inline code would be blocked"
    )
    seen: set[str] = set()
    waiting = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
    assert waiting
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        waiting += [f"/static/{name}" for name in re.findall(r'from "\./([\w.]+)"', response.text)]
        foreign = set(re.findall(r"https?://[\w.]+", response.text)) - {"http://www.w3.org"}
        assert not foreign, f"{path} loads from {foreign}"
    assert len(seen) > 3


def test_the_widget_script_is_served(client: httpx.Client) -> None:
    response = client.get("/widget.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert "iframe" in response.text


def test_scripts_never_write_html() -> None:
    scripts = [*(pages.WEB / "static").glob("*.js"), pages.WEB / "widget.js"]
    assert len(scripts) > 10
    for script in scripts:
        code = script.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code), script
