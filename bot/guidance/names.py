"""Puts the names of rows into sentences: occupations, industries and programmes, as the answer's language has them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.guidance.question import Language
from bot.regional.queries.education import ProgrammeFacts
from bot.regional.queries.occupations import IndustryFacts, OccupationFacts


def inside_sentence(name: str) -> str:
    """ "Svetsare" as "svetsare"; what begins with a digit or several capitals ("CNC-operatör") stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def name_occupation(occupation: OccupationFacts, language: Language) -> str:
    """The occupation inside a sentence: "svetsare"."""
    return inside_sentence(title_occupation(occupation, language))


def title_occupation(occupation: OccupationFacts, language: Language) -> str:
    """The occupation as a heading: "Svetsare"."""
    return occupation.label_en if language == "en" else occupation.label_sv


def name_occupations(occupation: OccupationFacts, language: Language) -> str:
    """Several of them: "svetsare", "CNC-operatörer". Rows may lack a plural; then the singular stands for it."""
    label = title_occupation(occupation, language)
    plural = occupation.label_plural_en if language == "en" else occupation.label_plural_sv
    if not plural:
        return inside_sentence(label)
    beginning = label.partition("-")[0].partition(" ")[0]
    if len(beginning) > 1 and beginning.isupper() and plural.lower().startswith(beginning.lower()):
        # Plurals are stored in small letters, also those of "CNC" and "CAD".
        return beginning + plural[len(beginning) :]
    return plural


def name_industry(industry: IndustryFacts, language: Language) -> str:
    """The industry inside a sentence: "verkstadsindustrin"."""
    return inside_sentence(industry.name_en if language == "en" else industry.name_sv)


def describe_occupation(occupation: OccupationFacts, language: Language) -> Mapping[str, str]:
    """The occupation of an answer's About."""
    return {"id": occupation.id, "ssyk": occupation.ssyk, "label": title_occupation(occupation, language)}


def describe_industry(industry: IndustryFacts, language: Language) -> Mapping[str, str]:
    """The industry of an answer's About."""
    return {"id": industry.id, "name": industry.name_en if language == "en" else industry.name_sv}


def describe_programme(programme: ProgrammeFacts) -> Mapping[str, str]:
    """The programme of an answer's About."""
    return {"id": programme.id, "name": programme.title}
