"""Rasa component: writes shorthand out before anything is recognised."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.shorthand import written_out


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlainWords(GraphComponent):  # type: ignore[misc]
    """Rewrites `plz shw mor moviez` as `please show more movies`; payloads of buttons stay."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlainWords:
        """Make the component, as Rasa asks for it."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Rewrite the texts of `messages`."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                message.set(TEXT, written_out(text))
        return messages
