"""Salaries as published, with the level of detail that each figure really has."""

from __future__ import annotations

import decimal

from sqlalchemy import Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.regional.models.base import Base, Provenance, Retirable


class Salary(Base, Provenance, Retirable):
    """A monthly salary in SEK before tax, or an hourly wage.

    `level` is ssyk4, ssyk3 or sni; `area_code` is "00" (the whole country) or a NUTS 2 code; `statistic` is mean,
    median, mean_hourly_workers or mean_monthly_salaried; `sex` is total, women or men; `period` is "2020" or "2024-02",
    empty where the source does not say.
    """

    __tablename__ = "salaries"
    __table_args__ = (UniqueConstraint("level", "code", "sex", "area_code", "statistic", "period", "source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(6))
    code: Mapped[str] = mapped_column(String(10), index=True)
    name: Mapped[str] = mapped_column(String(160))
    sex: Mapped[str] = mapped_column(String(6))
    area_code: Mapped[str] = mapped_column(String(4))
    statistic: Mapped[str] = mapped_column(String(24))
    period: Mapped[str] = mapped_column(String(7), default="")
    monthly_sek: Mapped[int | None]
    hourly_sek: Mapped[decimal.Decimal | None] = mapped_column(Numeric(8, 2))
    employees: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(200), default="")
