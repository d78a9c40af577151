"""What every table shares: naming of constraints, and the provenance that every fact row carries."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

from sqlalchemy import Enum, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

if TYPE_CHECKING:
    from bot.regional.models.sources import Source

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all models."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


class Quality(enum.StrEnum):
    """How far a fact can be trusted; shown to the reader."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    GENERAL = "general"
    UNCONFIRMED = "unconfirmed"
    DEMO = "demo"


def named_enum(values: type[enum.StrEnum], name: str) -> Enum:
    """A text column checked against an enum's values; a plain CHECK works alike on SQLite and PostgreSQL."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Provenance:
    """Source, date, validity and quality of a fact row.

    `published` is an ISO date as exact as it is known ("2020", "2025-12" or "2026-06-15") and empty where the source
    states none; `retrieved_on` is the day the row was read from the source or last confirmed.
    """

    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"), index=True)
    published: Mapped[str] = mapped_column(String(10), default="")
    retrieved_on: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    quality: Mapped[Quality] = mapped_column(named_enum(Quality, "quality"))

    @declared_attr
    def source(cls) -> Mapped[Source]:
        return relationship("Source", lazy="joined", innerjoin=True)


class Retirable:
    """A row that its source no longer lists is retired, never deleted, so that history stays readable."""

    retired_on: Mapped[dt.date | None] = mapped_column(index=True)
