"""Guest sessions: who is who, and that nobody is somebody else."""

from __future__ import annotations

import time

import httpx
import pytest
from itsdangerous import URLSafeTimedSerializer

from channels.api import sessions
from channels.api.sessions import COOKIE, Sessions
from tests.channels.api.conftest import Site


def test_reading_makes_no_session_and_writing_does(client: httpx.Client, inception: int) -> None:
    for path in ("/me", "/watchlist", "/ratings", "/me/films", "/recommend"):
        assert client.get(path).status_code == 200
    assert not client.cookies
    header = client.post("/rate", json={"movie_id": inception, "rating": 4}).headers["set-cookie"]
    assert header.startswith(f"{COOKIE}=")
    assert "HttpOnly" in header
    assert "SameSite=lax" in header
    assert "Path=/" in header
    assert "set-cookie" not in client.post("/rate", json={"movie_id": inception, "rating": 5}).headers


def test_one_guest_never_sees_anothers_data(
    client: httpx.Client, other: httpx.Client, inception: int
) -> None:
    client.post("/rate", json={"movie_id": inception, "rating": 4})
    client.post("/watchlist", json={"movie_id": inception})
    other.post("/session")
    assert other.get("/me").json()["person"] != client.get("/me").json()["person"]
    assert other.get("/ratings").json() == {"results": []}
    assert other.get("/watchlist").json() == {"results": []}
    assert other.post("/undo").status_code == 409
    assert client.get("/me").json()["ratings"] == 1


def test_the_token_works_as_bearer(site: Site, client: httpx.Client, inception: int) -> None:
    session = client.post("/session")
    assert session.status_code == 201
    token, person = session.json()["token"], session.json()["person"]
    with site.visitor(Authorization=f"Bearer {token}") as program:
        assert program.get("/me").json()["person"] == person
        program.post("/watchlist", json={"movie_id": inception})
        assert not program.cookies
    assert client.get("/me").json()["watchlist"] == 1


@pytest.mark.parametrize("authorization", ["Bearer forged.token.here", "Bearer", "Basic eDp5", "forged"])
def test_a_bad_authorization_is_refused(client: httpx.Client, authorization: str) -> None:
    response = client.get("/me", headers={"Authorization": authorization})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "invalid_session"
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_token_signed_with_another_key_is_refused(client: httpx.Client) -> None:
    forged = Sessions(b"not the key").mint(1)
    assert client.get("/me", headers={"Authorization": f"Bearer {forged}"}).status_code == 401
    assert client.get("/me", headers={"Cookie": f"{COOKIE}={forged}"}).json()["person"] is None


def test_another_use_of_the_same_key_is_no_session(site: Site, client: httpx.Client) -> None:
    token = URLSafeTimedSerializer(site.settings.signing_key, salt="something else").dumps(1)
    assert client.get("/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_bad_cookie_becomes_a_fresh_guest(
    client: httpx.Client, other: httpx.Client, inception: int
) -> None:
    theirs = other.post("/session").json()["person"]
    client.cookies.set(COOKIE, "damaged")
    response = client.post("/rate", json={"movie_id": inception, "rating": 4})
    assert response.status_code == 200
    assert COOKIE in response.headers["set-cookie"]
    client.cookies.clear()
    client.cookies.set(COOKIE, response.cookies[COOKIE])
    assert client.get("/me").json()["person"] not in (None, theirs)


def test_a_session_of_a_person_who_is_gone(site: Site, client: httpx.Client, inception: int) -> None:
    token = Sessions(site.settings.signing_key).mint(10_000_000)
    assert client.get("/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    client.cookies.set(COOKIE, token)
    assert client.get("/me").json()["person"] is None
    assert client.post("/rate", json={"movie_id": inception, "rating": 4}).status_code == 200


def test_an_old_session_is_renewed_and_a_very_old_one_ends(
    site: Site, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = client.post("/session").json()["person"]
    client.cookies.clear()
    signer = Sessions(site.settings.signing_key)
    day = 24 * 3600

    def signed_days_ago(days: float) -> str:
        then = time.time() - days * day
        with monkeypatch.context() as patch:
            patch.setattr(time, "time", lambda: then)
            return signer.mint(person)

    for days, known, renewed in ((1, True, False), (40, True, True), (401, False, False)):
        response = client.get("/me", headers={"Cookie": f"{COOKIE}={signed_days_ago(days)}"})
        assert (response.json()["person"] == person) is known
        assert ("set-cookie" in response.headers) is renewed


def test_a_token_holds_the_person_and_nothing_else() -> None:
    signer = Sessions(b"key")
    session = signer.read(signer.mint(42))
    assert session is not None
    assert session.person == 42
    assert not session.due_for_renewal
    assert sessions.MAX_AGE > sessions.RENEW_AFTER
