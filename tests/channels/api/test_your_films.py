"""Ratings, watchlist, marks, undo and the profile of one person."""

from __future__ import annotations

from typing import Any

import httpx


def yours(client: httpx.Client, movie: int) -> dict[str, Any]:
    standing: dict[str, Any] = client.get(f"/movie/{movie}").json()["yours"]
    return standing


def test_a_rating_is_kept_replaced_and_taken_back(client: httpx.Client, inception: int) -> None:
    given = client.post("/rate", json={"movie_id": inception, "rating": 4}).json()
    assert (given["movie"]["title"], given["rating"]) == ("Inception", 4.0)
    client.post("/rate", json={"movie_id": inception, "rating": 4.5})
    (kept,) = client.get("/ratings").json()["results"]
    assert kept["rating"] == 4.5
    assert kept["rated_at"]
    assert client.delete(f"/rate/{inception}").json()["rating"] is None
    assert client.get("/ratings").json()["results"] == []
    assert client.delete(f"/rate/{inception}").status_code == 200


def test_thumbs_are_ratings(client: httpx.Client, inception: int) -> None:
    up = client.post("/rate", json={"movie_id": inception, "thumb": "up"}).json()["rating"]
    down = client.post("/rate", json={"movie_id": inception, "thumb": "down"}).json()["rating"]
    assert up > 3.5 > 2 > down >= 1


def test_a_rating_changes_the_next_recommendations_and_is_their_reason(client: httpx.Client) -> None:
    before = [film["id"] for film in client.get("/recommend").json()["results"]]
    alien = client.get("/search", params={"q": "Alien 1979", "k": 1}).json()["results"][0]
    assert alien["title"] == "Alien"
    client.post("/rate", json={"movie_id": alien["id"], "rating": 5})
    after = client.get("/recommend").json()["results"]
    assert [film["id"] for film in after] != before
    assert alien["id"] not in {film["id"] for film in after}
    assert any("Alien" in film["reason"] for film in after)


def test_the_watchlist(client: httpx.Client, inception: int) -> None:
    assert client.get("/watchlist").json() == {"results": []}
    add = {"movie_id": inception}
    assert client.post("/watchlist", json=add).json() == {"movie_id": inception, "changed": True}
    assert client.post("/watchlist", json=add).json() == {"movie_id": inception, "changed": False}
    assert [film["title"] for film in client.get("/watchlist").json()["results"]] == ["Inception"]
    assert client.delete(f"/watchlist/{inception}").json()["changed"] is True
    assert client.delete(f"/watchlist/{inception}").json()["changed"] is False
    assert client.get("/watchlist").json() == {"results": []}


def test_marks_keep_a_film_away_until_undone(client: httpx.Client) -> None:
    first, second = (film["id"] for film in client.get("/recommend", params={"k": 2}).json()["results"])
    assert client.post("/seen", json={"movie_id": first}).json()["yours"]["seen"] is True
    assert client.post("/not-interested", json={"movie_id": second}).json()["yours"]["not_interested"] is True
    shown = {film["id"] for film in client.get("/recommend", params={"k": 50}).json()["results"]}
    assert not shown & {first, second}
    undone = client.post("/undo").json()
    assert (undone["undone"], undone["movie"]["id"]) == ("mark", second)
    assert undone["yours"]["not_interested"] is False
    assert client.post("/undo").json()["movie"]["id"] == first
    assert client.post("/undo").status_code == 409


def test_undo_brings_back_what_was_there(client: httpx.Client, inception: int) -> None:
    client.post("/rate", json={"movie_id": inception, "rating": 2})
    client.post("/rate", json={"movie_id": inception, "rating": 5})
    assert client.post("/undo").json()["yours"]["rating"] == 2
    client.delete(f"/rate/{inception}")
    assert client.post("/undo").json()["yours"]["rating"] == 2


def test_the_profile_counts_and_knows_the_genres(client: httpx.Client, inception: int) -> None:
    assert client.get("/me").json()["person"] is None
    client.post("/rate", json={"movie_id": inception, "rating": 5})
    client.post("/watchlist", json={"movie_id": inception})
    profile = client.get("/me").json()
    assert (profile["ratings"], profile["watchlist"], profile["seen"]) == (1, 1, 0)
    genres = client.get(f"/movie/{inception}").json()["genres"]
    assert {one["genre"] for one in profile["top_genres"]} == set(genres[:5])
    assert client.get("/me/films").json()["films"] == {str(inception): yours(client, inception)}
    assert yours(client, inception) == {
        "rating": 5.0,
        "watchlist": True,
        "seen": False,
        "not_interested": False,
    }


def test_marks_are_taken_back_however_long_ago(client: httpx.Client, inception: int) -> None:
    for path in ("seen", "not-interested"):
        assert client.post(f"/{path}", json={"movie_id": inception}).status_code == 200
    client.post("/rate", json={"movie_id": inception, "rating": 4})
    assert client.delete(f"/seen/{inception}").json()["yours"]["seen"] is False
    assert client.delete(f"/not-interested/{inception}").json()["yours"]["not_interested"] is False
    assert client.delete(f"/seen/{inception}").status_code == 200
