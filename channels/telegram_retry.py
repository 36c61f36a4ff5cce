"""Patience with Telegram: waits when told to, and tries again when the network drops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

logger = logging.getLogger(__name__)

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Patience(BaseRateLimiter[int]):
    """Repeats a refused or lost request up to `retries` times; `rate_limit_args` sets another number.

    A 429 waits as long as Telegram says, unless that is over `longest` seconds. A lost connection or a
    server error is tried again after `pause`, 2 x `pause`... seconds: a message that arrived although
    its answer was lost is then sent twice, which is better than one that never arrives.
    """

    def __init__(self, retries: int = 3, pause: float = 0.5, longest: float = 120.0) -> None:
        self._retries = retries
        self._pause = pause
        self._longest = longest

    async def initialize(self) -> None:
        """Nothing is held open."""

    async def shutdown(self) -> None:
        """Nothing is held open."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: tuple[object, ...],
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002 - the library passes it by name
        rate_limit_args: int | None,
    ) -> Result:
        """Make the request; raises the library's error when it still fails at the end."""
        retries = self._retries if rate_limit_args is None else rate_limit_args
        for attempt in range(retries):
            try:
                return await callback(*args, **kwargs)
            except BadRequest:  # a kind of NetworkError to the library, but never better the next time
                raise
            except RetryAfter as error:
                wait = _seconds(error)
                if wait > self._longest:
                    raise
                logger.warning("Telegram asks to wait %.0f s before %s", wait, endpoint)
            except NetworkError as error:
                wait = self._pause * (attempt + 1)
                logger.warning("%s failed, again in %.1f s: %s", endpoint, wait, error)
            await asyncio.sleep(wait)
        return await callback(*args, **kwargs)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after  # an int, or a timedelta where the library is told so
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
