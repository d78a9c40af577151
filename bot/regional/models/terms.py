"""The words that people use for the rows of the database, per language: what the gazetteer is made of."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.regional.models.base import Base


class Term(Base):
    """A word for a row. `entity` is an entity of the dialogue (occupation, place, employer, programme, industry,
    interest, education_level); `row_id` the row's id, for places "municipality:1480", "county:14" or "alias:smaland"."""

    __tablename__ = "terms"

    entity: Mapped[str] = mapped_column(String(20), primary_key=True)
    row_id: Mapped[str] = mapped_column(String(90), primary_key=True)
    language: Mapped[str] = mapped_column(String(3), primary_key=True)
    text: Mapped[str] = mapped_column(String(120), primary_key=True)
