"""Rasa component: titles and people of the catalogue, and everything else a command needs to know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.entities import find_entities
from nlu.gazetteer_files import GazetteerFiles

FOLDER = "MOVIES_GAZETTEER"
"""Environment variable that names the folder with the catalogue's names."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CatalogueEntityExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Sets title, person, genre, year, runtime, language, rating, mood and ordinal entities."""

    def __init__(self, files: GazetteerFiles) -> None:
        self._files = files
        files.current()  # read at the start: the first message shall not wait

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CatalogueEntityExtractor:
        """Make the component, as Rasa asks for it."""
        folder = os.environ.get(FOLDER)
        return cls(GazetteerFiles(Path(folder) if folder else None))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities found to `messages`; payloads of buttons bring their own."""
        gazetteer = self._files.current()
        for message in messages:
            text = message.get(TEXT) or ""
            if text.startswith("/"):
                continue
            found = [
                {
                    "entity": span.entity,
                    "start": span.start,
                    "end": span.end,
                    "value": span.value,
                    "confidence_entity": span.confidence,
                }
                for span in find_entities(text, gazetteer)
            ]
            message.set(
                ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True
            )
        return messages
