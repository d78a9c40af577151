"""What was loaded when: the age of each data set, and which shipped files are already in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.regional.models.base import Base


class DataLoad(Base):
    """One finished import. `loaded_at` is UTC; `checksum` is the SHA-256 of the file; `origin` is shipped or imported."""

    __tablename__ = "data_loads"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    file: Mapped[str] = mapped_column(String(300))
    origin: Mapped[str] = mapped_column(String(10))
    checksum: Mapped[str] = mapped_column(String(64), index=True)
    loaded_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    rows: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    retired: Mapped[int]
