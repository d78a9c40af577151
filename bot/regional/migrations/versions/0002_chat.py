"""Chat: sessions, turn log, counts that stay, deletions, sites."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "chat_daily_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("site_key", sa.String(length=40), nullable=False),
        sa.Column("county_code", sa.String(length=2), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("unhelpful", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day",
            "site_key",
            "county_code",
            "municipality_code",
            "language",
            "topic",
            name=op.f("pk_chat_daily_counts"),
        ),
    )
    op.create_table(
        "chat_deletions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "asked", "session_ended", "retention", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("trackers", sa.Integer(), nullable=False),
        sa.Column("site_messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_deletions")),
    )
    op.create_index(op.f("ix_chat_deletions_at"), "chat_deletions", ["at"], unique=False)
    op.create_table(
        "chat_engine_forgets",
        sa.Column("sender", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_chat_engine_forgets")),
    )
    op.create_table(
        "chat_safeguarding_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "language", name=op.f("pk_chat_safeguarding_counts")),
    )
    op.create_table(
        "chat_sessions",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("sender", sa.String(length=32), nullable=False),
        sa.Column("site_key", sa.String(length=40), nullable=True),
        sa.Column("county_code", sa.String(length=2), nullable=True),
        sa.Column("municipality_code", sa.String(length=4), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_chat_sessions")),
        sa.UniqueConstraint("conversation", name=op.f("uq_chat_sessions_conversation")),
        sa.UniqueConstraint("sender", name=op.f("uq_chat_sessions_sender")),
    )
    op.create_index(op.f("ix_chat_sessions_last_active_at"), "chat_sessions", ["last_active_at"], unique=False)
    op.create_table(
        "chat_turns",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pressed", sa.Boolean(), nullable=False),
        sa.Column("redactions", sa.JSON(), nullable=False),
        sa.Column("site_key", sa.String(length=40), nullable=True),
        sa.Column("county_code", sa.String(length=2), nullable=True),
        sa.Column("municipality_code", sa.String(length=4), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "answered",
                "empty",
                "late",
                "broken",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("intent", sa.String(length=60), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.Column("entities", sa.JSON(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_turns")),
        sa.UniqueConstraint("conversation", "message_id", name=op.f("uq_chat_turns_conversation_message_id")),
    )
    op.create_index(op.f("ix_chat_turns_conversation"), "chat_turns", ["conversation"], unique=False)
    op.create_index(op.f("ix_chat_turns_intent"), "chat_turns", ["intent"], unique=False)
    op.create_index(op.f("ix_chat_turns_said_at"), "chat_turns", ["said_at"], unique=False)
    op.create_index("ix_chat_turns_said_at_topic", "chat_turns", ["said_at", "topic"], unique=False)
    op.create_table(
        "chat_sites",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("county_code", sa.String(length=2), nullable=True),
        sa.Column("municipality_code", sa.String(length=4), nullable=True),
        sa.Column("greeting", sa.Text(), nullable=False),
        sa.Column("color_primary", sa.String(length=7), nullable=False),
        sa.Column("color_on_primary", sa.String(length=7), nullable=False),
        sa.Column("counsellor_name", sa.String(length=120), nullable=False),
        sa.Column("counsellor_email", sa.String(length=160), nullable=False),
        sa.Column("counsellor_phone", sa.String(length=40), nullable=False),
        sa.Column("opening_hours", sa.String(length=200), nullable=False),
        sa.Column("starters", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("allowed_origins", sa.JSON(), nullable=False),
        sa.Column("test", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["counties.code"], name=op.f("fk_chat_sites_county_code_counties")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_chat_sites_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_chat_sites")),
    )
    op.create_table(
        "chat_site_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("site_key", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.String(length=160), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_key"],
            ["chat_sites.key"],
            name=op.f("fk_chat_site_messages_site_key_chat_sites"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_site_messages")),
    )
    op.create_index(op.f("ix_chat_site_messages_created_at"), "chat_site_messages", ["created_at"], unique=False)
    op.create_index(op.f("ix_chat_site_messages_kind"), "chat_site_messages", ["kind"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_chat_site_messages_kind"), table_name="chat_site_messages")
    op.drop_index(op.f("ix_chat_site_messages_created_at"), table_name="chat_site_messages")
    op.drop_table("chat_site_messages")
    op.drop_table("chat_sites")
    op.drop_index("ix_chat_turns_said_at_topic", table_name="chat_turns")
    op.drop_index(op.f("ix_chat_turns_said_at"), table_name="chat_turns")
    op.drop_index(op.f("ix_chat_turns_intent"), table_name="chat_turns")
    op.drop_index(op.f("ix_chat_turns_conversation"), table_name="chat_turns")
    op.drop_table("chat_turns")
    op.drop_index(op.f("ix_chat_sessions_last_active_at"), table_name="chat_sessions")
    op.drop_table("chat_sessions")
    op.drop_table("chat_safeguarding_counts")
    op.drop_table("chat_engine_forgets")
    op.drop_index(op.f("ix_chat_deletions_at"), table_name="chat_deletions")
    op.drop_table("chat_deletions")
    op.drop_table("chat_daily_counts")
