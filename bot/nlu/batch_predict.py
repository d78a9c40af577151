"""Predicts many messages with a trained model; run in the engine environment: JSON lines in, JSON lines out.

python -m bot.nlu.batch_predict --model models/x.tar.gz --messages IN.jsonl --predictions OUT.jsonl
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

FALLBACK = "nlu_fallback"


async def predict_messages(agent: Any, messages: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[float]]:
    """A prediction a message, with the milliseconds that each parse took."""
    predictions, times = [], []
    for message in messages:
        # Rasa takes a leading slash for a command that names its intent; typed words never are one.
        typed = message["text"].lstrip("/ ")
        started = time.perf_counter()
        parsed = await agent.parse_message(typed)
        times.append((time.perf_counter() - started) * 1000)
        described = describe_prediction(parsed, shift=len(message["text"]) - len(typed))
        predictions.append({"id": message["id"], "text": message["text"], **described})
    return predictions, times


def describe_prediction(parsed: dict[str, Any], *, shift: int = 0) -> dict[str, Any]:
    """The parts of Rasa's parse that are kept; `shift` letters stood before what was parsed. Format: DESIGN.md, section 3."""
    intent = parsed.get("intent") or {}
    return {
        "intent": intent.get("name") or FALLBACK,
        "confidence": float(intent.get("confidence") or 0.0),
        "ranking": [[each["name"], float(each["confidence"])] for each in parsed.get("intent_ranking", [])],
        "entities": [
            {
                key: entity[key] + shift if key in ("start", "end") else entity[key]
                for key in ("entity", "value", "start", "end", "id", "candidates", "role")
                if entity.get(key) is not None
            }
            for entity in parsed.get("entities", [])
        ],
        "language": parsed.get("language"),
        "nearest_examples": parsed.get("nearest_examples", []),
    }


def main() -> int:
    """Loads the model once, predicts all messages, prints the figures of the run as one JSON line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--messages", type=Path, required=True)
    arguments.add_argument("--predictions", type=Path, required=True)
    options = arguments.parse_args()
    if not options.model.is_file():
        # Rasa would silently load the newest model in the folder instead.
        print(f"no such model: {options.model}", file=sys.stderr)  # noqa: T201
        return 1

    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    # Else Rasa writes every message to standard output, and stumbles over half of a surrogate pair there.
    configure_structlog(logging.WARNING)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]

    started = time.monotonic()
    agent = Agent.load(model_path=options.model)
    loaded = time.monotonic() - started
    # Only line feeds end a line: other signs that Python takes for line ends stand in messages.
    messages = [json.loads(line) for line in options.messages.read_text(encoding="utf-8").split("\n") if line.strip()]
    predictions, times = asyncio.run(predict_messages(agent, messages))
    options.predictions.write_text(
        # ASCII with escapes: a message may hold half of a surrogate pair, which no encoding takes.
        "".join(json.dumps(each) + "\n" for each in predictions),
        encoding="utf-8",
    )
    figures = {
        "messages": len(messages),
        "load_seconds": round(loaded, 1),
        "parse_p50_ms": round(statistics.median(times), 2) if times else 0.0,
        "parse_p95_ms": round(sorted(times)[int(len(times) * 0.95)], 2) if times else 0.0,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
