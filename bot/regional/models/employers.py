"""Employers, their sites, what they offer pupils, and contacts that may be used while consent lasts."""

from __future__ import annotations

import datetime as dt
import enum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.regional.models.base import Base, Provenance, Retirable, named_enum
from bot.regional.models.geography import Municipality


class OfferKind(enum.StrEnum):
    """What an employer can offer a pupil."""

    STUDY_VISIT = "study_visit"
    PRAO = "prao"
    APL = "apl"
    LIA = "lia"
    SUMMER_JOB = "summer_job"
    MENTOR = "mentor"


class Employer(Base):
    """A company; found again at import by its organisation number, else by `name_key` (its folded name).

    `note` says what a pupil should know of a company without a site here ("gick i konkurs 2025"), with its source.
    """

    __tablename__ = "employers"

    id: Mapped[int] = mapped_column(primary_key=True)
    org_number: Mapped[str | None] = mapped_column(String(10), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    name_key: Mapped[str] = mapped_column(String(160), index=True)
    website: Mapped[str] = mapped_column(String(300), default="")
    demo: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(300), default="")
    note_source_id: Mapped[str | None] = mapped_column(ForeignKey("sources.id"))

    sites: Mapped[list[Site]] = relationship(back_populates="employer")


class Site(Base, Provenance, Retirable):
    """A workplace of an employer in one municipality; `name` is what it is called there."""

    __tablename__ = "sites"
    __table_args__ = (UniqueConstraint("employer_id", "municipality_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"), index=True)
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    industry_id: Mapped[str | None] = mapped_column(ForeignKey("industries.id"), index=True)
    employees: Mapped[int | None]

    employer: Mapped[Employer] = relationship(back_populates="sites", lazy="joined", innerjoin=True)
    municipality: Mapped[Municipality] = relationship(lazy="joined", innerjoin=True)
    occupations: Mapped[list[SiteOccupation]] = relationship(cascade="all, delete-orphan")
    offers: Mapped[list[Offer]] = relationship(cascade="all, delete-orphan", order_by="Offer.kind")
    contacts: Mapped[list[Contact]] = relationship(cascade="all, delete-orphan", order_by="Contact.role")


class SiteOccupation(Base):
    """An occupation that a site employs."""

    __tablename__ = "site_occupations"
    __table_args__ = (Index("ix_site_occupations_occupation_id_site_id", "occupation_id", "site_id"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    occupation_id: Mapped[str] = mapped_column(ForeignKey("occupations.id"), primary_key=True)


class Offer(Base):
    """Something that a site takes pupils for; `weeks` is free text such as "v. 10-20"; a paused offer is not shown."""

    __tablename__ = "offers"

    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    kind: Mapped[OfferKind] = mapped_column(named_enum(OfferKind, "kind"), primary_key=True, index=True)
    capacity: Mapped[int | None]
    weeks: Mapped[str] = mapped_column(String(80), default="")
    minimum_age: Mapped[int | None]
    paused: Mapped[bool] = mapped_column(default=False)


class Contact(Base):
    """A function (never a private person) to reach; shown or used only while `consent_until` has not passed."""

    __tablename__ = "contacts"

    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(80), primary_key=True)
    email: Mapped[str] = mapped_column(String(160), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    consent_until: Mapped[dt.date | None]
    confirmed_on: Mapped[dt.date | None]
