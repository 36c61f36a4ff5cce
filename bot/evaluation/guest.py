"""One person talking to a running installation over HTTP, as a program with a session of its own."""

from __future__ import annotations

from typing import Any, Self

import httpx

from bot.errors import NotReady


class Guest:
    """A fresh guest. Use as a context manager; every call raises httpx.HTTPError where it fails."""

    def __init__(self, base_url: str, *, timeout: float = 60.0) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=timeout, trust_env=False)

    def __enter__(self) -> Self:
        try:
            token = self._json("POST", "/session")["token"]
        except BaseException:
            self._http.close()
            raise
        self._http.headers["authorization"] = f"Bearer {token}"
        self._http.cookies.clear()  # the token alone says who this is
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def say(self, message: str) -> list[dict[str, Any]]:
        """One turn of the conversation; the replies, each with text, cards and buttons."""
        replies: list[dict[str, Any]] = self._json("POST", "/chat", json={"message": message})["replies"]
        return replies

    def watchlist(self) -> set[int]:
        """Film ids on the watchlist."""
        return {film["id"] for film in self._json("GET", "/watchlist")["results"]}

    def ratings(self) -> dict[int, float]:
        """Stars by film id."""
        return {row["movie"]["id"]: row["rating"] for row in self._json("GET", "/ratings")["results"]}

    def popular(self, n: int) -> list[dict[str, Any]]:
        """The n best-known films, fewer where the catalogue has fewer; a thousand at most."""
        films: list[dict[str, Any]] = []
        while len(films) < min(n, 1000):
            step: dict[str, str | int] = {
                "order": "popular",
                "k": min(50, n - len(films)),
                "offset": len(films),
            }
            page = self._json("GET", "/browse", params=step)
            films += page["results"]
            if not page["more"]:
                break
        return films

    def forget(self) -> None:
        """Take back every rating and watchlist entry."""
        for film in self.ratings():
            self._json("DELETE", f"/rate/{film}")
        for film in self.watchlist():
            self._json("DELETE", f"/watchlist/{film}")

    def _json(
        self,
        method: str,
        path: str,
        *,
        json: dict[str, str] | None = None,
        params: dict[str, str | int] | None = None,
    ) -> dict[str, Any]:
        response = self._http.request(method, path, json=json, params=params)
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer


def require_running(base_url: str) -> None:
    """Raise NotReady unless an installation answers at `base_url` and is ready to chat."""
    try:
        ready = httpx.get(f"{base_url}/health/ready", timeout=10, trust_env=False)
    except httpx.HTTPError as error:
        raise NotReady(f"Nothing answers at {base_url}: start an installation with `movies run`.") from error
    if not ready.is_success:
        raise NotReady(f"The installation at {base_url} is not ready: {ready.text[:300]}")


def cards(replies: list[dict[str, Any]]) -> list[int]:
    """Film ids of all cards, in the order shown."""
    return [card["movie_id"] for reply in replies for card in reply["cards"]]
