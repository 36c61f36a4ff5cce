from __future__ import annotations

import pytest

from actions import buttons

BIGGEST_ID = 2**31 - 1


def test_payloads_fit_telegram_for_any_film() -> None:
    made = [
        buttons.details(BIGGEST_ID),
        buttons.similar(BIGGEST_ID),
        buttons.add(BIGGEST_ID),
        buttons.remove(BIGGEST_ID),
        buttons.rate(BIGGEST_ID),
        buttons.seen(BIGGEST_ID),
        buttons.reject(BIGGEST_ID),
        buttons.why(BIGGEST_ID),
        *buttons.stars(BIGGEST_ID),
    ]
    assert max(len(button.payload.encode()) for button in made) <= buttons.MAX_PAYLOAD_BYTES


def test_a_payload_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 64 bytes"):
        buttons.button("Too long", "describe_movie", text="x" * 64)


def test_titles_are_cut_to_one_short_line() -> None:
    made = buttons.button("A very long title\nthat goes on and on and on and on and on", "help")
    assert len(made.title) <= 40
    assert made.title.endswith("…")
    assert "\n" not in made.title
