"""Occupations: codes, names, descriptions, and what they are linked to."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.regional.models.base import Base, Provenance, Retirable


class Occupation(Base, Provenance, Retirable):
    """An occupation that pupils ask about.

    `described` is False for the occupations that Syvbot knows by name only: it understands the word, says that it has
    no facts, and points to `kin`. SSYK codes are SSYK 2012, four digits, empty for those.
    """

    __tablename__ = "occupations"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    described: Mapped[bool] = mapped_column(default=True)
    ssyk: Mapped[str] = mapped_column(String(4), default="", index=True)
    ssyk_name: Mapped[str] = mapped_column(String(160), default="")
    label_sv: Mapped[str] = mapped_column(String(120))
    label_plural_sv: Mapped[str] = mapped_column(String(120), default="")
    label_en: Mapped[str] = mapped_column(String(120))
    label_plural_en: Mapped[str] = mapped_column(String(120), default="")
    industry_id: Mapped[str | None] = mapped_column(ForeignKey("industries.id"), index=True)
    riasec: Mapped[str] = mapped_column(String(3), default="")
    jobtech_ssyk4_id: Mapped[str] = mapped_column(String(20), default="")
    jobtech_occupation_name: Mapped[str] = mapped_column(String(160), default="")
    jobtech_occupation_id: Mapped[str] = mapped_column(String(20), default="")

    barometers: Mapped[list[OccupationBarometer]] = relationship(
        cascade="all, delete-orphan", order_by="OccupationBarometer.name"
    )
    descriptions: Mapped[list[OccupationDescription]] = relationship(cascade="all, delete-orphan")
    industries: Mapped[list[OccupationIndustry]] = relationship(cascade="all, delete-orphan")
    interests: Mapped[list[OccupationInterest]] = relationship(
        cascade="all, delete-orphan", order_by="OccupationInterest.rank"
    )
    kin: Mapped[list[OccupationKin]] = relationship(
        cascade="all, delete-orphan", order_by="OccupationKin.rank", foreign_keys="OccupationKin.occupation_id"
    )


class OccupationBarometer(Base):
    """The barometer occupation that forecasts an occupation; `barometer_id` is empty where only the name is known."""

    __tablename__ = "occupation_barometers"

    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    barometer_id: Mapped[str] = mapped_column(String(20), default="", index=True)


class OccupationDescription(Base, Provenance):
    """What the work is like; `variant` is sv, easy (another, easier Swedish text) or en."""

    __tablename__ = "occupation_descriptions"

    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    variant: Mapped[str] = mapped_column(String(4), primary_key=True)
    does: Mapped[str] = mapped_column(Text)
    day: Mapped[str] = mapped_column(Text)
    tools: Mapped[str] = mapped_column(Text)
    environment: Mapped[str] = mapped_column(Text)
    thrives: Mapped[str] = mapped_column(Text)
    misunderstandings: Mapped[str] = mapped_column(Text)


class OccupationIndustry(Base):
    """An industry where people with the occupation work."""

    __tablename__ = "occupation_industries"

    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    industry_id: Mapped[str] = mapped_column(ForeignKey("industries.id"), primary_key=True, index=True)


class OccupationInterest(Base):
    """An interest, in a pupil's words, that the occupation suits."""

    __tablename__ = "occupation_interests"

    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    text: Mapped[str] = mapped_column(String(120), primary_key=True)
    rank: Mapped[int] = mapped_column(default=0)


class OccupationKin(Base):
    """The nearest described occupations of one that is known by name only."""

    __tablename__ = "occupation_kin"

    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    kin_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(default=0)
