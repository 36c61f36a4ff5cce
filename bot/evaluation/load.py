"""Many people chatting at once: does everybody get an answer, and keep what is theirs?"""

from __future__ import annotations

import math
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx

from bot.errors import DataError, NotReady
from bot.evaluation.guest import Guest, require_running
from bot.evaluation.load_report import LoadReport
from bot.evaluation.load_script import OWN_FILMS_A_TURN, Script
from bot.evaluation.phrases import descriptions
from bot.evaluation.statistics import Durations

_PLAIN_TITLE = re.compile(r"[A-Za-z]+( [A-Za-z]+)+")  # at least two plain words: nothing to misread
_DESCRIPTIONS_EACH = 4


@dataclass
class _Outcome:
    """What became of one person."""

    script: Script
    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    ratings: dict[int, float] = field(default_factory=dict)
    watchlist: set[int] = field(default_factory=set)


def load_test(
    base_url: str,
    people: int = 10,
    turns: int = 20,
    seed: int = 0,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> LoadReport:
    """Let `people` guests chat at once over `POST /chat`, then compare what is kept with what each said.

    The guests take back what they said at the end. Raises NotReady where no installation answers at
    `base_url`, DataError where its catalogue is too small to give each person films of their own.
    """
    base_url = base_url.rstrip("/")
    require_running(base_url)
    scripts = _scripts(base_url, people, turns, seed)
    progress = _Counter(people * turns, on_progress)
    together = threading.Barrier(people)
    started = time.perf_counter()
    with ThreadPoolExecutor(people, thread_name_prefix="guest") as pool:
        outcomes = list(pool.map(lambda script: _chat(base_url, script, turns, together, progress), scripts))
    seconds = time.perf_counter() - started
    return _report(outcomes, people, turns, seconds)


def _scripts(base_url: str, people: int, turns: int, seed: int) -> list[Script]:
    each = math.ceil(turns * OWN_FILMS_A_TURN) + 1
    try:
        with Guest(base_url) as reader:
            films = reader.popular(5 * people * each)
    except httpx.HTTPError as error:
        raise NotReady(f"The installation at {base_url} cannot list its films: {_why(error)}") from error
    namesakes = Counter(film["title"].casefold() for film in films)
    plain = [
        film
        for film in films
        if namesakes[film["title"].casefold()] == 1 and _PLAIN_TITLE.fullmatch(film["title"])
    ]
    if len(plain) < people * each:
        raise DataError(
            f"{people} people with {turns} turns each need {people * each} films with plain titles; "
            f"the catalogue has {len(plain)}. Try fewer people or turns."
        )
    try:
        texts = descriptions([film["overview"] for film in films], people * _DESCRIPTIONS_EACH, seed)
    except ValueError as error:
        raise DataError(f"The catalogue has too few overviews for this test: {error}.") from error
    return [
        Script(plain[person::people], texts[person::people], seed=seed + person) for person in range(people)
    ]


def _chat(
    base_url: str, script: Script, turns: int, together: threading.Barrier, progress: _Counter
) -> _Outcome:
    outcome = _Outcome(script)
    try:
        with Guest(base_url) as guest:
            together.wait(timeout=60)
            for turn in range(1, turns + 1):
                message = script.next_message()
                started = time.perf_counter()
                try:
                    script.heard(guest.say(message))
                except (httpx.HTTPError, KeyError, ValueError) as error:
                    outcome.errors.append(f"turn {turn} ({message[:60]!r}): {_why(error)}")
                outcome.milliseconds.append(1000 * (time.perf_counter() - started))
                progress.step()
            outcome.ratings, outcome.watchlist = guest.ratings(), guest.watchlist()
            guest.forget()
    except (httpx.HTTPError, KeyError, ValueError, threading.BrokenBarrierError) as error:
        together.abort()  # nobody waits for a person who could not come
        outcome.errors.append(_why(error))
    outcome.errors += script.problems
    return outcome


def _report(outcomes: Sequence[_Outcome], people: int, turns: int, seconds: float) -> LoadReport:
    problems: dict[str, list[str]] = {"errors": [], "mixed_up": [], "lost": [], "unexpected": []}
    said = [
        _entries(outcome.script.expected_ratings, outcome.script.expected_watchlist) for outcome in outcomes
    ]
    for person, outcome in enumerate(outcomes):
        label = f"person {person + 1}: "
        problems["errors"] += [label + error for error in outcome.errors]
        kept = _entries(outcome.ratings, outcome.watchlist)
        others = set().union(*(entries for other, entries in enumerate(said) if other != person))
        problems["lost"] += [label + entry for entry in sorted(said[person] - kept)]
        for entry in sorted(kept - said[person]):
            problems["mixed_up" if entry in others else "unexpected"].append(label + entry)
    times = [time for outcome in outcomes for time in outcome.milliseconds]
    return LoadReport(
        people,
        turns,
        seconds,
        Durations.of(times) if times else None,
        **{name: tuple(found) for name, found in problems.items()},
    )


def _entries(ratings: dict[int, float], watchlist: set[int]) -> set[str]:
    return {f"film {film} rated {stars:g}" for film, stars in ratings.items()} | {
        f"film {film} on the watchlist" for film in watchlist
    }


def _why(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"{error.response.status_code} {error.response.text[:200]}"
    return f"{type(error).__name__}: {error}"


class _Counter:
    """Counts turns over all threads and tells how far they are."""

    def __init__(self, total: int, on_progress: Callable[[int, int], None] | None) -> None:
        self._total, self._tell = total, on_progress
        self._done = 0
        self._lock = threading.Lock()

    def step(self) -> None:
        """One more turn is done."""
        with self._lock:
            self._done += 1
            if self._tell:
                self._tell(self._done, self._total)
