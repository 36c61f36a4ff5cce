from __future__ import annotations

from pathlib import Path

import yaml
from rasa_sdk.executor import ActionExecutor

from actions.registry import FALLBACK_INTENT, HANDLERS, action_name, register
from bot.assistant import Assistant
from bot.settings import PROJECT

DOMAIN = yaml.safe_load(Path(PROJECT / "domain.yml").read_text())


def test_every_intent_of_the_domain_has_a_handler_and_the_other_way_round() -> None:
    assert set(DOMAIN["intents"]) == set(HANDLERS) - {FALLBACK_INTENT}


def test_the_domain_calls_exactly_the_registered_actions(assistant: Assistant) -> None:
    executor = ActionExecutor()
    register(executor, assistant)
    assert set(executor.actions) == set(DOMAIN["actions"]) == {action_name(intent) for intent in HANDLERS}


def test_rules_lead_every_intent_to_its_action() -> None:
    rules = yaml.safe_load(Path(PROJECT / "data/training/rules.yml").read_text())["rules"]
    led = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
    assert {intent: action_name(intent) for intent in DOMAIN["intents"]}.items() <= led.items()


def test_the_domain_holds_the_slots_of_a_conversation() -> None:
    assert set(DOMAIN["slots"]) == {"shown", "focus", "request", "pending", "deed"}
