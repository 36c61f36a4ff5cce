"""Whole conversations through Rasa, its rules and the actions: see stories.yml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

pytestmark = pytest.mark.live

STORIES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("stories.yml").read_text("utf-8"))


@pytest.mark.parametrize("story", STORIES, ids=[story["story"] for story in STORIES])
def test_story(live_url: str, story: dict[str, Any]) -> None:
    with httpx.Client(base_url=live_url, timeout=60) as http:
        token = http.post("/session", json={}).json()["token"]
        http.headers["authorization"] = f"Bearer {token}"
        http.cookies.clear()
        for turn in story["turns"]:
            answer = http.post("/chat", json={"message": turn["says"]})
            assert answer.status_code == 200, answer.text
            check(turn, answer.json()["replies"])
        kept = story.get("kept", {})
        if "ratings" in kept:
            rows = http.get("/ratings").json()["results"]
            assert {row["movie"]["title"]: row["rating"] for row in rows} == kept["ratings"]
        if "watchlist" in kept:
            rows = http.get("/watchlist").json()["results"]
            assert [row["title"] for row in rows] == kept["watchlist"]


def check(turn: dict[str, Any], replies: list[dict[str, Any]]) -> None:
    """The answer must hold what the story says of it."""
    words = " ".join(reply["text"] for reply in replies)
    cards = [card for reply in replies for card in reply["cards"]]
    titles = [card["title"] for card in cards]
    buttons = [button["title"] for reply in replies for button in reply["buttons"]]
    seen = f"{turn['says']!r} was answered: {words!r} {titles} {buttons}"
    assert words or cards, seen
    assert re.search(turn.get("text", ""), words), seen
    assert len(cards) >= turn.get("cards", 0), seen
    if "first" in turn:
        assert titles[:1] == [turn["first"]], seen
    if "has" in turn:
        assert turn["has"] in titles, seen
    assert turn.get("hasnt") not in titles, seen
    if "years" in turn:
        first, last = turn["years"]
        assert all(first <= card["year"] <= last for card in cards), seen
    if "buttons" in turn:
        assert any(re.search(turn["buttons"], title) for title in buttons), seen
