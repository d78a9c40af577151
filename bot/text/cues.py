"""Finds the phrases of a message that tell how a name beside them is meant: liking, work, school, refusal, place."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.text.swedish import make_swedish_pipeline
from bot.text.words import Word


class Cue(Enum):
    """What a phrase tells of the words beside it."""

    LIKES = "likes"  # what follows is liked
    LIKED = "liked"  # what stands before is liked (Persian)
    DISLIKES = "dislikes"
    WISH = "wish"  # what follows is wished for as work: "vill jobba med"
    WORK = "work"  # what follows is a field of work: "jobba med", "inom"
    SCHOOL = "school"  # the message is about school
    STUDY = "study"  # what follows is studied: "läsa", "går"
    REFUSED = "refused"  # what follows is not meant
    CORRECTED = "corrected"  # what stands before was not meant: "nej, fel"
    PLACE = "place"  # a place follows
    HOME = "home"  # the place where the writer is at home follows
    FIRM = "firm"  # a firm may follow: "på", "hos"


_PHRASES: dict[Cue, tuple[str, ...]] = {
    Cue.LIKES: (
        "gillar", "gilla", "gillat", "gillade", "gilar", "jillar", "älskar", "älska", "älskat", "tycker om", "tyker om",
        "tycke om", "tyckte om", "tycker att", "tycker det är kul med", "tycker det är roligt med", "intresserad av",
        "intreserad av", "intresserade av", "intresserad utav", "intresserar mig för", "intresse av", "intresse för",
        "intressen är", "intresserad i", "intressen", "intresse", "mina intressen är", "mitt intresse är", "brinner för",
        "brinner f", "bra på", "duktig på", "grym på", "vass på", "kul med", "roligt med", "skönt med", "fan av",
        "besatt av", "nörd på", "hobby är", "hobbyn är", "passion för", "förtjust i", "håller på med", "hålla på med",
        "haj på", "diggar", "digga", "bäst på", "trivs med", "favoritämne är", "favoritämnet är", "favoritämnen är",
        "vill hålla på med", "like", "likes", "love", "loves", "enjoy", "enjoys", "into", "interested in", "intrested in",
        "interrested in", "good at", "fond of", "passionate about", "fan of", "hobby is", "hobbies are", "interests are",
        "أحب", "بحب", "احب", "مهتم ب", "مهتم", "مهتمة", "يعجبني", "تعجبني", "أهتم", "شاطر", "شاطرة", "هوايتي", "حابب",
        "بتعجبني", "احب ال", "jeclahay", "jecelahay", "jecel", "xiiseeyaa", "xiiseeya", "xiisayaa", "ku fiicanahay",
        "подобається", "подобаються", "люблю", "цікавлюсь", "цікавлюся", "цікавить", "цікавлять", "захоплююся", "любить",
        "захоплююсь", "обожнюю", "цікава", "добре знаю", "علاقه دارم به", "علاقه مند به", "عاشق", "عاشقم", "tykkään",
        "tykkaan", "pidän", "rakastan", "kiinnostunut", "kiinnostaa", "kiinnostavat", "harrastan", "hyvä", "tykkää",
    ),
    Cue.LIKED: (
        "دوست دارم", "دوست دارد", "علاقه دارم", "علاقه دارد", "علاقه مندم", "علاقه‌مندم", "علاقه‌مند هستم", "جعلاهي",
        "jeclahay", "jecelahay", "xiiseeyaa", "är kul", "är roligt", "e kul", "e roligt", "är mitt intresse",
        "är min grej", "e min grej", "är min hobby", "är coolt", "e najs", "is fun", "is cool",
    ),
    Cue.DISLIKES: (
        "gillar inte", "gillar ej", "gillar icke", "tycker inte om", "inte gillar", "hatar", "hatade", "avskyr", "ogillar",
        "dålig på", "kass på", "sämst på", "trött på", "allergisk mot", "rädd för", "inte bra på", "inte intresserad av",
        "dont like", "don't like", "do not like", "hate", "hates", "bad at", "not good at", "not interested in",
        "لا أحب", "ما بحب", "اكره", "أكره", "не люблю", "не подобається", "ненавиджу", "en tykkää", "en pidä", "inhoan",
        "ma jecli", "دوست ندارم", "متنفرم",
    ),
    Cue.WISH: (
        "vill jobba med", "vill arbeta med", "vill jobba inom", "vill arbeta inom", "vill jobba me", "vill jobba m",
        "vill hellre jobba med", "vill egentligen jobba med", "vill gärna jobba med", "vill helst jobba med",
        "drömmer om att",
        "drömmer om", "vill lära mig", "kunna jobba med", "få jobba med", "want to work with", "wanna work with",
        "would like to work with", "want to learn", "dream of",
    ),
    Cue.WORK: (
        "jobba med", "jobba me", "jobba m", "jobbar med", "jobbar me", "arbeta med", "arbetar med", "jobba inom", "inom",
        "jobb med", "jobb me", "jobb inom", "jobben inom", "nåt med", "något med", "nåt me", "nåt m", "nå med", "nån med",
        "grejer med", "yrken med", "yrke med", "prao med", "praktik med", "pyssla med", "jobbet med", "sommarjobb med",
        "work with", "working with", "job with", "jobs with", "jobs in", "something with", "work in",
    ),
    Cue.SCHOOL: (
        "läsa", "läser", "läste", "läst", "plugga", "pluggar", "pluggat", "plugg", "välja", "väljer", "valt", "val",
        "gymnasieval", "söka", "sökt", "linje", "linjen", "linjer", "program", "programmet", "programm", "programmen",
        "utbildning", "utbildningar", "utbildningen", "gymnasiet", "gymnasium", "gymnasie", "gymnasieskola", "skola",
        "skolan",
        "skolor", "skolorna", "betyg", "betygen", "poäng", "merit", "meritpoäng", "meritvärde", "meritvärdet",
        "intagningspoäng", "snitt", "antagning", "antagen", "antagningspoäng",
        "intagning", "behörig", "behörighet", "komma in", "kommer in", "inriktning", "inriktningen", "inriktningar", "kurs",
        "kurser", "komvux", "yh", "lärling", "lärlingsutbildning", "apl", "ettan", "tvåan", "trean", "nian", "går på",
        "går i",
        "gick på", "gå på", "byta till", "byta från", "bytte till", "study", "studying", "studied", "school", "schools",
        "program", "programme", "programs", "grades", "course", "courses", "gymnasium", "upper secondary", "education",
        "studera", "studerar", "klass", "klassen", "första året", "andra året", "tredje året", "högskoleförberedande",
        "yrkesprogram", "yrkesprogrammet", "reservplats", "öppet hus", "gå", "går", "gått", "gick",
    ),
    Cue.STUDY: (
        "läsa", "läser", "läste", "läst", "plugga", "pluggar", "pluggat", "studera", "studerar", "gå", "går", "gått", "gick",
        "ga", "gar", "välja", "väljer", "valt", "valde", "söka", "sökt", "söker", "linje", "linjen", "program", "programmet",
        "inriktning", "inriktningen", "byta till", "byta från", "byt till", "komma in på", "kommer in på", "går på", "gå på",
        "gick på", "in på", "antagen till", "betyg till", "betyg för", "poäng till", "poäng för", "behörig till",
        "i allt för",
        "behörighet till", "läsa till", "plugga till", "utbildning inom", "lärlingsutbildning inom", "utbildning i",
        "lärling inom", "gymnasiet", "gymnasie", "gymnasium", "har", "har ni", "har de", "har dom", "finns", "study",
        "studying", "grades for", "school for",
        "skolor med", "skola med", "skolor för", "går första året på", "går andra året på", "går tredje året på", "ettan på",
        "tvåan på", "trean på", "årskurs", "kurs i", "kurser i", "kurs inom", "دراسة", "ادرس", "أدرس", "برنامج", "تخصص",
        "вчитися на", "вчусь на", "вчуся на", "програму", "رشته", "opiskella", "opiskelen", "linja",
    ),
    Cue.REFUSED: (
        "inte", "inte i", "inte på", "inte från", "inte som", "inte till", "inte en", "inte vid", "ej", "ej i", "icke",
        "inte om", "inte nåt i", "not", "not in", "not at", "not from", "not a", "en tarkoita", "ei", "не", "не в", "не у",
        "не з", "ليس", "ليس في", "مش", "مش في", "مو", "مو ب", "نه", "نه در", "ma aha", "maaha", "istället för",
        "i stället för",
        "instead of", "utan inte", "förutom",
    ),
    Cue.CORRECTED: (
        "nej", "nej vänta", "nä", "nää", "fel", "jag menar", "jag menade", "menade", "menar", "förlåt", "sorry", "oj",
        "eller nej", "no", "i mean", "i meant", "meant", "wait", "nope", "vänta",
    ),
    Cue.PLACE: (
        "i", "in", "från", "till", "nära", "runt", "kring", "omkring", "utanför", "mot", "ifrån", "from", "near", "around",
        "bor", "vid", "via", "området", "kommun", "norr om", "söder om", "orten", "staden", "в", "у", "з", "із", "до",
        "біля",
        "في", "من", "در", "از", "to", "fr", "flytta till",
    ),
    Cue.HOME: (
        "bor i", "bor på", "min stad är", "staden är", "hemort", "orten är", "min kommun är", "kommunen är",
        "kommunen e", "hemkommun är", "bor nära", "bor utanför", "bo i", "bott i", "flytta till", "flyttat till",
        "flyttar till",
        "flyttade till", "kommer från", "är från", "e från", "är i", "live in", "living in", "from", "moved to", "im in",
        "asun", "noolahay", "живу в", "живу у", "أسكن في", "ساكن في", "عايش في", "أعيش في", "زندگی می کنم در",
    ),
    Cue.FIRM: (
        "på", "hos", "at", "for", "för", "pa", "jobba på", "jobbar på", "jobb på", "prao på", "praktik på", "för", "med",
        "av", "från", "about", "with", "om", "till", "firman", "företaget", "bolaget", "kontakta", "kontaktar", "mejla",
        "mejlar", "ringa", "ringer",
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def _get_matcher() -> tuple[Language, PhraseMatcher]:
    nlp = make_swedish_pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    for cue, phrases in _PHRASES.items():
        matcher.add(cue.name, [nlp.make_doc(phrase) for phrase in phrases])
    return nlp, matcher


class Cues:
    """The cue phrases of one message, by the number of the word where they start and end."""

    def __init__(self, words: list[Word]) -> None:
        nlp, matcher = _get_matcher()
        self.ends: dict[Cue, set[int]] = {cue: set() for cue in Cue}
        self.starts: dict[Cue, set[int]] = {cue: set() for cue in Cue}
        with nlp.memory_zone():
            doc = _make_doc(nlp, words)
            for label, start, end in matcher(doc):
                cue = Cue[nlp.vocab.strings[label]]
                self.ends[cue].add(end)
                self.starts[cue].add(start)

    def precede(self, cue: Cue, word: int) -> bool:
        """Whether a phrase of the kind ends right before the word."""
        return word in self.ends[cue]

    def follow(self, cue: Cue, word: int) -> bool:
        """Whether a phrase of the kind starts at the word."""
        return word in self.starts[cue]

    def has(self, cue: Cue) -> bool:
        """Whether the message has a phrase of the kind."""
        return bool(self.ends[cue])


def _make_doc(nlp: Language, words: list[Word]) -> Doc:
    doc = Doc(nlp.vocab, words=[word.text for word in words])
    for token, word in zip(doc, words, strict=True):
        token.norm_ = word.folded
    return doc
