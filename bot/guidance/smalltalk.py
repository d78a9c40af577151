"""What is said apart from the questions: greetings, thanks, privacy, feedback, help in distress, and what Syvbot can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.guidance.answer import About, Answer, Reply, Suggestion
from bot.guidance.conversation import Conversation, Offer
from bot.guidance.surroundings import Surroundings
from bot.guidance.topics import (
    CAPABILITIES,
    CHANGE_LANGUAGE,
    COUNSELLOR,
    DISTRESS,
    EXPLORE,
    FEEDBACK_NEGATIVE,
    OUT_OF_SCOPE,
    PRAO,
    SALARY,
    SHORTAGE,
)  # fmt: skip

# What a pupil who has not begun, or has lost the thread, may want next.
STARTERS = (SHORTAGE, EXPLORE, PRAO)
MORE_STARTERS = (SHORTAGE, EXPLORE, SALARY, PRAO)
AFTER_OUT_OF_SCOPE = (SHORTAGE, EXPLORE, COUNSELLOR)

PLAIN: Mapping[str, tuple[str, ...]] = {
    "greet": STARTERS,
    "goodbye": (),
    "thank": (),
    "insult": (),
    "bot_challenge": (CAPABILITIES,),
    CAPABILITIES: MORE_STARTERS,
    "ask_privacy": (),
    "give_feedback_positive": STARTERS,
    OUT_OF_SCOPE: AFTER_OUT_OF_SCOPE,
    # Help comes alone: no ways on to careers in the same message.
    DISTRESS: (),
}


def suggest(intent: str, **entities: str) -> Suggestion:
    """A button with the intent's human title."""
    return Suggestion(Reply(f"utter_title_{intent}"), intent, entities)


def answer_plainly(topic: str) -> Answer:
    """The text of a topic that depends on nothing else."""
    return Answer(About(topic), (Reply(f"utter_{topic}"),), suggestions=tuple(suggest(each) for each in PLAIN[topic]))


def answer_counsellor(surroundings: Surroundings) -> Answer:
    """The way to a human: the school's counsellor when the page names one, else how to find theirs."""
    counsellor = surroundings.counsellor
    if not counsellor:
        return Answer(About(COUNSELLOR), (Reply("utter_talk_to_counsellor"),))
    replies = [Reply("utter_talk_to_counsellor_named", {"name": counsellor.get("name", "Studie- och yrkesvägledaren")})]
    replies += [
        Reply(f"utter_counsellor_{key}", {key: counsellor[key]})
        for key in ("email", "phone", "hours", "place", "url")
        if counsellor.get(key)
    ]
    return Answer(About(COUNSELLOR), tuple(replies))


def answer_feedback_negative(conversation: Conversation, *, doubted: bool = False) -> Answer:
    """Thanks, and the other readings of what was asked before, so that the pupil can set it right with one tap.

    Where the facts are `doubted`, it says where they come from and how to get them put right.
    """
    if doubted:
        return Answer(About(FEEDBACK_NEGATIVE), (Reply("utter_facts_doubted"),), suggestions=(suggest(COUNSELLOR),))
    rivals = tuple(suggest(each) for each in conversation.rivals[:2])
    response = "utter_give_feedback_negative_choices" if rivals else "utter_give_feedback_negative"
    return Answer(About(FEEDBACK_NEGATIVE), (Reply(response),), suggestions=(*rivals, suggest(COUNSELLOR)))


def answer_accepted(conversation: Conversation) -> Answer:
    """ "Ja" when nothing was asked, or "ok": the ways on that were offered stay."""
    ways = _offered_before(conversation.offered[:3]) or tuple(suggest(each) for each in STARTERS)
    return Answer(About("affirm"), (Reply("utter_affirm"),), suggestions=ways)


def answer_declined(conversation: Conversation) -> Answer:
    """ "Nej": what was offered is left; the other ways on that were offered stay."""
    others = tuple(each for each in conversation.offered[1:3] if each.intent != COUNSELLOR)
    ways = _offered_before(others) or tuple(suggest(each) for each in STARTERS)
    return Answer(About("deny"), (Reply("utter_deny"),), suggestions=ways)


def _offered_before(offers: tuple[Offer, ...]) -> tuple[Suggestion, ...]:
    return tuple(suggest(each.intent, **each.entities) for each in offers)


def answer_choice(choices: tuple[Offer, ...]) -> Answer:
    """The best readings as buttons, and a way out when none is right."""
    response = "utter_doubt_one" if len(choices) == 1 else "utter_doubt_choices"
    ways = tuple(suggest(each.intent, **each.entities) for each in choices)
    return Answer(About(OUT_OF_SCOPE), (Reply(response),), suggestions=(*ways, suggest(OUT_OF_SCOPE)))


def answer_unsure(conversation: Conversation) -> Answer:
    """Says plainly that it was not understood; the second time in a row a human comes first."""
    if conversation.apologies:
        ways = (suggest(COUNSELLOR), suggest(CAPABILITIES))
        return Answer(About(OUT_OF_SCOPE), (Reply("utter_fallback_again"),), suggestions=ways)
    starts = (suggest(SHORTAGE), suggest(EXPLORE), suggest(COUNSELLOR))
    return Answer(About(OUT_OF_SCOPE), (Reply("utter_fallback"),), suggestions=starts)


def answer_something_else() -> Answer:
    """None of the offered readings was right: the pupil may say it in other words."""
    ways = (*(suggest(each) for each in STARTERS[:2]), suggest(COUNSELLOR))
    return Answer(About(OUT_OF_SCOPE), (Reply("utter_something_else"),), suggestions=ways)


def answer_unknown_occupation(word: str, *, topic: str) -> Answer:
    """The word is understood as an occupation, but there are no facts on it."""
    ways = (suggest(EXPLORE), suggest(SHORTAGE), suggest(COUNSELLOR))
    return Answer(About(topic), (Reply("utter_unknown_occupation", {"word": word}),), suggestions=ways)


def answer_language(wish: str | None) -> Answer:
    """Which language the answers now come in, or which there are."""
    ways = tuple(
        Suggestion(Reply(f"utter_title_language_{each}"), "change_language", {"language": each})
        for each in ("sv", "easy", "en")
        if each != wish
    )
    response = f"utter_change_language_{wish}" if wish in ("sv", "easy", "en") else "utter_change_language"
    return Answer(About(CHANGE_LANGUAGE), (Reply(response),), suggestions=ways)


def tell_again(answer: Answer) -> Answer:
    """The last answer in the language that was asked for, and that it is so."""
    about = replace(answer.about, topic=CHANGE_LANGUAGE)
    return replace(answer, about=about, replies=(Reply("utter_change_language_again"), *answer.replies))
