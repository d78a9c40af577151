"""Joins the school forms that pupils name to the levels of programmes and steps."""

from __future__ import annotations

# Ids of education levels in the gazetteer -> levels of programmes and education steps.
LEVELS: dict[str, str] = {
    "grundskola": "gymnasium", "arskurs_7": "gymnasium", "arskurs_8": "gymnasium", "arskurs_9": "gymnasium",
    "gymnasium": "gymnasium", "gymnasiet_1": "gymnasium", "gymnasiet_2": "gymnasium", "gymnasiet_3": "gymnasium",
    "komvux": "yrkesvux", "yh": "yh", "hogskola": "hogskola", "larling": "larling", "folkhogskola": "folkhogskola",
}  # fmt: skip
COMPULSORY_SCHOOL = frozenset({"grundskola", "arskurs_7", "arskurs_8", "arskurs_9"})
UPPER_SECONDARY = frozenset({"gymnasium", "gymnasiet_1", "gymnasiet_2", "gymnasiet_3"})
# Where a pupil is now, rather than a way that is asked about: "jag går i nian".
SCHOOL_YEARS = frozenset(level for level in LEVELS if level[-1:].isdigit()) | {"grundskola"}


def find_asked_level(education_level: str | None) -> str | None:
    """The level of education that is asked about; a school year only tells where the pupil is."""
    if education_level is None or education_level in SCHOOL_YEARS:
        return None
    return LEVELS.get(education_level)
