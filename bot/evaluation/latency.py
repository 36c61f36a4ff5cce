"""How long people wait, beside the bare costs that no work of ours could avoid.

All is measured in one run, turn and turn about, so that a noisy machine is noisy for everything, and
with distinct texts, so that no cache flatters.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack

import httpx

from bot import assembly, supervisor
from bot.db import movies as movie_store
from bot.db.session import Database, open_database
from bot.errors import DataError, NotReady
from bot.evaluation.guest import require_running
from bot.evaluation.latency_report import LatencyReport
from bot.evaluation.phrases import descriptions
from bot.evaluation.probes import Conversations, Probe, bare_probes, product_probes
from bot.evaluation.statistics import Durations
from bot.settings import Settings

WARM_UP = 5
"""Rounds before the measured ones: first calls load pages, open connections and fill pools."""

MEASURED = ("search", "recommend", "chat_turn", "encoding", "faiss", "rasa_empty")


def benchmark_latency(
    settings: Settings,
    *,
    n: int = 50,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> LatencyReport:
    """Time search, recommendations and chat turns `n` times each, and the bare costs among them.

    Chat turns go to the installation running at the settings' address; where none answers they and
    Rasa's empty turn stay unmeasured, and a note says so. Raises NotReady where something is not
    built or stops answering, DataError where the catalogue yields too few distinct texts.
    """
    if n < 1:
        raise ValueError(f"n is {n}: measure at least once")
    rounds = WARM_UP + n
    conversations: Conversations | None = None
    notes: list[str] = []
    with ExitStack() as stack:
        assistant = assembly.build(settings, record=False)
        stack.callback(assistant.close)
        database = open_database(settings.resolved_database_url)
        stack.callback(database.close)
        texts = _texts(database, 4 * rounds, seed)
        probes = bare_probes(assistant.engine, texts[:rounds], texts[rounds : 2 * rounds])
        probes |= product_probes(assistant, database, texts[2 * rounds : 3 * rounds], seed)
        base_url = supervisor.local_address(settings)
        try:
            require_running(base_url)
            conversations = Conversations(settings, base_url, texts[3 * rounds :], stack)
        except NotReady as reason:
            notes.append(f"Chat turns and Rasa's empty turn were not measured. {reason}")
        else:
            probes |= {"chat_turn": conversations.turn, "rasa_empty": conversations.empty_turn}
        try:
            measured = measure(probes, rounds, WARM_UP, seed, on_progress)
        except httpx.HTTPError as error:
            raise NotReady(f"The installation stopped answering during the benchmark ({error}).") from error
    if conversations is not None and (idle := n - conversations.acted(WARM_UP)):
        notes.append(f"{idle} of Rasa's {n} empty turns called no action, which makes them cheaper.")
    return LatencyReport(
        {name: Durations.of(measured[name]) if name in measured else None for name in MEASURED},
        conversations.answered(WARM_UP) if conversations else None,
        tuple(notes),
    )


def measure(
    probes: Mapping[str, Probe],
    rounds: int,
    warm_up: int,
    seed: int,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[str, list[float]]:
    """Milliseconds of each probe in each round after the first `warm_up`.

    Every round runs every probe once, in an order drawn anew, so that none always follows the same.
    """
    chooser = random.Random(seed)
    times: dict[str, list[float]] = {name: [] for name in probes}
    for place in range(rounds):
        for name in chooser.sample(list(probes), len(probes)):
            started = time.perf_counter()
            probes[name](place)
            elapsed = 1000 * (time.perf_counter() - started)
            if place >= warm_up:
                times[name].append(elapsed)
        if on_progress:
            on_progress(place + 1, rounds)
    return times


def _texts(database: Database, n: int, seed: int) -> list[str]:
    with database.session(read_only=True) as session:
        overviews = [movie.overview for movie in movie_store.all_movies(session)]
    try:
        return descriptions(overviews, n, seed)
    except ValueError as error:
        raise DataError(f"The catalogue has too few overviews for this benchmark: {error}.") from error
