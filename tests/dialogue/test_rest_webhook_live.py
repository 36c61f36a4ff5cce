"""The REST webhook through the real dialogue: the channel of programs."""

from __future__ import annotations

import httpx
import pytest

pytestmark = pytest.mark.live


def test_a_program_talks_for_its_people(live_url: str) -> None:
    def say(sender: str, message: str, key: str = "rest-key") -> httpx.Response:
        return httpx.post(
            f"{live_url}/webhooks/rest/webhook",
            json={"sender": sender, "message": message},
            headers={"X-API-Key": key},
            timeout=60,
        )

    assert say("ann", "hello", key="wrong").status_code == 401
    answer = say("ann", "a thief who steals secrets through dreams")
    assert answer.status_code == 200, answer.text
    messages = answer.json()
    assert all(message["recipient_id"] == "ann" for message in messages)
    assert "Inception" in answer.text
    assert "watchlist" in say("ann", "add the first one to my watchlist").text
    assert "Inception" in say("ann", "show my watchlist").text
    assert "Inception" not in say("bob", "show my watchlist").text
