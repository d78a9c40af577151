"""Guesses from single words whether a Latin message is Finnish, Somali or strange: what decides which endings and errors fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from bot.text.everyday import get_everyday_swedish_words
from bot.text.folding import Script
from bot.text.known_words import is_known_word
from bot.text.words import Word, word_set

_DOUBLE_VOWEL = re.compile(r"aa|ii|uu|yy|[ea]e[kln]|oo[nt]|kk[oi]|[aeio]yn?$")
_FINNISH = word_set(
    "mita mika missa onko voiko voinko miten kuinka paljon mitka ja on kun minka haluan olen toita tyota tyo ammatti palkka "
    "mista kuka millainen millaista kannattaa saako voi asun opiskella koulu tyopaikkoja yrityksia yritykset tykkaan "
    "koti mun mulla sulla oon tyopaikka firma firmoja"
)
_SOMALI = word_set(
    "ma waa maxaa sidee intee xagee xaggee waxaan shaqo shaqada ku ka iyo muxuu halkee waxay miyaa lacag aniga waxa leh oo "
    "imisa sideen sideedee noqdaa noqon noqdo karaa qabtaa bishii ayuu ayay ayaa loo maxay mushahar mushaharka mushaharkiisu "
    "mushaharkoodu xirfad iskuulkee dugsi shirkad shirkadaha helaa maalintii kuwa degmada magaalada baan waan"
)
_NOT_FINNISH = word_set(
    "jag och som ar det for vad the is kan man att ett vill bli blir med finns vilka dag inte hur jobba jobb lon"
)
# "ja bor i" is spoken Swedish.
_ALSO_SWEDISH = word_set("ja on voi tyo")
_SHORT_MESSAGE = 3


class Tongue(Enum):
    """What the words of a message look like."""

    FAMILIAR = "familiar"  # Swedish, English or another script
    FINNISH = "finnish"
    SOMALI = "somali"
    FOREIGN = "foreign"  # sounds like another language
    UNKNOWN = "unknown"  # no word is known, which may also be haste


def guess_tongue(words: Sequence[Word]) -> Tongue:
    """The tongue of a message; the language identifier sees the whole text, this only what endings and errors need."""
    latin = [word.folded for word in words if word.script is Script.LATIN]
    folded = set(latin)
    unknown = [word for word in latin if not is_known_word(word)]
    sounds_foreign = any(_DOUBLE_VOWEL.search(word) for word in unknown) and 2 * len(unknown) > len(latin)
    somali = folded & _SOMALI
    if len(somali) >= 2 or (somali and len(words) <= _SHORT_MESSAGE):
        return Tongue.SOMALI
    finnish = folded & _FINNISH
    if not folded & _NOT_FINNISH and (
        finnish - _ALSO_SWEDISH
        or sounds_foreign
        or finnish
        and not folded & get_everyday_swedish_words() - _ALSO_SWEDISH
    ):
        return Tongue.FINNISH
    if sounds_foreign:
        return Tongue.FOREIGN
    return Tongue.UNKNOWN if len(words) > 1 and latin and len(unknown) == len(latin) else Tongue.FAMILIAR
