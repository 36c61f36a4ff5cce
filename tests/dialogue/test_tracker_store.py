"""Conversations outlive Rasa, and long ones stay as fast as short ones."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings
from tests.dialogue.conftest import run

SCRIPT = Path(__file__).with_name("tracker_runner.py")
TURNS = 25


def test_a_conversation_is_kept_and_stays_short(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=None)
    answer = run(
        settings, SCRIPT, {"turns": TURNS}, MOVIES_TRACKER_DB=str(tmp_path / "new" / "conversations.db")
    )
    assert answer["kind"] == "ShortSessionTrackerStore"
    assert answer["slots"] == {"shown": [TURNS - 1, 12], "focus": TURNS - 1}
    assert answer["texts"] == [f"message {turn}" for turn in range(TURNS)]
    assert answer["longest"] <= 40, "a session of 30 events and one message more"
    assert answer["others"] is True
