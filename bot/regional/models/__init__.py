"""Typed models of the regional database, one topic a module."""

from bot.regional.models.base import Base, Provenance, Quality
from bot.regional.models.chat import (
    ChatSession,
    ChatTurn,
    DailyCount,
    Deletion,
    DeletionKind,
    EngineForget,
    SafeguardingCount,
    SiteMessage,
    TurnOutcome,
)
from bot.regional.models.education import EducationStep, Offering, Programme, ProgrammeLink
from bot.regional.models.employers import Contact, Employer, Offer, OfferKind, Site, SiteOccupation
from bot.regional.models.forecasts import Forecast
from bot.regional.models.geography import County, CountyNeighbour, Municipality, PlaceAlias, PlaceAliasTarget
from bot.regional.models.industries import Industry, IndustrySni, SniCode
from bot.regional.models.interests import EducationLevel, Interest, InterestOccupation
from bot.regional.models.loads import DataLoad
from bot.regional.models.occupations import (
    Occupation,
    OccupationBarometer,
    OccupationDescription,
    OccupationIndustry,
    OccupationInterest,
    OccupationKin,
)
from bot.regional.models.salaries import Salary
from bot.regional.models.sites import ChatSite
from bot.regional.models.sources import Source
from bot.regional.models.terms import Term

__all__ = [
    "Base",
    "ChatSession",
    "ChatSite",
    "ChatTurn",
    "Contact",
    "County",
    "CountyNeighbour",
    "DailyCount",
    "DataLoad",
    "Deletion",
    "DeletionKind",
    "EducationLevel",
    "EducationStep",
    "Employer",
    "EngineForget",
    "Forecast",
    "Industry",
    "IndustrySni",
    "Interest",
    "InterestOccupation",
    "Municipality",
    "Occupation",
    "OccupationBarometer",
    "OccupationDescription",
    "OccupationIndustry",
    "OccupationInterest",
    "OccupationKin",
    "Offer",
    "OfferKind",
    "Offering",
    "PlaceAlias",
    "PlaceAliasTarget",
    "Programme",
    "ProgrammeLink",
    "Provenance",
    "Quality",
    "SafeguardingCount",
    "Salary",
    "Site",
    "SiteMessage",
    "SiteOccupation",
    "SniCode",
    "Source",
    "Term",
    "TurnOutcome",
]
