"""What cannot be done is refused with a status and a sentence that help."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest


def refused(response: httpx.Response, status: int, code: str) -> str:
    assert response.status_code == status, response.text
    error = response.json()["error"]
    assert error["code"] == code
    return str(error["message"])


@pytest.mark.parametrize("movie", ["999999", "0", "-1", str(2**31), str(2**63), "9" * 40])
@pytest.mark.parametrize("path", ["/movie/{}", "/movie/{}/similar", "/explain/{}"])
def test_unknown_films(client: httpx.Client, path: str, movie: str) -> None:
    assert movie in refused(client.get(path.format(movie)), 404, "unknown_movie")


@pytest.mark.parametrize("movie", ["abc", "1.5", "1;drop"])
def test_an_id_is_a_number(client: httpx.Client, movie: str) -> None:
    assert "movie_id" in refused(client.get(f"/movie/{movie}"), 422, "invalid_request")


@pytest.mark.parametrize("rating", [0, 6, -1, 3.3, "abc", "4", True, [4], float("inf")])
def test_a_rating_outside_the_stars_says_what_a_rating_is(
    client: httpx.Client, inception: int, rating: Any
) -> None:
    body = {"movie_id": inception, "rating": rating}
    # json.dumps writes Infinity, which httpx's own encoding refuses to send.
    response = client.post("/rate", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert "from 1 to 5 stars" in refused(response, 422, "invalid_rating")
    assert client.get("/ratings").json()["results"] == []


@pytest.mark.parametrize("body", [{}, {"rating": 4, "thumb": "up"}, {"rating": None}])
def test_a_rating_is_stars_or_a_thumb(client: httpx.Client, inception: int, body: dict[str, Any]) -> None:
    message = refused(client.post("/rate", json={"movie_id": inception, **body}), 422, "invalid_rating")
    assert "thumb" in message


@pytest.mark.parametrize("rating", [0, 6, 3.3])
def test_a_refused_rating_makes_no_guest(client: httpx.Client, inception: int, rating: float) -> None:
    answer = client.post("/rate", json={"movie_id": inception, "rating": rating})
    assert answer.status_code == 422
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/rate", "/watchlist", "/seen", "/not-interested"])
def test_writes_about_unknown_films_make_no_guest(client: httpx.Client, path: str) -> None:
    body = {"movie_id": 999_999, **({"rating": 4} if path == "/rate" else {})}
    refused(client.post(path, json=body), 404, "unknown_movie")
    assert not client.cookies


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": "  "}, {"q": "", "genre": "Comedy"}])
def test_an_empty_search_says_what_to_do(client: httpx.Client, params: dict[str, str]) -> None:
    assert "/browse" in refused(client.get("/search", params=params), 422, "invalid_query")


@pytest.mark.parametrize("path", ["/search", "/recommend"])
def test_a_query_has_a_limit(client: httpx.Client, path: str) -> None:
    assert "10000" in refused(client.get(path, params={"q": "x" * 10_001}), 422, "invalid_request")


@pytest.mark.parametrize(
    ("params", "named", "code"),
    [
        ({"k": 0}, "k", "invalid_request"),
        ({"k": 51}, "k", "invalid_request"),
        ({"offset": -1}, "offset", "invalid_request"),
        ({"genres": "Comedy"}, "genres", "invalid_request"),
        ({"rating_min": 11}, "rating_min", "invalid_request"),
        ({"year_from": "soon"}, "year_from", "invalid_request"),
        ({"order": "best"}, "order", "invalid_request"),
        ({"decade": "1995s"}, "decade", "invalid_query"),
        ({"language": "French"}, "language", "invalid_query"),
        ({"genre": " "}, "genre", "invalid_query"),
        ({"year_from": 2000, "year_to": 1990}, "year_from", "invalid_query"),
        ({"decade": "1990s", "year_from": 2005}, "year_from", "invalid_query"),
        ({"runtime_min": 120, "runtime_max": 90}, "runtime_min", "invalid_query"),
    ],
)
def test_parameters_that_make_no_sense_are_named(
    client: httpx.Client, params: dict[str, Any], named: str, code: str
) -> None:
    assert named in refused(client.get("/browse", params=params), 422, code)


def test_a_body_must_be_json_of_the_right_shape(client: httpx.Client) -> None:
    as_json = {"Content-Type": "application/json"}
    assert "not valid JSON" in refused(
        client.post("/rate", content="{", headers=as_json), 422, "invalid_request"
    )
    refused(client.post("/rate", content="[]", headers=as_json), 422, "invalid_request")
    refused(client.post("/rate", json={"movie_id": "12", "rating": 4}), 422, "invalid_request")
    refused(client.post("/chat", content=b'{"message": "\\ud800"}', headers=as_json), 422, "invalid_request")
    refused(client.post("/chat", json={"message": "hi", "person": 1}), 422, "invalid_request")


def test_unknown_addresses_and_methods_have_the_same_shape(client: httpx.Client) -> None:
    refused(client.get("/nope"), 404, "not_found")
    refused(client.get("/rate"), 405, "method_not_allowed")


def test_nothing_to_undo_is_a_conflict(client: httpx.Client) -> None:
    refused(client.post("/undo"), 409, "nothing_to_undo")
