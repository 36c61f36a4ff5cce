"""The whole service with all its channels, the providers beside it, and the dialogue it is given.

To run the contract on another dialogue, override `converse`; rows that need certain answers say so.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.assistant import Assistant
from bot.db.session import migrate, open_database
from bot.impressions import ImpressionLog
from bot.settings import Settings
from channels.api.app import create_app
from channels.dialogue import DialogueClient
from channels.messages import Converse
from tests.contract.doors.base import Door
from tests.contract.doors.http import RestDoor, WebDoor
from tests.contract.doors.slack import SlackDoor
from tests.contract.doors.telegram import TelegramDoor
from tests.contract.parrot import Parrot
from tests.providers import slack, telegram
from tests.providers.serving import served
from tests.providers.slack import Slack
from tests.providers.telegram import Telegram


@dataclass(frozen=True)
class Service:
    """The running service and its providers."""

    url: str
    telegram: Telegram
    slack: Slack


@pytest.fixture
def parrot() -> Parrot:
    """The contract's own dialogue."""
    return Parrot()


@pytest.fixture
def converse(parrot: Parrot) -> Converse:
    """The dialogue behind all channels."""
    return parrot


@pytest.fixture
async def service(converse: Converse, tmp_path: Path) -> AsyncIterator[Service]:
    """The real app with every channel on, answering by `converse`."""
    async with AsyncExitStack() as stack:
        bot_api = await stack.enter_async_context(Telegram.running())
        web_api = await stack.enter_async_context(Slack.running())
        settings = Settings(
            _env_file=None,
            home=tmp_path,
            database_url=None,
            public_url="https://movies.test",
            telegram_token=telegram.TOKEN,
            telegram_mode="webhook",
            telegram_secret=None,
            telegram_base_url=bot_api.base_url,
            slack_bot_token=slack.TOKEN,
            slack_signing_secret=slack.SIGNING_SECRET,
            slack_base_url=web_api.base_url,
            rest_api_keys="site:rest-key-1, partner:rest-key-2",
        )
        app = create_app(settings, build=_people_only)
        url = await stack.enter_async_context(served(app))
        dialogue = cast(DialogueClient, SimpleNamespace(converse=converse))
        app.state.services = replace(app.state.services, dialogue=dialogue)
        yield Service(url, bot_api, web_api)


DOORS: dict[str, Callable[[Service], Door]] = {
    "web": lambda service: WebDoor(service.url),
    "telegram": lambda service: TelegramDoor(service.url, service.telegram),
    "slack": lambda service: SlackDoor(service.url, service.slack),
    "rest": lambda service: RestDoor(service.url, "rest-key-1", "rest-key-2"),
}


@pytest.fixture(params=DOORS)
async def door(request: pytest.FixtureRequest, service: Service) -> Door:
    """Each channel in turn."""
    return await DOORS[request.param](service).open()


@pytest.fixture(params=[name for name in DOORS if name != "web"])
async def repeating_door(request: pytest.FixtureRequest, service: Service) -> Door:
    """Each channel whose provider may deliver a message twice."""
    return await DOORS[request.param](service).open()


def _people_only(settings: Settings) -> Assistant:
    """The assistant as far as channels use it: people in a real database, without films."""
    migrate(settings.resolved_database_url)
    database = open_database(settings.resolved_database_url)
    unused = cast(Any, None)
    return Assistant(database, unused, unused, unused, ImpressionLog(database), unused, unused)
