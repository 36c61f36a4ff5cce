"""The intent classifier learns, survives being stored, and refuses what it cannot use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.examples import learnable
from nlu.intent_model import IntentModel
from nlu.spans import Span

TEXTS = [
    "add titletoken to my list", "put it on my list", "add ordinaltoken to the list", "put titletoken on the list",
    "tell me about titletoken", "what is it about", "tell me about ordinaltoken", "what is titletoken about",
    "hello", "hi there", "hello there", "hi",
]  # fmt: skip
INTENTS = ["add"] * 4 + ["details"] * 4 + ["greet"] * 4


def test_learns_and_is_stored(tmp_path: Path) -> None:
    model = IntentModel.train(TEXTS, INTENTS, [1.0] * len(TEXTS))
    model.save(tmp_path)
    again = IntentModel.load(tmp_path)
    for text, intent in [
        ("please add it to my list", "add"),
        ("tell me what it is about", "details"),
        ("hi", "greet"),
    ]:
        ranking = model.predict(text)
        assert ranking[0][0] == intent
        assert sum(chance for _, chance in ranking) == pytest.approx(1)
        for (name, chance), (stored, stored_chance) in zip(ranking, again.predict(text), strict=True):
            assert (stored, stored_chance) == (name, pytest.approx(chance, abs=1e-4))
    assert not list(tmp_path.glob("*.pkl"))


def test_vectors_count(tmp_path: Path) -> None:
    vectors = np.eye(3, dtype=np.float32)[[0] * 4 + [1] * 4 + [2] * 4]
    model = IntentModel.train(TEXTS, INTENTS, [1.0] * len(TEXTS), vectors)
    assert model.predict("quux", vectors[4])[0][0] == "details"
    with pytest.raises(ValueError, match="3 numbers, not 0"):
        model.predict("hello")


def test_two_intents_are_enough_and_one_is_not() -> None:
    model = IntentModel.train(TEXTS[4:], INTENTS[4:], [1.0] * 8)
    assert model.predict("hello there")[0][0] == "greet"
    with pytest.raises(ValueError, match="two intents"):
        IntentModel.train(["hi", "hello"], ["greet", "greet"], [1.0, 1.0])


def test_an_example_is_learned_masked_and_faintly_as_written() -> None:
    examples = list(learnable("4 stars for Heat", [Span("title", 12, 16, "Heat")]))
    assert [example.masked for example in examples] == ["ratingtoken for titletoken", "ratingtoken for heat"]
    assert examples[1].importance < examples[0].importance
