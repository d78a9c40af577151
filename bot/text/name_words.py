"""Words that tell a person's name from what only stands where a name could: relations, titles, things, firms."""

from __future__ import annotations

import re

_RELATIONS = (
    "kompis|kompisen|kamrat|kamrater|kompisar|vän|vänner|polare|bästis|bästisar|bror|brorsa|bröder|syster|syrra|systrar|kusin|kusiner|pojkvän|flickvän|kille|"
    "tjej|mamma|pappa|morsa|farsa|morbror|farbror|moster|faster|mormor|morfar|farmor|farfar|lärare|lärarinna|mentor|syv|rektor|tränare|"
    "granne|handledare|chef|coach|vikarie|kurator|studievägledare|magister|fröken|friend|brother|sister|cousin|teacher|mother|father|"
    "mom|mum|dad|coach|boss|supervisor|classmate"
)
# Also as the last part of a compound: "mattelärare", "klasskompis", "storebror".
RELATION = rf"[\w-]*(?:{_RELATIONS})"
TITLE = (
    r"(?:läraren|mentorn|rektorn|rektor|syv(?:en)?|magister|fröken|tränaren|grannen|handledaren|vikarien|kuratorn|herr|fru|mr|mrs|ms|"
    r"[\w-]{2,20}läraren)"
)
SURNAME = (
    r"[^\W\d_]{2,20}(?:sson|qvist|kvist|ström|strand|berg|lund|gren|dahl|holm|blom|mark|stedt|sten)|berg|lind|ek|holm|dahl|lindh|hassan|ali|"
    r"ahmed|mohamed|mohammed|ibrahim|yusuf|omar|abdi|hussein|cali|xasan|maxamed"
)
# A thing or a place has a name, too: "ett företag som heter", "programmet heter".
THINGS = re.compile(
    r"^(?:by|byn|håla|hålan|ort|orten|stad|staden|stan|app|appen|bok|boken|det|den|de|dom|vad|va|hur|man|ö|ön|sjö|sjön|land|landet|nåt|låt|roll)$|"
    r"program|kurs|utbildning|företag|firma|fabrik|kommun|skola|gymnasi|linje|yrke|jobb|bruk|sida|spel|film|bolag|verkstad|ställe|grej|något|"
    r"inriktning|ämne|maskin|material|metod|industri|butik|serie|titel|område|provins|gruva|robot|modell|märke|truck|lastbil|motor|system|verktyg|examen|samhälle"
)
# First names that are words, too: names only with a capital letter, or before a surname.
AMBIGUOUS = frozenset({"max", "sam", "tim", "saga", "stig", "nova", "rose", "august", "bo", "love", "my", "sol", "vera", "bella",
                       "mark", "ville", "noor"})  # fmt: skip
# After these a town stands, also one that is a name: "jag är från Nora".
PLACE_FOLLOWS = frozenset({"från", "fr", "i", "på", "till", "from", "in", "at", "near"})
# Words that follow "jag heter" or a relation and are no name.
ORDINARY = frozenset(
    # Swedish and English
    "inte inget ingenting något nåt någonting nån någon samma det den de så som och o å men också typ ju vad va hur jobbar arbetar går är e har "  # noqa: SIM905
    "vill kan på i från med till hemlig hemligt hemlis privat viktigt viktig vet ej faktiskt egentligen bara nog väl aldrig alltid nu inte! "
    "läser pluggar bor gillar tycker säger sa ska skulle hade var bli blir jag du han hon vi ni om av för att in ut hos en ett min mitt "
    "el matte svenska engelska slöjd teknik fysik kemi idrott bild musik so no bestämmer sverige industri fordon bygg vvs natur "
    "the a an not secret important private none nothing anonymous unknown is and but i my from who that on here there "
    "montör svetsare elev elever hälsningar tack hej prao volvo scania saab "
    # Arabic and Persian
    "غير مهم لحدا لاحد لأحد لحد ظاهر موجود مكتوب سري يظهر بيظهر عند في من على هنا لكم أو هل ما لا طالب طالبة عمري اريد أريد بدي ابحث أبحث احب "
    "أحب ادرس أدرس اعيش أعيش اسكن أسكن "
    "دیده ديده معلوم چیست چیه را رو هم نشان در به کجا است هست هستم ه و که این "
    # Somali, Ukrainian, Finnish
    "qof ma oo iyo waan waxaan aniga ku ka la qarsoodi "
    "видно не таємниця і та я у в з мені "
    "salaisuus salainen ja mutta olen on näkyy ei".split()
)
# Words after or instead of a surname that make the pair a firm, a school or a street.
FIRM_WORDS = re.compile(
    r"(?:ab|hb|kb|as|oy|inc|ltd|sågverk\w*|skolan?|skola|gymnasi\w+|universitet\w*|& ?(?:söner|co|son)|mekaniska|verkstad\w*|verkstäder|"
    r"industri\w*|energi|energy|electric|group|gruppen|steel|bruk|kommun|trucks|cars|penta|buses|gata|gatan|väg|vägen|bygg|film|software|mek|el|fastigheter|plåt|transport\w*|"
    r"stiftelse\w*|priset|museet|\w+(?:gymnasiet|gymnasium|skolan|gatan|vägen|verken|bolagen|koncernen))\b",
    re.IGNORECASE,
)
FIRMS = frozenset(
    {
        "robert bosch",
        "alfred nobel",
        "karl hedin",
        "gustav adolf",
        "astrid lindgrens",
        "john deere",
        "henry ford",
        "rolls royce",
    }
)
