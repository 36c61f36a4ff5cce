"""The interview and an evening for two over HTTP."""

from __future__ import annotations

import httpx
from itsdangerous import URLSafeTimedSerializer

from bot.taste_codes import MAX_AGE
from tests.channels.api.conftest import Site


def film(client: httpx.Client, title: str) -> int:
    found = client.get("/search", params={"q": title, "k": 5}).json()["results"]
    return next(int(movie["id"]) for movie in found if movie["title"] == title)


def rate(client: httpx.Client, title: str, stars: float) -> int:
    movie_id = film(client, title)
    assert client.post("/rate", json={"movie_id": movie_id, "rating": stars}).status_code == 200
    return movie_id


def test_with_a_code_films_suit_both_and_neither_has_seen_them(
    client: httpx.Client, other: httpx.Client
) -> None:
    mine = {rate(client, "Alien", 5), rate(client, "Jaws", 4.5)}
    theirs = {rate(other, "Casablanca", 5), rate(other, "Titanic", 5)}
    code = other.post("/taste-code")
    assert code.status_code == 201
    assert code.json()["expires_in"] == MAX_AGE
    for strategy in ("average", "least_misery", "average_without_misery"):
        answer = client.get("/recommend", params={"with": code.json()["code"], "strategy": strategy, "k": 20})
        assert answer.status_code == 200
        results = answer.json()["results"]
        assert len(results) == 20
        assert not (mine | theirs) & {movie["id"] for movie in results}
        reasons = " ".join(movie["reason"] for movie in results)
        assert "you: because you gave" in reasons
        assert "your friend: " in reasons
    alone = [movie["id"] for movie in client.get("/recommend", params={"k": 20}).json()["results"]]
    assert alone != [movie["id"] for movie in results]


def test_what_either_rejects_stays_away_at_once(client: httpx.Client, other: httpx.Client) -> None:
    rate(client, "Alien", 5)
    rate(other, "Titanic", 5)
    code = other.post("/taste-code").json()["code"]
    first, second = client.get("/recommend", params={"with": code, "k": 2}).json()["results"]
    other.post("/not-interested", json={"movie_id": first["id"]})
    client.post("/seen", json={"movie_id": second["id"]})
    again = client.get("/recommend", params={"with": code, "k": 50}).json()["results"]
    assert not {first["id"], second["id"]} & {movie["id"] for movie in again}


def test_codes_open_nothing_else_and_sessions_are_no_codes(
    client: httpx.Client, other: httpx.Client, site: Site
) -> None:
    rate(other, "Titanic", 5)
    code = other.post("/taste-code").json()["code"]
    with site.visitor() as third:
        token = third.post("/session").json()["token"]
    for bearer in (code, code.removeprefix("duo.")):
        with site.visitor(Authorization=f"Bearer {bearer}") as thief:
            assert thief.get("/ratings").status_code == 401
    foreign = URLSafeTimedSerializer(b"another key", salt="taste-code").dumps(1)
    for bad in ("", "1", "duo.1", token, f"duo.{token}", f"duo.{foreign}", code[:-1]):
        refused = client.get("/recommend", params={"with": bad})
        assert refused.status_code == 422, bad
        assert refused.json()["error"]["code"] == "invalid_taste_code"
    own = other.get("/recommend", params={"with": code})
    assert own.status_code == 422
    assert "your own" in own.json()["error"]["message"]


def test_the_interview_asks_anew_after_each_answer(client: httpx.Client) -> None:
    asked: list[int] = []
    unseen: list[int] = []
    for number in range(5):
        question = client.get("/interview", params={"unseen": unseen}).json()
        movie_id = question["movie"]["id"]
        assert [answer["rating"] for answer in question["answers"]] == [5.0, 3.0, 1.5, None]
        asked.append(movie_id)
        if number % 2:
            unseen.append(movie_id)
        else:
            client.post("/rate", json={"movie_id": movie_id, "rating": question["answers"][0]["rating"]})
    assert len(set(asked)) == 5
    found = client.get("/recommend").json()["results"]
    assert any("because you gave" in movie["reason"] for movie in found)
    assert client.get("/interview", params={"skip": 1}).status_code == 422
