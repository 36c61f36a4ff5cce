"""What messengers need around a message: once each, in order for each person, finished before exit."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from actions.replies import Reply
from bot.errors import MoviesError
from channels.messages import Sender

logger = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Deliveries kept in mind: providers repeat one within minutes, so this covers heavy traffic."""

_APOLOGY = "Something went wrong on my side. Please try that again."

T = TypeVar("T")


class Seen:
    """The latest deliveries, to tell a repeated one."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._keys: OrderedDict[Hashable, None] = OrderedDict()

    def first(self, key: Hashable) -> bool:
        """True the first time a key comes, False when it is repeated."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._size:
            self._keys.popitem(last=False)
        return True


class Answers(Generic[T]):
    """The latest answers by delivery, so that a repeated request gets the first one's answer."""

    def __init__(self, size: int = 1_000) -> None:
        self._size = size
        self._tasks: OrderedDict[Hashable, asyncio.Future[T]] = OrderedDict()

    async def once(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """What `work` returns, run once for a key; a run that fails is forgotten and may be repeated."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(work())
            if len(self._tasks) > self._size:
                self._tasks.popitem(last=False)
        try:
            return await asyncio.shield(task)
        except Exception:
            self._tasks.pop(key, None)
            raise


class Turns:
    """One lock a person: a person's messages are answered in order, different people at once."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Sender, asyncio.Lock] = WeakValueDictionary()

    def of(self, sender: Sender) -> asyncio.Lock:
        """The lock to hold from asking the dialogue until its replies are sent."""
        return self._locks.setdefault(sender, asyncio.Lock())


class Work:
    """Tasks that outlive the request that started them and are waited for at shutdown."""

    def __init__(self, patience: float = 10.0) -> None:
        """`patience` is how many seconds `drain` waits before it cancels what is left."""
        self._patience = patience
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, job: Coroutine[Any, Any, None]) -> None:
        """Run `job`; an error it lets out is logged."""
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def drain(self) -> None:
        """Wait until all is done, or cancel what takes too long."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(set(self._tasks), timeout=self._patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("background work failed", exc_info=error)


async def answer(turn: Awaitable[list[Reply]]) -> list[Reply]:
    """The replies of a turn, or an apology a person can read: silence would look like a dead bot."""
    try:
        return await turn
    except MoviesError as error:
        logger.warning("a message got no reply: %s", type(error).__name__)
        return [Reply(text=str(error))]
    except Exception:
        logger.exception("a message could not be answered")
        return [Reply(text=_APOLOGY)]


async def quietly(action: Awaitable[object], *expected: type[Exception]) -> None:
    """Do something whose failure must not cost the person the answer; `expected` errors are logged."""
    try:
        await action
    except expected as error:
        logger.info("skipped: %s", error)
