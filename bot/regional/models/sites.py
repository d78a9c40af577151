"""The sites that the chat stands on: a school's or region's place, greeting, colours, counsellor and origins."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.regional.models.base import Base


class ChatSite(Base):
    """One school's, municipality's or region's settings of the chat, found by the key that its page names.

    `allowed_origins` are the addresses ("https://skolan.se") of pages that may use this site's key; empty: any that the
    installation allows. `languages` and `starters` are shown in the widget as they stand; empty: the widget's own.
    """

    __tablename__ = "chat_sites"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    county_code: Mapped[str | None] = mapped_column(ForeignKey("counties.code"))
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipalities.code"))
    greeting: Mapped[str] = mapped_column(Text, default="")
    color_primary: Mapped[str] = mapped_column(String(7), default="")
    color_on_primary: Mapped[str] = mapped_column(String(7), default="")
    counsellor_name: Mapped[str] = mapped_column(String(120), default="")
    counsellor_email: Mapped[str] = mapped_column(String(160), default="")
    counsellor_phone: Mapped[str] = mapped_column(String(40), default="")
    opening_hours: Mapped[str] = mapped_column(String(200), default="")
    starters: Mapped[list[str]] = mapped_column(JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    allowed_origins: Mapped[list[str]] = mapped_column(JSON, default=list)
    test: Mapped[bool] = mapped_column(default=False)
