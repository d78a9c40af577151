"""An engine that answers at once: Rasa's REST channel with one answer of the usual size, so that all of a turn is the gateway's share."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

_TEXT = (
    "**35 500 kronor i månaden** före skatt, så mycket tjänar svetsare och gasskärare i mitten. Hälften tjänar mer och hälften "
    "mindre (median).\n\nSiffran är medianlön före skatt i hela landet, 2025.\n\nNär du är ny är lönen ofta lägre. Skift kan ge mer."
)
_SOURCE = {
    "name": "Lönestrukturstatistik", "publisher": "SCB", "published": "2025", "valid_until": "2027-06-30", "url": "https://www.scb.se/",
    "quality": "official",
}  # fmt: skip
_ITEM = {
    "kind": "salary", "label": "Svetsare och gasskärare", "amount": "35 500", "unit": "kronor i månaden", "period": "2025",
    "statistic": "medianlön före skatt", "area": "hela landet", "value": "35 500 kronor i månaden",
}  # fmt: skip
_UNDERSTOOD = {
    "intent": "ask_salary", "confidence": 0.98, "abstained": False, "language": "sv", "pressed": False, "model": "x" * 32,
    "ranking": [[f"ask_{number}", 0.01] for number in range(5)],
    "entities": [{"entity": "occupation", "value": "svetsare", "start": 14, "end": 22, "id": "svetsare"}],
}  # fmt: skip
PARTS: list[dict[str, Any]] = [
    {
        "recipient_id": "x",
        "text": _TEXT,
        "buttons": [
            {"title": f"Fråga {number} om svetsare", "payload": f'/ask_{number}{{"occupation": "svetsare"}}'}
            for number in range(3)
        ],
    },
    {
        "recipient_id": "x",
        "custom": {
            "topic": "ask_salary", "language": "sv", "occupation": {"id": "svetsare", "ssyk": "7212", "label": "Svetsare"},
            "place": {"kind": "municipality", "code": "1490", "name": "Borås"}, "employer": None, "programme": None, "industry": None,
            "items": [_ITEM] * 3, "sources": [_SOURCE] * 2, "notes": ["En uppgift kommer i andra hand."], "understood": _UNDERSTOOD,
        },
    },
]  # fmt: skip
_BODY = json.dumps(PARTS).encode()
_ANSWER = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(_BODY)}\r\n\r\n".encode() + _BODY


async def answer_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers whatever comes over one connection, until it ends."""
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if b"content-length:" in head:
                await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
            writer.write(_ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def serve(port: int) -> None:
    """Listens until it is ended."""
    listening = await asyncio.start_server(answer_all, "127.0.0.1", port)
    async with listening:
        await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
