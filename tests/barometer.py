"""Makes rows in the published format of Yrkesbarometern."""

from __future__ import annotations

from typing import Any


def published_row(**fields: Any) -> dict[str, Any]:
    """A row with all 19 fields, in the published order."""
    row: dict[str, Any] = {
        "yrkesomrade": "Industriell tillverkning", "yb_yrke": "Svetsare och gasskärare", "yb_concept_id": "3eb4_Lu3_2DT",
        "lan": "00", "antal_ssyk": 1, "del_av_ssyk": 0, "ssyk": "7212", "ssyk_text": "Svetsare och gasskärare",
        "yb_beskrivning": None, "jobbmojligheter": "stora", "rekryteringssituation": "brist", "paradox": [], "prognos": "öka",
        "text_jobbmojligheter": "Möjligheterna är stora.", "text_rekryteringssituation": "Det är brist.",
        "hogsta_bedomningsniva": "nationellt", "delvis_helt": "helt", "omgang": "2025-2", "taxonomi_version": 27,
    }  # fmt: skip
    return row | fields
