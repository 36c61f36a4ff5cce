"""The latency benchmark: its arithmetic, and real runs with and without a running installation."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from bot.evaluation.empty_rasa import EmptyActions
from bot.evaluation.latency import MEASURED, benchmark_latency, measure
from bot.evaluation.latency_report import LatencyReport
from bot.evaluation.statistics import Durations
from bot.settings import Settings
from tests.conftest import Running, free_port


def durations(p95: float, p50: float = 1.0) -> Durations:
    return Durations(n=10, p50=p50, p95=p95, slowest=99.0)


def test_the_ratio_is_chat_over_the_sum_of_its_bare_parts() -> None:
    report = LatencyReport(
        {"chat_turn": durations(50, 6), "encoding": durations(10), "rasa_empty": durations(15, 3)}, answered=9
    )
    assert report.ratio == 2.0
    assert report.median_ratio == 1.5
    answer = report.as_dict()
    assert (answer["chat_p95_over_bare_p95"], answer["within_target"]) == (2.0, True)
    assert "2.00 times" in report.lines()[-1]
    assert "9 of 10 turns" in report.lines()[-1]
    slow = LatencyReport({"chat_turn": durations(70), "encoding": durations(10), "rasa_empty": durations(15)})
    assert slow.as_dict()["within_target"] is False


def test_what_was_not_measured_is_null() -> None:
    report = LatencyReport({"chat_turn": None, "encoding": durations(10), "rasa_empty": None}, notes=("why",))
    answer = json.loads(json.dumps(report.as_dict()))
    assert answer["chat_turn"] is None
    assert answer["chat_p95_over_bare_p95"] is None
    assert answer["within_target"] is None
    assert any("not measured" in line for line in report.lines())
    assert report.lines()[-1] == "why"


def test_probes_take_turns_and_the_warm_up_is_not_counted() -> None:
    calls: list[tuple[str, int]] = []

    def slow_at_first(place: int) -> None:
        calls.append(("slow", place))
        time.sleep(0.05 if place == 0 else 0.002)

    steps: list[tuple[int, int]] = []
    times = measure(
        {"slow": slow_at_first, "fast": lambda place: calls.append(("fast", place))},
        rounds=12,
        warm_up=1,
        seed=1,
        on_progress=lambda *step: steps.append(step),
    )
    assert [len(values) for values in times.values()] == [11, 11]
    assert 2 <= min(times["slow"]) <= max(times["slow"]) < 50
    assert max(times["fast"]) < min(times["slow"])
    assert [place for _, place in calls] == [place for place in range(12) for _ in range(2)]
    assert len({name for name, _ in calls[0::2]}) == 2  # neither always goes first
    assert steps[-1] == (12, 12)


def test_empty_actions_answer_what_rasa_expects_and_count() -> None:
    with EmptyActions() as actions, httpx.Client(trust_env=False) as http:
        for _ in range(3):
            answer = http.post(
                f"http://127.0.0.1:{actions.server_port}/webhook", json={"next_action": "action_help"}
            )
            assert answer.json() == {"events": [], "responses": []}
        assert actions.calls == 3


def test_without_a_running_installation_the_rest_is_measured(installation: Settings) -> None:
    nobody_there = installation.model_copy(update={"port": free_port()})
    report = benchmark_latency(nobody_there, n=3, seed=1)
    assert tuple(report.measured) == MEASURED
    for name in ("search", "recommend", "encoding", "faiss"):
        found = report.measured[name]
        assert found is not None
        assert found.n == 3
        assert 0 < found.p50 <= found.p95
    assert report.measured["chat_turn"] is report.measured["rasa_empty"] is report.ratio is None
    assert "movies run" in report.notes[0]


def test_measuring_nothing_is_refused(installation: Settings) -> None:
    with pytest.raises(ValueError, match="n is 0"):
        benchmark_latency(installation, n=0)


@pytest.mark.live
def test_a_running_installation_is_measured_whole(running: Running) -> None:
    report = benchmark_latency(running.settings, n=12, seed=1)
    assert all(found is not None and found.n == 12 for found in report.measured.values())
    assert report.answered == 12
    assert report.notes == ()
    assert report.ratio is not None
    chat, empty = report.measured["chat_turn"], report.measured["rasa_empty"]
    assert chat is not None
    assert empty is not None
    assert chat.p50 > empty.p50  # our work comes on top of Rasa's
