"""Sorts gazetteer terms by how much context they need before they may be read as an entity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from bot.text.everyday import get_everyday_words
from bot.text.folding import Script
from bot.text.swedish import get_swedish_lexicon
from bot.text.words import Word, word_set


class TermKind(Enum):
    """What sort of words a term is."""

    NAME = "name"  # of an employer or place: is read as it stands
    WEAK_NAME = "weak name"  # also an everyday word or first name: needs a preposition or a capital
    NICKNAME = "nickname"  # of a town, also a word or a first name: needs a preposition, a capital is no help
    PERSON = "person"  # someone who does the job: svetsare
    CALLING = "calling"  # an occupation outside industry, which no row has: frisör
    WEAK_CALLING = "weak calling"  # also somebody in a story: läraren
    FIELD = "field"  # the field of the job: svets, plc
    ACTIVITY = "activity"  # doing it: laga bilar
    PROGRAMME = "programme"  # cannot be anything else: teknikprogrammet
    SHORT_PROGRAMME = "short programme"  # needs the company of school: teknik, el
    INDUSTRY = "industry"
    INTEREST = "interest"
    LEVEL = "level"


# Words for people at work, folded, by how they end; compounds of them too.
_PERSON = re.compile(
    r"(are|aren|arna|tekniker\w*|mekaniker\w*|elektriker\w*|ingenjor\w*|operator\w*|montor\w*|reparator\w*|konstruktor\w*|"
    r"laborant\w*|arbetare\w*|ledare\w*|chef|chefen|chefer|cheferna|skotare\w*|forare\w*|smed|smeden|smeder|smederna|"
    r"(?:plat|truck|svets|mek|elektr|lack|bygg|snick|ror|mal|lager)is(?:en|ar|arna)?|(?:bil|lastbil)meck|\w+gubbe|(?:slag|svets|snick|mal|slakt|mok|arbet)arn|"
    r"(?:[lr]|pp|ck|t|n|m|g)ist(?:en|er|erna)?|ator(?:en|er|erna)?|(?<!fabr)iker(?:n|na)?|kemist\w*|metallurg(?:en|er|erna)?|"
    r"(?:geo|bio|tekno)log(?:en|er|erna)?|arkitekt\w*|chauffor\w*|(?:strids|dronar)?pilot(?:en|er)?|konsult\w*|farmaceut\w*|"
    r"specialist\w*|speditor\w*|projektor\w*|konditor\w*|installator\w*|designer\w*|controller\w*|hacker|scientist|"
    r"galvanisor\w*|kontrollant\w*|assistent\w*|inspektor\w*|deklarant\w*|ekonom(?:en|er|erna)?|sommersk\w*|forman\w*|"
    r"formannen|gubbe|gubben|personal|officer\w*|bud|bas|mek|modeller|spranger|smider|gjuter)$"
)
_JOB = re.compile(r"(jobb|jobbet|jobben|yrke|yrket|yrken|arbete)$")
_ENGLISH_PERSON = re.compile(
    r"(ers?|ors?|ists?|(?<!rob)ians?|anics?|men|man|smiths?|wrights?|hands?|architects?|pilots?|analysts?|mason|scientist|"
    r"sweep|tech|boss|stevedore|sparky|sparkies|chippy|brickie|monkey|seamstress|draughtsman|hand|plater)$"
)
_ENGLISH_THINGS = word_set(
    "solder computer powder lager timber paper copper foundry laser water rubber tower power motor"
)
# What people say for the job itself, beside the words for persons.
_FIELD = re.compile(
    r"(ing|ingen|teknik|tekniken|[^n]ik|automation|automatisering|svets|svetsen|cnc|plc|cad|scada|ndt|ofp|cmm|smide|smidet|kraft|"
    r"kraften|underhall|logistik|logistiken|chain|montage|service|mek|design|embedded|system|el|upphandling|lean|bearbetning|"
    r"support|driftsakerhet|drift|kvalitet|mekaniken)$"
)
# Fields that stay the job also after "vill jobba med"; others are then what the pupil likes.
JOB_FIELDS = word_set("svets svetsning cnc plc underhall elkraft lackering svarvning")
_PREPOSITIONS = word_set("i pa inom med vid for av om in at of with till")
_VERBS = word_set(
    "laga kora bygga programmera montera reparera serva mecka meka skruva dra koppla installera lagga klattra tillverka gora "
    "testa felsoka fixa skota passa svetsa smida svarva frasa loda rita automatisera kalibrera lacka lackera mala packa "
    "plocka sortera styra overvaka kontrollera mata leda planera sota dyka sy elda stada salja skriva forska jobba arbeta "
    "smalta gjuta slipa hyvla saga hantera bemanna ansvara starta optimera projektera konstruera utveckla designa spranga "
    "borra skrota vardesakra varmebehandla harda blastra pulverlackera kla ställa stalla repairing repair making make fix "
    "fixing build building driving drive programming work working weld svetsar kor bygger jobbar lagar binda lara"
)
_WORK_VERBS = word_set("jobba arbeta bli work working become jobb arbete jobbar")
# Jobs and plants of any kind: they say nothing about which.
_SAYS_NOTHING = word_set(
    "industrijobb industrijobbet industrijobben industriyrke industriyrken industri industrin fabrik fabriken lager verkstad "
    "fabriksjobb fabriksjobbet fabriksjobben factoryjob factoryjobs industryjob industryjobs lopandebandet jobb yrke "
    "hantverksyrke hantverksyrken elyrken ingenjorsyrken job jobs work ar en "
    "warehouse laboratory warshadda warshad warshado"
)
# Too common to say which interest or school form.
_TOO_COMMON = word_set(
    "nyisverige nyanland vuxna studenten larlingsplats larlingsplatser larlingsjobb larlingsanstallning larlingstid "
    "chef chefen ledare eget ute kandidat college intro im abi ensam tyst"
)
_SCHOOL_FORMS = word_set(
    "gymnasiet gymnasie gymnasium komvux universitet universitetet hogskola hogskolan yh yrkeshogskola yrkeshogskolan"
)
_PROGRAMME_WORD = re.compile(
    r"(program|programmet|programm|programme|programmen|linje|linjen|utbildning|utbildningen|utbildningar|utbildningarna|kurs|"
    r"kursen|kurser|course|education|training|tekniska|teknisk|vetenskap|gymnasieingenjor\w*|vetenskapliga|gymnasium|gymnasiet|college|basar|"
    r"basaret|introduktion|introduktionen|introduktionsprogram|alternativ|val|lid|spets|examen|skola|skolan|degree|cad)$"
)
# Places that are also words or first names, folded; an own spelling with å, ä, ö is safe ("Åre", "Höör").
_WEAK_PLACES = word_set(
    "ale ala ange are alem alta alby alma backa bara berg berga boda boden bua dal dalby deje dingle ed eda flen floda "
    "floby fyrkanten getinge giron glommen gotet granna habo handen harads hoglandet hoor horred hova huvudstaden husby "
    "idre insjon jarna jarpen jorn julita kil kinda kinna kisa kista klippan kosta lima ljusne lund majorna mala mark "
    "mora nora orsa peking ronna sala salem salen sater skara skene slite stugun sunne surte tanum tibro tjust torup tuve "
    "vara vedum ydre dorotea vilhelmina mollan norrort soderort vasterort innerstan falu skanska"
)
# Nicknames of towns that are also words, first names or too short to stand alone.
_TOWN_NICKNAMES = word_set(
    "eskil linde trolle ume pite lule sumpan jakan talje motown hassle svall kransen tunan sollan brandis bollis sandis "
    "huddan linkan jonkan skelle biskop hammarkan frolle harno sundby bagis skaris vallis gotet"
)
_LEGAL_FORMS = re.compile(
    r"[\s,]+(ab|aktiebolag|hb|kb|ek\.? ?for\.?|ekonomisk forening|\(publ\)|publ|as|a/s|oy|gmbh|ltd|inc|plc|group|gruppen)\.?$",
    re.IGNORECASE,
)
# "teknik" and "elteknik" may be liked or worked with; "industriteknik" is what a programme is called.
_LONGEST_PLAIN_SUBJECT = 10
_STUDY_VERB = re.compile(r"^(går|gå|söka|sökt|läsa|läser) ", re.IGNORECASE)
_COUNTRY = re.compile(r"\s+(sverige|sweden|svenska|scandinavia|nordic|i sverige)$", re.IGNORECASE)


def list_spellings(entity: str, text: str) -> list[str]:
    """A term; for employers also the name without legal form and country, for programmes without "går"."""
    found = [text]
    if entity == "employer":
        short = text
        for pattern in (_LEGAL_FORMS, _COUNTRY, _LEGAL_FORMS):
            short = pattern.sub("", short).strip(" ,")
        if short and short != text:
            found.append(short)
    if entity == "programme":
        found.append(_STUDY_VERB.sub("", text))
    return list(dict.fromkeys(found))


def classify_term(
    entity: str, words: Sequence[Word], *, language: str = "sv", shortened: bool = False
) -> TermKind | None:
    """The kind of a term; None when it is of no use for finding the entity. `shortened` is what we made of a longer name."""
    folded = [word.folded for word in words]
    joined = "".join(folded)
    if len(joined) < 2 or joined in _SAYS_NOTHING and entity in ("occupation", "industry", "interest"):
        return None
    if joined in _TOO_COMMON and entity in ("interest", "education_level"):
        return None
    if entity == "place":
        if joined in _TOWN_NICKNAMES:
            return TermKind.NICKNAME
        return TermKind.WEAK_NAME if joined in _WEAK_PLACES else TermKind.NAME
    if entity == "employer":
        return _classify_employer(folded, shortened=shortened)
    if entity == "occupation":
        return _classify_occupation(words, folded, language=language)
    if entity == "programme":
        return _classify_programme(words, folded)
    if entity == "industry":
        return TermKind.ACTIVITY if len(folded) > 1 and folded[0] in _VERBS else TermKind.INDUSTRY
    return TermKind.INTEREST if entity == "interest" else TermKind.LEVEL


def _classify_employer(folded: Sequence[str], *, shortened: bool) -> TermKind:
    """A name of everyday words ("Service", "Partner") is weak unless it is long, and so is "saft" out of "Saft AB"."""
    everyday = get_everyday_words()
    if len(folded) == 1:
        if shortened and get_swedish_lexicon().knows(folded[0]):
            return TermKind.WEAK_NAME
        return TermKind.WEAK_NAME if folded[0] in everyday or len(folded[0]) <= 2 else TermKind.NAME
    return TermKind.WEAK_NAME if all(word in everyday for word in folded) else TermKind.NAME


def _classify_occupation(words: Sequence[Word], folded: Sequence[str], *, language: str) -> TermKind | None:
    if folded[0] in _WORK_VERBS:
        return None
    if folded[0] in _VERBS:
        return TermKind.ACTIVITY
    if words[0].script is not Script.LATIN:
        return TermKind.PERSON
    core = folded[: count_core_words("occupation", folded)]
    if language == "sv":
        person = any(_PERSON.search(word) or _JOB.search(word) for word in (core[0], core[-1]))
    else:
        person = language != "en" or core[-1] not in _ENGLISH_THINGS and bool(_ENGLISH_PERSON.search(core[-1]))
    if person:
        return TermKind.PERSON
    field = any(_FIELD.search(word) and not word.endswith("fabrik") for word in (core[-1], core[0]))
    return TermKind.FIELD if field else None


def count_core_words(entity: str, folded: Sequence[str]) -> int:
    """How many words of an occupation name it: "operatör" in "operatör på massabruk", where the rest says which row."""
    if entity == "occupation":
        for number, word in enumerate(folded):
            if number and word in _PREPOSITIONS:
                return number
    return len(folded)


def _classify_programme(words: Sequence[Word], folded: Sequence[str]) -> TermKind | None:
    if len(folded) > 1 and any(word in _SCHOOL_FORMS for word in folded):
        return None
    if folded[0] in ("plugga", "lasa", "ga", "gar", "soka", "sokt") or "eller" in folded:
        return None
    if words[0].script is not Script.LATIN or any(_PROGRAMME_WORD.search(word) for word in folded):
        return TermKind.PROGRAMME
    if len(folded) == 1 and folded[0].endswith("teknik") and len(folded[0]) > _LONGEST_PLAIN_SUBJECT:
        return TermKind.PROGRAMME
    return TermKind.SHORT_PROGRAMME if len(folded) <= 2 else TermKind.PROGRAMME
