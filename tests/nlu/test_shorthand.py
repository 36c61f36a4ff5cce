from __future__ import annotations

import pytest

from nlu.shorthand import written_out


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plz shw mor moviez", "please show more movies"),
        ("shw me sum scary moviez", "show me some scary movies"),
        ("gimme smth good 2 watch", "give me something good to watch"),
        ("can u recommend a film 4 me", "can you recommend a film for me"),
        ("i luv Jaws", "i love Jaws"),
    ],
)
def test_shorthand_is_written_out(text: str, plain: str) -> None:
    assert written_out(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "The Sum of All Fears",
        "show me U Turn",
        "2 Fast 2 Furious",
        "rate Fantastic 4 5 stars",
        "rate Heat 4",
        "Da 5 Bloods",
        "[REC]",
        "a film about two brothers",
    ],
)
def test_titles_and_plain_words_stay(text: str) -> None:
    assert written_out(text) == text
