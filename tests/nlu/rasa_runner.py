"""Runs in Rasa's environment: reads one JSON request from stdin, answers with one JSON document on the last line.

`{"model": path, "messages": [...]}` -> for each message what Rasa understands and does:
`{"intent", "confidence", "ranking", "entities", "action", "milliseconds"}`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any


async def understand(model: str, messages: list[str]) -> list[dict[str, Any]]:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.core.events import ActionExecuted

    agent = Agent.load(model)
    processor = agent.processor
    assert processor is not None, f"no model in {model}"
    answers = []
    for number, text in enumerate(messages):
        message = UserMessage(text, sender_id=str(number))
        started = time.perf_counter()
        parsed = await processor.parse_message(message)
        milliseconds = 1000 * (time.perf_counter() - started)
        message.parse_data = parsed
        tracker = await processor.log_message(message, should_save_tracker=False)
        prediction = processor.predict_next_with_tracker(tracker)
        assert prediction is not None
        best = max(prediction["scores"], key=lambda score: score["score"])["action"]
        assert any(isinstance(event, ActionExecuted) for event in tracker.events)
        answers.append(
            {
                "intent": parsed["intent"]["name"],
                "confidence": parsed["intent"]["confidence"],
                "ranking": [row["name"] for row in parsed.get("intent_ranking", [])],
                "entities": [
                    {"entity": entity["entity"], "value": entity["value"]} for entity in parsed["entities"]
                ],
                "action": best,
                "milliseconds": milliseconds,
            }
        )
    return answers


def main() -> None:
    request = json.load(sys.stdin)
    answers = asyncio.run(understand(request["model"], request["messages"]))
    print("\n" + json.dumps(answers))


if __name__ == "__main__":
    main()
