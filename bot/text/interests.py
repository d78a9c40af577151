"""Finds what a pupil likes: which words a liking phrase covers, and interests that no list holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.text.cues import Cue, Cues
from bot.text.everyday import get_everyday_words
from bot.text.folding import Script
from bot.text.swedish import get_swedish_lexicon
from bot.text.words import Word, word_set

_LONGEST_SCOPE = 9
# Words between the things in a list.
_FILLERS = word_set(
    "att a o och and samt eller or typ liksom mest valdigt mycket lite mkt ocksa aven me med m i pa to "
    "the my min mina mitt en ett "
    "sant sana sadant jatte jattemycket asmycket verkligen speciellt framfor allt bade iyo ja tai та "
    "і й و и bl.a really mostly "
    "playing all kinds of about at det dar nya egna sma stora stor liten gamla hogt snabba svara coola "
    "sjuka roliga kluriga fina old big new small fast"
)
# Words where the list is over.
_ENDS = word_set(
    "vilka vilket vilken vad va vd hur hurdan men fast dock sa da som eftersom for darfor sen jobb jobbet "
    "yrke yrken passar nat "
    "nan nagot tips vill kan kanske finns vart var where what which but so job jobs for how can i jag man och vet behover inte "
    "ej icke om nar utan än an much is are was do does there this that it want career careers help till "
    "gillar hatar alskar varje gillade fran"
)
_NOT_LIKED = word_set(
    "dig mig er oss den det de dem han hon honom henne dej mej du ni mat bot boten dig svaret svar jobb jobba plugga skolan "
    "skola idén iden hjalp tanken sadant nagot nagonting ingenting allt saker sak folk you it this me them him her that "
    "praktik prao jobbet industri fabrik fabriker industrin grejer ljug att vara ha fa bli bo gora se hora veta prata ratt "
    "svenska engelska svara lyssna vanta hjalpa snacka jobbat"
)
_WHO_LIKES = word_set("i we she he they who also really kinda you boy girl son daughter pupil student dont")
_FUNCTION_WORDS = _FILLERS | _ENDS | _NOT_LIKED


@dataclass
class Liking:
    """The words that are liked, disliked, wished for as work, and where a list of liked things starts."""

    liked: set[int] = field(default_factory=set)
    disliked: set[int] = field(default_factory=set)
    wished: set[int] = field(default_factory=set)
    openings: list[int] = field(default_factory=list)


def find_liking(words: Sequence[Word], cues: Cues) -> Liking:
    """Follows every phrase of liking, dislike and wish to the end of what it covers."""
    liking = Liking()
    for start in sorted(cues.ends[Cue.DISLIKES]):
        liking.disliked.update(_follow(words, start))
    for start in sorted(cues.ends[Cue.LIKES]):
        if start in cues.ends[Cue.DISLIKES] or _is_other_like(words, start):
            continue
        liking.openings.append(start)
        liking.liked.update(_follow(words, start))
    for start in sorted(cues.ends[Cue.WISH]):
        liking.wished.update(_follow(words, start))
    for end in sorted(cues.starts[Cue.LIKED]):
        liking.liked.update(_follow_back(words, end))
    liking.liked -= liking.disliked
    return liking


def find_open_interests(words: Sequence[Word], liking: Liking, taken: set[int]) -> list[tuple[int, int]]:
    """Liked things that no list holds: "gillar att laga gamla radioapparater", "gillar geografi"."""
    found: list[tuple[int, int]] = []
    for opening in liking.openings:
        number = opening
        while number in liking.liked:
            word = words[number]
            if number in taken or word.folded in _FILLERS:
                number += 1
                continue
            end = _read_thing(words, number, liking.liked, taken)
            if end is None:
                break
            found.append((number, end))
            number = end
    return found


def _read_thing(words: Sequence[Word], start: int, scope: set[int], taken: set[int]) -> int | None:
    word = words[start]
    if (
        word.folded in _FUNCTION_WORDS
        or len(word.folded) < 3
        or word.folded.isdigit()
        or word.script is not Script.LATIN
    ):
        return None
    after_to = start > 0 and words[start - 1].folded in ("att", "a", "to")
    is_verb = after_to or (word.folded.endswith("a") and start > 0 and words[start - 1].folded == "om")
    if not is_verb:
        everyday = word.folded in get_everyday_words()
        return None if everyday or not get_swedish_lexicon().knows(word.folded) else start + 1
    end = start + 1
    if end in scope and end not in taken and words[end].folded in ("med", "me", "pa", "i"):
        end += 1
    while end in scope and end not in taken and end - start < 4 and not _closes_thing(words[end]):
        end += 1
    return end if words[end - 1].folded not in _FILLERS else end - 1


def _closes_thing(word: Word) -> bool:
    closing = _FUNCTION_WORDS - {"saker", "grejer", "folk", "mat", "nya", "egna", "sak"}
    return word.folded in closing or "," in word.gap


def _is_other_like(words: Sequence[Word], start: int) -> bool:
    """Whether the English "like" compares ("what is it like") or is polite ("would like to"), and "into" goes somewhere."""
    cue = words[start - 1].folded
    before = words[start - 2].folded if start > 1 else ""
    if cue == "into":
        return before in ("get", "getting", "got", "go", "come", "look")
    return cue in ("like", "love") and before not in _WHO_LIKES


def _follow(words: Sequence[Word], start: int) -> set[int]:
    covered: set[int] = set()
    for number in range(start, min(start + _LONGEST_SCOPE, len(words))):
        word = words[number]
        if any(stop in word.gap for stop in ".!?;\n:؟") and number > start:
            break
        if word.folded in _ENDS - _FILLERS:
            break
        covered.add(number)
    return covered


def _follow_back(words: Sequence[Word], end: int) -> set[int]:
    covered: set[int] = set()
    for number in range(end - 1, max(end - 6, -1), -1):
        if words[number].folded in _ENDS - _FILLERS or words[number].folded in ("من", "tycker", "att", "aniga"):
            break
        covered.add(number)
        if any(stop in words[number].gap for stop in ".!?;\n:,،؟"):
            break
    return covered
