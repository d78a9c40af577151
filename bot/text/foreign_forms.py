"""What a word of Finnish, Ukrainian, Arabic, Persian, Somali or English may be a form of: light, for names and jobs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Cases that a Finnish speaker puts on Swedish names as well: "Eskilstunassa", "Göteborgiin".
_FINNISH_PLACE_CASES = ("ssa", "sta", "lla", "lta", "lle", "ksi", "iin", "aan", "oon", "uun", "een", "hin", "hon")
_FINNISH_NOUN_CASES = (
    "ta",
    "ksi", "ks", "na", "n", "t", "a", "ia", "ja", "ien", "jen", "ista", "issa", "illa", "ille", "itten", "iden", "in", "en",
    "ssa", "sta", "lla", "lle",
)  # fmt: skip
_SOMALI_ENDINGS = (
    "yaashu", "yaasha", "yaal", "yada", "yadu", "yuhu", "yaha", "yahu", "yihii",
    "aha", "ahu", "adda", "ka", "ga", "ta", "da", "ha", "ku", "gu", "tu",
    "du", "hu", "ye", "le", "a", "o", "kii", "gii", "tii", "dii",
)  # fmt: skip
_ENGLISH_ENDINGS = ("s", "es", "ies", "ing", "er")
_CYRILLIC_ENDINGS = sorted(
    (
        "ами", "ями", "ого", "ому", "ими", "ою", "ею", "ьою", "их", "ах", "ях", "ів", "ей", "ам", "ям", "ом", "ем", "ій",
        "ий", "им", "а", "я", "у", "ю", "и", "і", "ї", "е", "о", "ь", "й", "ови", "еві",
    ),
    key=len,
    reverse=True,
)  # fmt: skip
# Consonants that change before an ending: Гетеборг, у Гетеборзі; фабрика, на фабриці.
_CYRILLIC_CHANGES = {"з": "г", "ц": "к"}
_STRETCH = "\u0640"
_ARABIC_PREFIXES = ("وبال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال", "وب", "ول", "ب", "ل", "و", "ف", "ك")
_ARABIC_ENDINGS = ("هاي", "ها", "ات", "ين", "ون", "يه", "ه", "ي", "ان")


@lru_cache(maxsize=2_000)
def list_finnish_forms(folded: str, *, of_noun: bool) -> tuple[str, ...]:
    """Stems of a Finnish form; of nouns also the short cases, which names must not lose."""
    found: list[str] = []
    for case in _FINNISH_NOUN_CASES if of_noun else _FINNISH_PLACE_CASES:
        if not folded.endswith(case) or len(folded) - len(case) < 3:
            continue
        stem = folded[: -len(case)]
        if case in ("aan", "oon", "uun", "een") or case == "iin":
            found.append(folded[:-2])
        found.append(stem)
        if stem.endswith("i"):
            found.append(stem[:-1])
        if of_noun and stem.endswith(("o", "u", "a", "i")) and len(stem) > 4:
            # Weak grade: teknikon is of teknikko, hitsaajia of hitsaaja.
            found.append(stem[:-1] + stem[-2] + stem[-1])
        if of_noun:
            found.append(stem + "a")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=2_000)
def list_somali_forms(folded: str) -> tuple[str, ...]:
    """Stems without the Somali article or plural."""
    stems = [folded[: -len(end)] for end in _SOMALI_ENDINGS if folded.endswith(end) and len(folded) - len(end) >= 4]
    # Alxame with its article: alxamuhu, alxamaha, alxamihii.
    stems += [f"{folded[: -len(end)]}e" for end in ("uhu", "aha", "ihii") if folded.endswith(end) and len(folded) >= 7]
    # Alxame, alxamayaasha.
    stems += [f"{stem[:-1]}e" for stem in stems if stem.endswith("a") and folded[len(stem)] == "y"]
    return tuple(stems)


@lru_cache(maxsize=2_000)
def list_english_forms(folded: str) -> tuple[str, ...]:
    """Singulars and verb stems of an English form."""
    found = [folded[: -len(end)] for end in _ENGLISH_ENDINGS if folded.endswith(end) and len(folded) - len(end) >= 3]
    if folded.endswith("ies") and len(folded) > 5:
        found.append(folded[:-3] + "y")
    return tuple(found)


@lru_cache(maxsize=4_000)
def stem_cyrillic(folded: str) -> str:
    """A Ukrainian word without its ending, the same for all cases of a noun or adjective."""
    stem = folded
    for ending in _CYRILLIC_ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem[: -len(ending)]
            break
    stem = stem.rstrip("ь")
    return stem[:-1] + _CYRILLIC_CHANGES.get(stem[-1], stem[-1]) if len(stem) > 3 else stem


@lru_cache(maxsize=4_000)
def stem_arabic(folded: str) -> str:
    """An Arabic or Persian word without article and ending."""
    stem = folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
    for ending in _ARABIC_ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            return stem[: -len(ending)]
    return stem


@lru_cache(maxsize=4_000)
def list_arabic_readings(folded: str) -> tuple[tuple[int, str], ...]:
    """Pairs of (letters of a preposition before the name, stem): the word as it stands first."""
    found = [(0, stem_arabic(folded))]
    for prefix in _ARABIC_PREFIXES:
        rest = folded[len(prefix) :]
        if not folded.startswith(prefix) or len(rest) < 3:
            continue
        # The article belongs to the value, the preposition before it does not; "لل" has swallowed the article's alef.
        letters = len(prefix) - 2 if prefix.endswith("ال") else len(prefix)
        found.append((letters, stem_arabic(rest)))
    return tuple(dict.fromkeys(found))


def count_typed_letters(word: str, letters: int) -> int:
    """How many typed characters so many folded letters at the beginning take, with marks and stretching signs after them."""
    place = 0
    for char in word:
        if letters == 0 and char != _STRETCH and not unicodedata.combining(char):
            break
        letters -= char != _STRETCH and not unicodedata.combining(char)
        place += 1
    return place
