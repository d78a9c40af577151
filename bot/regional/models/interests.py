"""Interests and education levels as pupils say them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.regional.models.base import Base, Provenance


class Interest(Base, Provenance):
    """Something a pupil likes; `riasec` is its Holland type (R I A S E C)."""

    __tablename__ = "interests"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    label_sv: Mapped[str] = mapped_column(String(80))
    label_en: Mapped[str] = mapped_column(String(80))
    riasec: Mapped[str] = mapped_column(String(3))

    occupations: Mapped[list[InterestOccupation]] = relationship(
        cascade="all, delete-orphan", order_by="InterestOccupation.rank"
    )


class InterestOccupation(Base):
    """An occupation that suits an interest."""

    __tablename__ = "interest_occupations"

    interest_id: Mapped[str] = mapped_column(ForeignKey("interests.id"), primary_key=True)
    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(default=0)


class EducationLevel(Base):
    """A school form or school year that a pupil can name."""

    __tablename__ = "education_levels"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    label_sv: Mapped[str] = mapped_column(String(80))
    label_en: Mapped[str] = mapped_column(String(80))
