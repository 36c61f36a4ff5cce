"""How well messages in new words are understood, on examples kept apart from the training data."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest
import yaml

from bot.settings import PROJECT
from nlu.judgement import CHANGES
from tests.dialogue.conftest import Understand, Understood

HELD_OUT = Path(__file__).parents[1] / "nlu" / "held_out.yml"
TRAINING = PROJECT / "data" / "training"


@dataclass(frozen=True)
class Case:
    text: str
    intent: str
    entities: tuple[tuple[str, str], ...]


def cases(half: str) -> list[Case]:
    rows = yaml.safe_load(HELD_OUT.read_text("utf-8"))[half]
    return [
        Case(
            row["text"],
            row["intent"],
            tuple((name, str(value)) for name, value in row.get("entities", {}).items()),
        )
        for row in rows
    ]


@pytest.fixture(scope="module")
def outcome(understand: Understand) -> dict[str, list[tuple[Case, Understood]]]:
    halves = {half: cases(half) for half in ("dev", "test")}
    answers = iter(understand([case.text for half in halves.values() for case in half]))
    return {half: [(case, next(answers)) for case in rows] for half, rows in halves.items()}


def report(rows: list[tuple[Case, Understood]]) -> dict[str, float]:
    """Accuracy over all, its mean over intents, and the confusions, printed for whoever reads the log."""
    right = defaultdict(list)
    confused: Counter[tuple[str, str | None]] = Counter()
    for case, answer in rows:
        right[case.intent].append(answer.intent == case.intent)
        if answer.intent != case.intent:
            confused[case.intent, answer.intent] += 1
    expected = [(entity, answer) for case, answer in rows for entity in case.entities]
    figures = {
        "accuracy": mean(hit for hits in right.values() for hit in hits),
        "macro": mean(mean(hits) for hits in right.values()),
        "entities": mean(entity in answer.entities for entity, answer in expected),
        "median_ms": median(answer.milliseconds for _, answer in rows),
    }
    print({name: round(value, 3) for name, value in figures.items()})
    for (intent, instead), count in confused.most_common():
        print(f"  {intent} taken for {instead}: {count}")
    return figures


def test_every_intent_is_held_out() -> None:
    intents = set(yaml.safe_load((PROJECT / "domain.yml").read_text("utf-8"))["intents"])
    for half in ("dev", "test"):
        assert {case.intent for case in cases(half)} == intents
    assert sum(len(cases(half)) for half in ("dev", "test")) >= 250


def test_no_sentence_was_trained_on() -> None:
    """Greetings and bare titles aside: of two words there are only so many."""
    trained = {
        _plain(line)
        for path in TRAINING.glob("nlu_*.yml")
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
    }
    held = {
        _plain(case.text) for half in ("dev", "test") for case in cases(half) if len(case.text.split()) > 2
    }
    assert held & trained == set()


def _plain(text: str) -> str:
    shown = "".join(
        part.split("]")[0] + part.partition(")")[2] if "](" in part else part for part in text.split("[")
    )
    return "".join(char for char in shown.casefold() if char.isalnum())


@pytest.mark.parametrize(("half", "macro", "entities"), [("dev", 0.96, 0.97), ("test", 0.90, 0.88)])
def test_new_words_are_understood(
    half: str, macro: float, entities: float, outcome: dict[str, list[tuple[Case, Understood]]]
) -> None:
    figures = report(outcome[half])
    assert figures["macro"] >= macro
    assert figures["entities"] >= entities


def test_nothing_is_changed_by_mistake(outcome: dict[str, list[tuple[Case, Understood]]]) -> None:
    rows = [row for half in outcome.values() for row in half]
    wrong = [
        f"{case.text!r} ({case.intent}) would {answer.intent}"
        for case, answer in rows
        if answer.intent in CHANGES and answer.intent != case.intent
    ]
    print(wrong)
    assert len(wrong) <= 0.005 * len(rows)


STORIES = [
    "he removes it from the list of suspects",
    "she rates her students with five stars and one of them takes revenge",
    "the movie where he saves a list of names",
    "i've seen a movie where a man dies on a bench, what is it called",
    "i watched something about a fox when i was little",
    "i saw a film in which they undo the past",
    "a critic who hated a restaurant is poisoned by its cook",
    "a man adds names to a list every night",
    "someone marks houses with chalk and everybody in them vanishes",
    "should i add it to my list?",
    "would i like the second one?",
    "is it worth four stars?",
    "why is the first one on my list",
    "have i rated Heat?",
    "did i already see Inception",
    "don't show me horror",
    "i don't want to see blood",
    "movies that undo your childhood",
    "what did people rate best",
    "how do i rate a film",
    "how can i remove something",
]


def test_stories_and_questions_change_nothing(understand: Understand) -> None:
    wrong = [
        (text, answer.intent)
        for text, answer in zip(STORIES, understand(STORIES), strict=True)
        if answer.intent in CHANGES
    ]
    assert wrong == []


ODD = [
    "",
    "   ",
    "?",
    "🎬🍿",
    "asdfghjkl qwrtzp",
    "что посмотреть сегодня вечером",
    "今晚看什么",
    "<script>alert('x')</script>",
    "'; DROP TABLE users; --",
    "word " * 2_000,
    "x" * 10_000,
    "/",
    "/nonsense",
    '/rate_movie{"movie":',
    "[Heat](title)",
    "\u202eabc\u0000def",
]


def test_odd_messages_change_nothing(understand: Understand) -> None:
    for text, answer in zip(ODD, understand(ODD), strict=True):
        assert answer.intent not in CHANGES or text.startswith("/rate_movie"), (text[:40], answer)
        assert answer.milliseconds < 1_000, text[:40]


def test_movie_questions_of_a_crowd(understand: Understand, shared_data: Path) -> None:
    """Every one of the MIT Movie Corpus asks for a film or about one."""
    questions = _questions(shared_data / "nlu" / "trivia10k13train.bio")[::20]
    wanted = {"describe_movie", "browse", "movie_details"}
    intents = Counter(answer.intent for answer in understand(questions))
    print(intents)
    assert sum(intents[name] for name in wanted) / len(questions) >= 0.95


def _questions(path: Path) -> list[str]:
    sentences: list[list[str]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        if line:
            sentences[-1].append(line.split("\t")[1])
        elif sentences[-1]:
            sentences.append([])
    return [" ".join(sentence) for sentence in sentences if sentence]


def test_real_descriptions_are_descriptions(understand: Understand, shared_data: Path) -> None:
    import json

    lines = (shared_data / "descriptions" / "tot_dev.jsonl").read_text("utf-8").splitlines()
    posts: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert {answer.intent for answer in understand([post["query_text"] for post in posts])} == {
        "describe_movie"
    }
