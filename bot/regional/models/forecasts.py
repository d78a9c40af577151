"""Shortage forecasts of Yrkesbarometern: one row an occupation, area and round; every round is kept."""

from __future__ import annotations

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.regional.models.base import Base, Provenance


class Forecast(Base, Provenance):
    """An assessment as published. A level that is None means that no assessment was made: never guess one.

    `barometer_key` is the publisher's concept id, or "namn:" and the barometer occupation's name where a copy lacks the
    id. `area_code` is "00" for the whole country, else a county code. `paradox_reasons` is "|"-separated.
    """

    __tablename__ = "forecasts"
    __table_args__ = (
        UniqueConstraint("barometer_key", "area_code", "round"),
        Index("ix_forecasts_area_round_situation", "area_code", "round", "situation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    barometer_key: Mapped[str] = mapped_column(String(170))
    barometer_id: Mapped[str] = mapped_column(String(20), default="", index=True)
    barometer_name: Mapped[str] = mapped_column(String(160), index=True)
    barometer_note: Mapped[str] = mapped_column(Text, default="")
    field: Mapped[str] = mapped_column(String(120), default="")
    area_code: Mapped[str] = mapped_column(String(2))
    round: Mapped[str] = mapped_column(String(6))
    ssyk_codes: Mapped[str] = mapped_column(String(120), default="")
    ssyk_name: Mapped[str] = mapped_column(Text, default="")
    ssyk_count: Mapped[int] = mapped_column(default=1)
    part_of_ssyk: Mapped[bool] = mapped_column(default=False)
    opportunities: Mapped[str | None] = mapped_column(String(20))
    situation: Mapped[str | None] = mapped_column(String(20))
    outlook: Mapped[str | None] = mapped_column(String(20))
    paradox_reasons: Mapped[str] = mapped_column(String(120), default="")
    text_opportunities: Mapped[str] = mapped_column(Text, default="")
    text_situation: Mapped[str] = mapped_column(Text, default="")
    widest_basis: Mapped[str | None] = mapped_column(String(20))
    basis_share: Mapped[str | None] = mapped_column(String(10))
    taxonomy_version: Mapped[int | None]
