"""Rasa component: turns slash commands into payloads before Rasa reads them."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.slash import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SlashCommands(GraphComponent):  # type: ignore[misc]
    """Rewrites messages such as Telegram's `/start`; `intents` in the configuration are the ones buttons may name."""

    def __init__(self, intents: frozenset[str]) -> None:
        self._intents = intents

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SlashCommands:
        """Make the component, as Rasa asks for it."""
        return cls(frozenset(config["intents"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Rewrite the texts of `messages`."""
        for message in messages:
            message.set(TEXT, normalise(message.get(TEXT) or "", self._intents))
        return messages
