"""Titles in other languages, as the API searches and shows them."""

from __future__ import annotations

import httpx


def test_a_film_is_found_by_them_and_shows_them(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "O Poderoso Chefão"}).json()["results"][0]
    assert found["title"] == "The Godfather"
    assert "known as O Poderoso Chefão in Portuguese" in found["reason"]
    titles = client.get(f"/movie/{found['id']}").json()["other_titles"]
    assert titles["de"] == ["Der Pate"]
    assert "教父" in titles["zh"]
