"""Once each, in order, finished before exit."""

from __future__ import annotations

import asyncio
import gc

import pytest

from actions.replies import Reply
from bot.errors import DialogueUnavailable
from channels.delivery import Answers, Seen, Turns, Work, answer
from channels.messages import Sender


def test_seen_tells_repeats_and_forgets_the_oldest() -> None:
    seen = Seen(size=2)
    assert [seen.first(key) for key in ("a", "a", "b", "c", "a", "c")] == [
        True,
        False,
        True,
        True,
        True,
        False,
    ]


async def test_answers_run_once_also_while_running() -> None:
    answers: Answers[int] = Answers()
    runs: list[int] = []

    async def work() -> int:
        await asyncio.sleep(0.02)
        runs.append(1)
        return len(runs)

    assert await asyncio.gather(*(answers.once("a", work) for _ in range(5))) == [1] * 5
    assert await answers.once("a", work) == 1
    assert await answers.once("b", work) == 2


async def test_an_answer_that_failed_may_be_repeated() -> None:
    answers: Answers[str] = Answers()
    outcomes = iter([DialogueUnavailable(), "fine"])

    async def work() -> str:
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with pytest.raises(DialogueUnavailable):
        await answers.once("a", work)
    assert await answers.once("a", work) == "fine"


async def test_turns_forget_people_who_are_done() -> None:
    turns = Turns()
    sender = Sender("telegram", "1")
    lock = turns.of(sender)
    assert turns.of(Sender("telegram", "1")) is lock
    assert turns.of(Sender("slack", "1")) is not lock
    del lock
    gc.collect()
    assert len(turns._locks) == 0


async def test_work_is_waited_for_and_cancelled_when_it_takes_too_long() -> None:
    done: list[str] = []
    work = Work(patience=0.1)

    async def job(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    work.start(job("quick", 0.02))
    work.start(job("slow", 30))
    await work.drain()
    assert done == ["quick"]
    await work.drain()


async def test_work_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def job() -> None:
        raise RuntimeError("a bug")

    work = Work()
    work.start(job())
    await work.drain()
    assert any(record.exc_info and "a bug" in str(record.exc_info[1]) for record in caplog.records)


async def test_failures_become_words_and_bugs_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def turn(error: Exception) -> list[Reply]:
        raise error

    assert await answer(turn(DialogueUnavailable())) == [Reply(text=str(DialogueUnavailable()))]
    [reply] = await answer(turn(RuntimeError("secret detail")))
    assert "try that again" in reply.text
    assert "secret detail" not in reply.text
    assert [bool(record.exc_info) for record in caplog.records] == [False, True]
