"""Programmes and their orientations, the steps to an occupation, and who gives which programme where."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.regional.models.base import Base, Provenance, Retirable
from bot.regional.models.geography import Municipality


class Programme(Base, Provenance, Retirable):
    """A programme, an orientation of one, or a kind of adult or post-secondary education."""

    __tablename__ = "programmes"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    code: Mapped[str] = mapped_column(String(4), default="", index=True)
    orientation_code: Mapped[str] = mapped_column(String(10), default="")
    name_sv: Mapped[str] = mapped_column(String(160))
    orientation_sv: Mapped[str] = mapped_column(String(160), default="")
    type: Mapped[str] = mapped_column(String(40), default="")
    level: Mapped[str] = mapped_column(String(30))
    length: Mapped[str] = mapped_column(String(40), default="")
    ended: Mapped[bool] = mapped_column(default=False)
    in_industry: Mapped[bool] = mapped_column(default=True)
    note_sv: Mapped[str] = mapped_column(Text, default="")
    note_en: Mapped[str] = mapped_column(Text, default="")

    links: Mapped[list[ProgrammeLink]] = relationship(cascade="all, delete-orphan", order_by="ProgrammeLink.ssyk")


class ProgrammeLink(Base):
    """An SSYK group that a programme leads to."""

    __tablename__ = "programme_links"

    programme_id: Mapped[str] = mapped_column(ForeignKey("programmes.id"), primary_key=True)
    ssyk: Mapped[str] = mapped_column(String(4), primary_key=True, index=True)


class EducationStep(Base, Provenance, Retirable):
    """One step on a way to an occupation; steps with the same `step_order` are alternatives."""

    __tablename__ = "education_steps"
    __table_args__ = (UniqueConstraint("occupation_id", "step_order", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), index=True)
    step_order: Mapped[int]
    level: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(160))
    length: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class Offering(Base, Provenance, Retirable):
    """A provider that gives a programme in a municipality."""

    __tablename__ = "offerings"
    __table_args__ = (UniqueConstraint("programme_id", "municipality_code", "provider"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[str] = mapped_column(ForeignKey("programmes.id"), index=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), index=True)
    provider: Mapped[str] = mapped_column(String(160))
    website: Mapped[str] = mapped_column(String(300), default="")
    demo: Mapped[bool] = mapped_column(default=False)

    programme: Mapped[Programme] = relationship(lazy="joined", innerjoin=True)
    municipality: Mapped[Municipality] = relationship(lazy="joined", innerjoin=True)
