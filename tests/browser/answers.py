"""Answers that the fake gateway gives: one for each kind of content that the widget can show. All names are made up."""

from __future__ import annotations

from typing import Any

BAROMETER = {
    "name": "Yrkesbarometern",
    "publisher": "Arbetsförmedlingen",
    "published": "2025-12",
    "valid_until": "2026-06-30",
    "url": "https://example.org/yrkesbarometern",
    "quality": "official",
}
GENERAL = {"name": "Allmän kunskap om yrken", "publisher": "Syvbot", "published": "", "url": "", "quality": "general"}

EMPLOYERS = {
    "text": "Här är **tre arbetsgivare** nära Trollhättan som jobbar med svetsning.",
    "buttons": [{"id": "b-prao", "title": "Hur söker jag prao?"}, {"id": "b-more", "title": "Visa fler företag"}],
    "payload": {
        "topic": "ask_employers",
        "items": [
            {
                "kind": "employer",
                "name": "Exempelverkstaden i Trollhättan (demo)",
                "municipality": "Trollhättan",
                "distance_km": 0.4,
                "industry": "Verkstadsindustrin",
                "offers": ["Studiebesök", "Prao", "Sommarjobb"],
                "website": "https://example.org/verkstad",
                "contact": {"role": "praktiksamordnare", "email": "praktik@example.com", "phone": "0520-00 00 00"},
                "demo": True,
                "quality": "demo",
            },
            {
                "kind": "employer",
                "name": "Provsmide i Vänersborg (demo)",
                "municipality": "Vänersborg",
                "distance_km": 14,
                "industry": "Stålindustrin",
                "offers": ["APL"],
                "contact": "skolansvarig",
                "demo": True,
            },
            {
                "kind": "employer",
                "name": "Stora Testbruket",
                "municipality": "Uddevalla",
                "distance_km": 27,
                "industry": "Pappers- och massaindustrin",
                "offers": [],
                "quality": "unconfirmed",
            },
        ],
        "sources": [{"name": "Syvbots register över arbetsgivare", "publisher": "Regionen", "published": "2026-09-15"}],
        "notes": ["Fråga alltid din skola först: de hjälper dig att ordna platsen."],
    },
}
COMPARISON = {
    "text": "Så här skiljer de sig åt:",
    "payload": {
        "topic": "compare_occupations",
        "items": [
            {
                "kind": "comparison",
                "columns": ["Svetsare", "CNC-operatör"],
                "rows": [
                    {"label": "Vad man gör", "cells": ["Fogar ihop metall", "Styr maskiner som skär i metall"]},
                    {"label": "Lön", "cells": ["35 500 kr", "34 100 kr"]},
                    {"label": "Läget nu", "cells": ["Brist på folk", "Brist på folk"]},
                    {
                        "label": "Utbildning",
                        "cells": ["Industritekniska programmet, 3 år", "Industritekniska programmet"],
                    },
                ],
            }
        ],
        "sources": [BAROMETER, GENERAL],
    },
}
LONG_WORDS = {
    "text": "Två vägar:",
    "payload": {
        "topic": "compare_occupations",
        "items": [
            {
                "kind": "comparison",
                "columns": ["Underhållsmekaniker", "Installationselektriker"],
                "rows": [
                    {
                        "label": "Arbetsgivare",
                        "cells": ["Svetsutbildning (även arbetsmarknadsutbildning)", "Elinstallationsbranschen"],
                    },
                    {"label": "Säkerhetsutrustning", "cells": ["Skyddsglasögon", "Spänningsprovare"]},
                ],
            }
        ],
    },
}
THREE = {
    "text": "Tre yrken:",
    "payload": {
        "topic": "compare_occupations",
        "items": [
            {
                "kind": "comparison",
                "columns": ["Svetsare", "Elektriker", "Operatör"],
                "rows": [{"label": "Lön", "cells": ["35 500 kr", "40 000 kr", "34 100 kr"]}],
            }
        ],
    },
}
PATH = {
    "text": "Vägen till svetsare:",
    "payload": {
        "topic": "ask_education_path",
        "items": [
            {"kind": "step", "order": 1, "level": "Grundskola", "name": "Slutbetyg", "length": "9 år"},
            {
                "kind": "step",
                "order": 2,
                "level": "Gymnasiet",
                "name": "Industritekniska programmet, svetsteknik",
                "length": "3 år",
                "note": "Minst 15 veckor på en arbetsplats.",
            },
            {"kind": "step", "order": 3, "level": "Jobb", "name": "Svetsare", "length": ""},
            {
                "kind": "programme",
                "name": "Industritekniska",
                "orientation": "Svetsteknik",
                "level": "gymnasium",
                "length": "3 år",
            },
            {
                "kind": "school",
                "name": "Exempelgymnasiet",
                "municipality": "Trollhättan",
                "distance_km": 3.2,
                "programme": "Industritekniska programmet",
                "url": "https://example.org/skola",
                "quality": "general",
            },
        ],
        "sources": [GENERAL],
    },
}
MONEY = {
    "text": "En svetsare tjänar ungefär så här:",
    "payload": {
        "topic": "ask_salary",
        "items": [
            {
                "kind": "salary",
                "label": "Svetsare",
                "monthly_sek": 35500,
                "statistic": "median",
                "area": "Sverige",
                "period": "2025",
            },
            {"kind": "fact", "label": "Timlön", "value": "ungefär 205 kr"},
            {
                "kind": "occupation",
                "id": "svetsare",
                "label": "Svetsare",
                "reason": "Du gillar att bygga med händerna.",
                "situation": "brist på folk",
                "forecast": "fler jobb om fem år",
            },
            {"kind": "hologram", "label": "Okänd sort som inte ska synas"},
        ],
        "sources": [{"name": "Lönestrukturstatistik", "publisher": "SCB", "published": "2025", "quality": "secondary"}],
    },
}
SAFEGUARDING = {
    "text": "Det låter tungt. Du kan få hjälp nu.\n\n- Bris: tel:116111, dygnet runt\n- Fara för liv: tel:112\n- Läs mer: https://example.org/hjalp",
    "payload": {"topic": "distress", "items": [], "sources": [], "notes": [], "notice": "safeguarding"},
}
TECHNICAL = {
    "text": "Något krånglar hos oss. Försök igen om en stund.",
    "payload": {"topic": "out_of_scope", "notice": "technical"},
}
ARABIC = {
    "text": "مرحبا! أنا **Syvbot**. يمكنني مساعدتك في العثور على عمل في الصناعة.\n\n- مهن تحتاج إلى عمال\n- مدارس وبرامج",
    "buttons": [{"id": "b-ar", "title": "ما هي المهن المطلوبة؟"}],
    "payload": {"topic": "greet"},
}
LONG = {
    "text": "\n\n".join(
        f"Stycke {number}: industrin behöver folk med många olika kunskaper." for number in range(1, 25)
    )
}

HOSTILE_TEXTS = [
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    "[x](javascript:window.pwned=1)",
    "java\tscript:window.pwned=1",
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "\u202egnp.exe\u202c",
    "a\u200bb\u2066c",
    "e" + "\u0301" * 10000,
    "{{7*7}} ${7*7} {slot} <%= 7*7 %>",
    "Ö" * 3000,
    "</script><script>window.pwned=1</script>",
    "https://bank.example@evil.example/",
    'https://example.org/"onmouseover="window.pwned=1',
    "**<b onclick=window.pwned=1>fet</b>**",
    "mailto:a@example.com?body=<script>",
]


def hostile_answer() -> dict[str, Any]:
    """Every injection in every place where a string of an answer can stand."""
    worst = "\"'><img src=x onerror=window.pwned=1>"
    items: list[Any] = [
        {
            "kind": "employer",
            "name": worst,
            "municipality": worst,
            "industry": worst,
            "offers": [worst, 7, None, {}],
            "website": "javascript:window.pwned=1",
            "contact": {"role": worst, "email": worst, "phone": worst},
            "distance_km": -1,
        },
        {
            "kind": "employer",
            "name": 'O\'Hara "& söner"',
            "website": "data:text/html,x",
            "contact": ["?"],
            "offers": "x",
        },
        {"kind": "school", "name": worst, "url": "vbscript:x", "quality": "constructor"},
        {"kind": "comparison", "columns": [worst, 1, None], "rows": [{"label": worst, "cells": [worst]}, "x", None]},
        {"kind": "comparison"},
        {"kind": "salary", "monthly_sek": worst},
        {"kind": "constructor"},
        {"kind": "__proto__"},
        {"kind": 5},
        None,
        "x",
        [],
        {},
    ]
    return {
        "text": "\n\n".join(HOSTILE_TEXTS),
        "buttons": [{"id": "b-worst", "title": worst}, {"id": "", "title": "tom"}, {"title": "utan id"}, None],
        "payload": {
            "topic": "greet",
            "items": items,
            "sources": [
                {"name": worst, "publisher": worst, "published": worst, "url": "javascript:window.pwned=1"},
                None,
                3,
            ],
            "notes": [worst, None, 5, {}],
        },
    }


BY_WORD: list[tuple[str, dict[str, Any]]] = [
    ("företag", EMPLOYERS),
    ("jämför", COMPARISON),
    ("väg", PATH),
    ("tjänar", MONEY),
    ("ledsen", SAFEGUARDING),
    ("krånglar", TECHNICAL),
    ("مرحبا", ARABIC),
    ("långt", LONG),
    ("arbetsmarknad", LONG_WORDS),
    ("tre sidor", THREE),
]


def answer_to(text: str) -> dict[str, Any]:
    """The answer for the first known word; else an echo that shows paragraph, list, bold and link."""
    if "hostile" in text:
        return hostile_answer()
    for word, answer in BY_WORD:
        if word in text.lower():
            return answer
    return {
        "text": f"Du skrev: **{text}**\n\n- Läs mer på https://example.org/sida.\n- Mejla mailto:syv@example.com",
        "buttons": [{"id": "b-yes", "title": "Ja, berätta mer"}, {"id": "b-no", "title": "Nej tack"}],
        "payload": {"topic": "ask_capabilities"},
    }
