"""Industries under their everyday names, and the SNI 2007 codes they cover."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.regional.models.base import Base, Provenance


class SniCode(Base):
    """A section (level 1) or division (level 2) of SNI 2007, SCB's classification of branches."""

    __tablename__ = "sni_codes"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    level: Mapped[int]
    name: Mapped[str] = mapped_column(String(160))


class Industry(Base, Provenance):
    """An industry as pupils speak of it ("gruvindustrin"), with what it is in three plain variants."""

    __tablename__ = "industries"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_sv: Mapped[str] = mapped_column(String(80))
    name_easy: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    facts_sv: Mapped[str] = mapped_column(Text)
    facts_easy: Mapped[str] = mapped_column(Text)
    facts_en: Mapped[str] = mapped_column(Text)

    sni: Mapped[list[IndustrySni]] = relationship(cascade="all, delete-orphan", order_by="IndustrySni.sni_code")


class IndustrySni(Base):
    """An SNI code that belongs to an industry."""

    __tablename__ = "industry_sni"

    industry_id: Mapped[str] = mapped_column(ForeignKey("industries.id"), primary_key=True)
    sni_code: Mapped[str] = mapped_column(ForeignKey("sni_codes.code"), primary_key=True)
