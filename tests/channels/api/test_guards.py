"""What other sites and oversized bodies get, and the headers all responses carry."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.channels.api.conftest import Site


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://sub.127.0.0.1"},
    ],
)
def test_writes_from_other_sites_are_refused(
    client: httpx.Client, inception: int, headers: dict[str, str]
) -> None:
    client.post("/session")
    response = client.post("/rate", json={"movie_id": inception, "rating": 1}, headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "cross_site")
    assert client.post("/undo", headers=headers).status_code == 403
    assert client.delete(f"/watchlist/{inception}", headers=headers).status_code == 403
    assert client.get("/ratings").json() == {"results": []}


def test_writes_from_the_page_itself_pass(site: Site, client: httpx.Client, inception: int) -> None:
    headers = {"Origin": site.url, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/rate", json={"movie_id": inception, "rating": 1}, headers=headers).status_code == 200


def test_a_bearer_token_needs_no_origin(site: Site, client: httpx.Client, inception: int) -> None:
    token = client.post("/session").json()["token"]
    headers = {"Origin": "https://partner.example", "Authorization": f"Bearer {token}"}
    assert client.post("/watchlist", json={"movie_id": inception}, headers=headers).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_can_send_is_refused(client: httpx.Client, kind: str) -> None:
    response = client.post("/rate", content='{"movie_id": 1, "rating": 5}', headers={"Content-Type": kind})
    assert (response.status_code, response.json()["error"]["code"]) == (415, "unsupported_media_type")


def test_a_declared_large_body_is_refused(client: httpx.Client) -> None:
    response = client.post("/chat", json={"message": "x" * 1_100_000})
    assert (response.status_code, response.json()["error"]["code"]) == (413, "body_too_large")
    assert "1,048,576" in response.json()["error"]["message"]


def test_an_undeclared_large_body_is_refused(client: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"message": "'
        for _ in range(40):
            yield b"x" * 65_536
        yield b'"}'

    response = client.post("/chat", content=chunks(), headers={"Content-Type": "application/json"})
    assert response.status_code == 413


def test_security_headers_are_on_every_response(client: httpx.Client) -> None:
    for path in ("/", "/me", "/nope", "/static/main.js", "/movie/abc"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert policy.endswith("frame-ancestors 'self' https://blog.example")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_personal_answers_are_not_cached(client: httpx.Client) -> None:
    assert client.get("/me").headers["cache-control"] == "no-store"


def test_request_ids_are_taken_over_only_when_harmless(client: httpx.Client) -> None:
    assert client.get("/me", headers={"X-Request-ID": "abc-123"}).headers["x-request-id"] == "abc-123"
    assert client.get("/me", headers={"X-Request-ID": "a b{}"}).headers["x-request-id"] != "a b{}"


def test_the_log_names_the_route_and_nothing_a_person_wrote(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        client.get("/search", params={"q": "my secret wish"})
        client.get("/movie/424242")
        client.post("/chat", json={"message": "my secret wish"})
    lines = [record.getMessage() for record in caplog.records if record.name == "movies.requests"]
    assert any('"route": "/search"' in line and '"status": 200' in line for line in lines)
    assert any('"route": "/movie/{movie_id}"' in line and '"status": 404' in line for line in lines)
    assert "secret" not in caplog.text.replace("HTTP Request", "")
