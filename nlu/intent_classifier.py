"""Rasa component: the intent of a message, judged on its masked text."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.encoder import SentenceEncoder
from nlu.examples import learnable
from nlu.intent_model import IntentModel, Settings
from nlu.judgement import Limits, decide
from nlu.masking import mask, spoken
from nlu.spans import Span

ENCODER = "MOVIES_NLU_ENCODER"
"""Environment variable that names the folder of the sentence encoder."""
_RANKING = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MaskedIntentClassifier(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Learns from masked examples and sets intent and ranking; `nlu_fallback` where acting would be a guess."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._settings = Settings(**config["learning"])
        self._limits = Limits(**config["limits"])
        self._storage = storage
        self._resource = resource
        self._model = model
        self._encoder = _encoder() if model is None or model.dimension else None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`learning` overrides fields of `intent_model.Settings`, `limits` those of `judgement.Limits`."""
        return {"learning": {}, "limits": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MaskedIntentClassifier:
        """Make an untrained component, as Rasa asks for it."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MaskedIntentClassifier:
        """Read the trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the code and word lists of this package, so that Rasa never reuses an outdated training."""
        package = Path(__file__).parent
        digest = hashlib.sha256(os.environ.get(ENCODER, "").encode())
        for path in sorted([*package.rglob("*.py"), *package.rglob("*.txt")]):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have an intent; raises ValueError without the sentence encoder."""
        texts, intents, importance = [], [], []
        for message in training_data.intent_examples:
            for example in learnable(message.get(TEXT), _spans(message)):
                texts.append(example.masked)
                intents.append(message.get(INTENT))
                importance.append(example.importance)
        assert self._encoder is not None, "an untrained component has opened its encoder"
        vectors = self._encoder.encode([spoken(text) for text in texts])
        self._model = IntentModel.train(texts, intents, importance, vectors, self._settings)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from predicted intents."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of each message; payloads of buttons bring their own."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking: list[tuple[str, float]] = []
            name, confidence = "", 0.0
            if not text.startswith("/") and self._model is not None:
                masked = mask(text, _spans(message))
                vector = self._encoder.encode([spoken(masked)])[0] if self._encoder else None
                ranking = self._model.predict(masked, vector)
                name, confidence = decide(ranking, masked, self._model.known, self._limits)
            message.set(INTENT, {"name": name or None, "confidence": confidence}, add_to_output=True)
            rows = [{"name": intent, "confidence": chance} for intent, chance in ranking[:_RANKING]]
            message.set(INTENT_RANKING_KEY, rows, add_to_output=True)
        return messages


def _encoder() -> SentenceEncoder:
    folder = os.environ.get(ENCODER)
    if not folder:
        raise ValueError(
            f"{ENCODER} must name the folder of a sentence encoder (config.json, vocab.txt, model.safetensors)"
        )
    return SentenceEncoder(Path(folder))


def _spans(message: Message) -> list[Span]:
    return [
        Span(entity["entity"], entity["start"], entity["end"], str(entity["value"]))
        for entity in message.get(ENTITIES, [])
        if entity.get("start") is not None and entity.get("end") is not None
    ]
