"""What the chat counts for operation (Prometheus); never words, ids or addresses."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

TURNS = Counter("syvbot_turns_total", "Turns by how they ended.", ["outcome"])
SAFEGUARDING = Counter("syvbot_safeguarding_total", "Messages that met the safeguarding texts.")
REFUSED = Counter("syvbot_refused_total", "Messages refused, by reason.", ["reason"])
TURN_SECONDS = Histogram(
    "syvbot_turn_seconds", "Time of a whole turn.", buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 10)
)
OWN_SECONDS = Histogram(
    "syvbot_gateway_share_seconds", "The gateway's own share of a turn, without the dialogue engine.",
    buckets=(0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.25, 1),
)  # fmt: skip
LIVE_SESSIONS = Gauge("syvbot_live_sessions", "Conversations that are going on.")
PUT_OFF = Gauge("syvbot_database_put_off", "Pieces of work that wait for the database.")
EXPIRY_FAILURES = Counter("syvbot_retention_failures_total", "Runs of the deletion job that failed.")
