"""The table of conversations, which the engine writes and the gateway empties: one row a session, without a pupil's words.

Both environments read this module, so it keeps to what Python 3.10 and SQLAlchemy 1.4 know.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, MetaData, String, Table, Text

metadata = MetaData()

conversations = Table(
    "engine_conversations", metadata,
    Column("sender_id", String(255), primary_key=True),
    # The slots that differ from their initial values, as JSON.
    Column("slots", Text, nullable=False),
    # Seconds since the epoch.
    Column("last_turn_at", Float, nullable=False),
)  # fmt: skip
