"""Runs in Rasa's environment: loads the model named on the command line, then answers one JSON line with another.

A list of messages comes in; what Rasa understands of each and does about it goes out, after `ANSWER `:
`{"intent", "confidence", "ranking", "entities", "action", "milliseconds"}`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any


async def understand(processor: Any, text: str) -> dict[str, Any]:
    from rasa.core.channels.channel import UserMessage

    message = UserMessage(text, sender_id=f"{time.monotonic_ns()}")
    started = time.perf_counter()
    parsed = await processor.parse_message(message)
    milliseconds = 1000 * (time.perf_counter() - started)
    message.parse_data = parsed
    tracker = await processor.log_message(message, should_save_tracker=False)
    scores = processor.predict_next_with_tracker(tracker)["scores"]
    return {
        "intent": parsed["intent"]["name"],
        "confidence": parsed["intent"]["confidence"],
        "ranking": [row["name"] for row in parsed.get("intent_ranking", [])],
        "entities": [{"entity": found["entity"], "value": found["value"]} for found in parsed["entities"]],
        "action": max(scores, key=lambda row: row["score"])["action"],
        "milliseconds": milliseconds,
    }


async def main() -> None:
    from rasa.core.agent import Agent

    processor = Agent.load(sys.argv[1]).processor
    assert processor is not None, f"no model in {sys.argv[1]}"
    for line in sys.stdin:
        answers = [await understand(processor, text) for text in json.loads(line)]
        print("ANSWER " + json.dumps(answers), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
