"""Swedish names of intents, entities, languages and styles, for reports that people read."""

from __future__ import annotations

from bot.evaluation.questions import FALLBACK

INTENT_NAMES = {
    "greet": "hälsar",
    "goodbye": "säger hej då",
    "thank": "tackar",
    "affirm": "säger ja",
    "deny": "säger nej",
    "insult": "förolämpar",
    "bot_challenge": "är du en robot?",
    "ask_capabilities": "vad kan du?",
    "ask_shortage_occupations": "yrken med brist",
    "ask_occupation_outlook": "framtid i ett yrke",
    "ask_occupation_description": "vad gör man?",
    "ask_salary": "lön",
    "ask_education_path": "vägen till ett yrke",
    "ask_schools": "var finns utbildningen?",
    "ask_employers": "företag",
    "ask_study_visit": "studiebesök",
    "ask_prao": "prao",
    "ask_internship": "apl, lia, lärling",
    "ask_summer_job": "sommarjobb",
    "ask_mentor": "mentor",
    "explore_interests": "vad passar mig?",
    "compare_occupations": "jämför",
    "ask_industry_facts": "om industrin",
    "set_region": "säger var man bor",
    "talk_to_counsellor": "vill prata med syv",
    "ask_privacy": "vad sparas?",
    "give_feedback_positive": "beröm",
    "give_feedback_negative": "klagomål",
    "change_language": "byta språk",
    "distress": "mår dåligt",
    "out_of_scope": "utanför ämnet",
    FALLBACK: "förstod inte",
}
ENTITY_NAMES = {
    "occupation": "yrke",
    "place": "plats",
    "employer": "företag",
    "programme": "utbildning",
    "industry": "bransch",
    "interest": "intresse",
    "education_level": "skolform",
}
LANGUAGE_NAMES = {
    "sv": "svenska",
    "en": "engelska",
    "ar": "arabiska",
    "so": "somaliska",
    "uk": "ukrainska",
    "fa": "persiska och dari",
    "fi": "finska",
}
STYLE_NAMES = {
    "clean": "vanligt språk",
    "slang": "slang",
    "typo": "stavfel",
    "l2": "svenska som nytt språk",
    "mixed": "blandade språk",
    "emoji": "emoji",
    "long": "långa meddelanden",
    "ambiguous": "tvetydigt",
}


def name_intent(intent: str) -> str:
    """The Swedish name of an intent; one that is not ours keeps its own."""
    return INTENT_NAMES.get(intent, intent)


def name_check(name: str) -> str:
    """The name of a figure of the gate with its language, style or entity in words."""
    kind, _space, rest = name.partition(" ")
    names = {"språk": LANGUAGE_NAMES, "stil": STYLE_NAMES, "F1": ENTITY_NAMES}.get(kind, {})
    if rest not in names:
        return name[:1].upper() + name[1:]
    shown = names[rest]
    return f"Hittar {shown} (F1)" if kind == "F1" else shown[:1].upper() + shown[1:]
