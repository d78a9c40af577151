"""Counties, municipalities, and the everyday names of places."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.regional.models.base import Base, Provenance


class County(Base, Provenance):
    """One of the 21 counties; `nuts2` joins to salaries, which are published per NUTS 2 area."""

    __tablename__ = "counties"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_short: Mapped[str] = mapped_column(String(60))
    residence_city: Mapped[str] = mapped_column(String(60))
    region_name: Mapped[str] = mapped_column(String(60))
    nuts1: Mapped[str] = mapped_column(String(3))
    nuts2: Mapped[str] = mapped_column(String(4), index=True)
    nuts3: Mapped[str] = mapped_column(String(5))
    jobtech_region_id: Mapped[str] = mapped_column(String(20))


class CountyNeighbour(Base):
    """Two counties with a common land border (Gotland: the county its ferry goes to); stored both ways."""

    __tablename__ = "county_neighbours"

    county_code: Mapped[str] = mapped_column(ForeignKey("counties.code"), primary_key=True)
    neighbour_code: Mapped[str] = mapped_column(ForeignKey("counties.code"), primary_key=True)


class Municipality(Base, Provenance):
    """One of the 290 municipalities; `lat`, `lon` are the WGS 84 degrees of its seat."""

    __tablename__ = "municipalities"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_official: Mapped[str] = mapped_column(String(80))
    county_code: Mapped[str] = mapped_column(ForeignKey("counties.code"), index=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)

    county: Mapped[County] = relationship(lazy="joined", innerjoin=True)


class PlaceAlias(Base):
    """A landscape, town, district or colloquial name, and the municipalities or counties it means."""

    __tablename__ = "place_aliases"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))

    targets: Mapped[list[PlaceAliasTarget]] = relationship(
        cascade="all, delete-orphan", order_by="PlaceAliasTarget.rank"
    )


class PlaceAliasTarget(Base):
    """One municipality or county that an alias stands for, in the order they should be tried."""

    __tablename__ = "place_alias_targets"

    alias_id: Mapped[str] = mapped_column(ForeignKey("place_aliases.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    rank: Mapped[int] = mapped_column(default=0)
