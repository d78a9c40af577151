"""The six either-or questions on interests, as pure functions over the answers so far. Types: Holland's RIASEC (1959-1997)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

# An interest entity that begins so holds the answers so far, so that the way through the questions needs no other memory.
MARK = "val:"
FIRST, SECOND, SKIPPED, DONE = "a", "b", "-", "x"


@dataclass(frozen=True)
class Choice:
    """One side of a question: its word, its Holland type, and an interest whose occupations suit whoever takes it."""

    word: str
    riasec: str
    interest: str


@dataclass(frozen=True)
class Answers:
    """What a pupil has said so far: ids of interests, and a letter for each question met."""

    interests: tuple[str, ...] = ()
    picks: str = ""
    started: bool = False

    @property
    def done(self) -> bool:
        """Whether the pupil wants suggestions now, or all is asked."""
        return DONE in self.picks or len(self.picks) >= len(QUESTIONS)


# Both sides are things to do, never what kind of person does them.
QUESTIONS: tuple[tuple[Choice, Choice], ...] = (
    (Choice("hands", "R", "handerna"), Choice("find_out", "I", "problemlosning")),
    (Choice("new", "A", "uppfinna"), Choice("order", "C", "ordning")),
    (Choice("lead", "E", "leda"), Choice("help", "S", "hjalpa")),
    (Choice("machines", "R", "stora_maskiner"), Choice("computers", "I", "datorer")),
    (Choice("look", "A", "design"), Choice("measure", "C", "matte")),
    (Choice("team", "E", "traffa_folk"), Choice("test", "I", "labba")),
)


def read_answers(interests: Iterable[str]) -> Answers:
    """The answers out of interest ids, among which one may hold picks: "val:ab-|bilar"."""
    answers = Answers()
    for each in interests:
        if each.startswith(MARK):
            picks, *told = each.removeprefix(MARK).split("|")
            kept = "".join(pick for pick in picks if pick in (FIRST, SECOND, SKIPPED, DONE))
            answers = Answers((*answers.interests, *filter(None, told)), kept[: len(QUESTIONS) + 1], started=True)
        else:
            answers = replace(answers, interests=(*answers.interests, each))
    return replace(answers, interests=tuple(dict.fromkeys(answers.interests)))


def write_answers(answers: Answers, *, pick: str = "") -> str:
    """The answers with one more pick, as an interest id for a button."""
    return MARK + "|".join((answers.picks + pick, *answers.interests))


def find_next_question(answers: Answers) -> int | None:
    """The number of the next question, from 0; None when suggestions should come."""
    if answers.done or (answers.interests and not answers.started):
        return None
    return len(answers.picks)


def list_choices(answers: Answers) -> tuple[Choice, ...]:
    """The sides that were taken."""
    sides = {FIRST: 0, SECOND: 1}
    return tuple(
        QUESTIONS[number][sides[pick]] for number, pick in enumerate(answers.picks[: len(QUESTIONS)]) if pick in sides
    )


def score_occupations(
    answers: Answers,
    *,
    types: Mapping[str, str],
    occupations_of: Mapping[str, tuple[str, ...]],
) -> Counter[str]:
    """Points for each occupation id. `types` are the Holland letters of occupations, `occupations_of` those of interests."""
    scores: Counter[str] = Counter()
    for interest in answers.interests:
        for rank, occupation in enumerate(occupations_of.get(interest, ())):
            scores[occupation] += 2 * max(1, 6 - rank)
    for choice in list_choices(answers):
        for rank, occupation in enumerate(occupations_of.get(choice.interest, ())):
            scores[occupation] += max(1, 6 - rank)
        for occupation, letters in types.items():
            if choice.riasec in letters:
                # The first letter says more about an occupation than those after it.
                scores[occupation] += 2 if letters.startswith(choice.riasec) else 1
    return Counter({occupation: score for occupation, score in scores.items() if occupation in types})
