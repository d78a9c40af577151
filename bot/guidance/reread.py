"""Reads a message again in the light of the conversation: a short follow-up seldom means what its words look like alone."""

from __future__ import annotations

from dataclasses import replace

from bot.guidance.asked import find_asked
from bot.guidance.conversation import Conversation
from bot.guidance.doubt import Thresholds, judge
from bot.guidance.followups import find_ordinal
from bot.guidance.form_asked import find_topic_of_form
from bot.guidance.industry_words import find_industry_said
from bot.guidance.message import (
    EDUCATION_LEVEL,
    EMPLOYER,
    INDUSTRY,
    INTEREST,
    OCCUPATION,
    PLACE,
    PROGRAMME,
    Message,
    Reading,
)
from bot.guidance.outside import without_what_is_no_rival
from bot.guidance.place_said import find_topic_of_place
from bot.guidance.sides_asked import asks_of_it, asks_of_work
from bot.guidance.topic_words import (
    asks_for_list,
    asks_for_occupations,
    asks_for_programme,
    asks_how_far,
    asks_which_of_two,
    doubts_the_answer,
    find_corrected_topic,
    find_topics_said,
    says_changed_mind,
    says_denied,
    says_goes_to_school,
    says_nearby,
    says_of_them,
    says_there,
    says_what_was_meant,
    says_within,
)
from bot.guidance.topics import (
    AFFIRM,
    CAPABILITIES,
    COMPARE,
    DENY,
    DESCRIPTION,
    DISTRESS,
    EDUCATION,
    EMPLOYERS,
    EXPLORE,
    FEEDBACK_NEGATIVE,
    INDUSTRY_FACTS,
    LISTS_PLACES,
    OUT_OF_SCOPE,
    OUTLOOK,
    QUESTIONS,
    SCHOOLS,
    SET_REGION,
    SHORTAGE,
    TAKES,
)  # fmt: skip
from bot.guidance.way_asked import find_topic_of_way

# What a reading gains or loses by what was talked about before; chosen on evaluation/dialogues.jsonl.
FITTING, UNFITTING, UNFOUNDED, ASIDE = 1.5, 0.8, 0.4, 0.4
# A reading below this is noise, whatever it gains; the best must be this many times as likely as the next.
FAINTEST, STANDS_OUT = 0.12, 1.5
# Among so many of the likeliest a topic that is named outright decides.
MOST_RIVALS = 3
# Below this the likeliest reading is a mere guess.
MERE_GUESS = 0.35
# What "vad kan man jobba med där" looks like.
LOOKS_LIKE_WHAT_WORK = frozenset({CAPABILITIES, DESCRIPTION, EMPLOYERS, EXPLORE})
# Above this an "out of scope" is believed in the middle of a conversation too.
SURELY_OUTSIDE = 0.9
# The same for what is said apart from the questions.
SURELY_ASIDE = 0.6


def reread(message: Message, conversation: Conversation, *, thresholds: Thresholds) -> Message:
    """The message with the topic first that the conversation makes certain or likely; else the message as it is."""
    if message.pressed or not message.readings:
        return message
    message = without_what_is_no_rival(message, thresholds=thresholds)
    if doubts_an_answer(message, conversation, thresholds=thresholds):
        return replace(message, readings=(Reading(FEEDBACK_NEGATIVE, 1.0), *message.readings), abstained=False)
    topic = find_corrected_topic(message.text) or _settle(message, conversation, thresholds=thresholds)
    if topic is None and message.intent == DISTRESS:
        return message
    if topic is None and conversation.focus.topic and not _is_certain(message, thresholds=thresholds):
        topic = _weigh(message, conversation)
    if topic is None and message.intent == SET_REGION and not _is_certain(message, thresholds=thresholds):
        # Without a place it is no answer to where one lives.
        return replace(message, abstained=True)
    if topic is None or topic == message.intent and judge(message, thresholds=thresholds) == "sure":
        return message
    others = tuple(each for each in message.readings if each.intent != topic)
    return replace(message, readings=(Reading(topic, 1.0), *others), abstained=False)


def doubts_an_answer(message: Message, conversation: Conversation, *, thresholds: Thresholds) -> bool:
    """ "Stämmer inte, min pappa är gjutare": where the classifier is in doubt, what was answered is said to be wrong."""
    asked = conversation.focus.topic in QUESTIONS
    return asked and message.confidence < thresholds.sure and doubts_the_answer(message.text)


def _settle(message: Message, conversation: Conversation, *, thresholds: Thresholds) -> str | None:
    """The topic that follows from what was talked about, by rules that hold however the words were read."""
    focus = conversation.focus
    intent = message.intent
    likely, next_likely = [*(each.intent for each in message.readings[:2]), ""][:2]
    sure = judge(message, thresholds=thresholds) == "sure"
    occupation = bool(message.ids_of(OCCUPATION)) or focus.occupation is not None
    if (
        focus.topic in LISTS_PLACES
        and asks_how_far(message.text)
        and not message.mentions
        and not (sure and intent in QUESTIONS)
    ):
        return focus.topic
    doubtful = message.confidence < thresholds.sure or intent == OUT_OF_SCOPE
    if topic := find_topic_of_way(message, conversation, doubtful=doubtful):
        return topic
    tells_place = intent == SET_REGION or intent == SCHOOLS and says_goes_to_school(message.text)
    if tells_place and (topic := find_topic_of_place(message, conversation)):
        return topic
    if of_form := find_topic_of_form(message, conversation, occupation=occupation, sure=sure):
        return of_form
    if intent == EXPLORE and focus.topic and says_within(message.text) and find_industry_said(SHORTAGE, message):
        # "Finns nåt inom trä": the last list of workplaces again, else the occupations of the industry.
        return focus.topic if focus.topic in LISTS_PLACES else SHORTAGE
    if occupation and intent == INDUSTRY_FACTS and message.ids_of(OCCUPATION) and (of_work := asks_of_work(message)):
        return of_work
    if focus.occupation and not message.mentions and (of_it := asks_of_it(message, focus)):
        return of_it
    if not sure and {likely, next_likely} == {EXPLORE, SET_REGION} and message.wanted(INTEREST):
        # "I live in Lund and I like robots": where one lives is kept in mind anyway.
        return EXPLORE
    work = intent == SHORTAGE or not sure and bool(message.ids_of(PLACE)) and SHORTAGE in [likely, next_likely]
    if work and focus.occupation and not message.ids_of(INDUSTRY) and not asks_for_list(message.text):
        # "Finns det jobb i Gävle?" about the occupation that was talked about.
        return OUTLOOK
    two = len(conversation.compared or conversation.recent) > 1
    asks_which = conversation.compared and focus.topic == COMPARE and _asks_which(message)
    asks_of_two = intent in QUESTIONS - LISTS_PLACES and (asks_which or says_of_them(message.text))
    if two and asks_of_two and focus.topic not in LISTS_PLACES and not message.ids_of(OCCUPATION):
        # "Vilken av dom är lättast att få jobb som": the two that were talked about.
        return COMPARE
    if intent == COMPARE and message.wanted(OCCUPATION if message.ids_of(OCCUPATION) else EDUCATION_LEVEL):
        return _instead_of_comparing(message, conversation)
    if not sure and {likely, next_likely} == {SCHOOLS, EDUCATION}:
        # Either answer leads on to the other.
        said = find_topics_said(message.text)
        near = says_nearby(message.text) or bool(message.wanted(PLACE))
        return EDUCATION if said == (EDUCATION,) and not near else SCHOOLS if said == (SCHOOLS,) else likely
    return None if occupation else _settle_without_occupation(message, conversation, sure=sure)


def _asks_which(message: Message) -> bool:
    """ "Vilket är lättast att få jobb som?", but not "den första då, vilket program ska man gå"."""
    return asks_which_of_two(message.text) and not asks_for_programme(message.text) and find_ordinal(message) is None


def _settle_without_occupation(message: Message, conversation: Conversation, *, sure: bool) -> str | None:
    """The same where an employer, an industry or nothing at all was talked about."""
    focus = conversation.focus
    intent = message.intent
    if intent == SHORTAGE and focus.employer and says_there(message.text):
        return EMPLOYERS
    industry = bool(message.ids_of(INDUSTRY)) or focus.industry is not None
    workplace = bool(message.ids_of(EMPLOYER)) or focus.employer is not None
    bare = not industry and not workplace and not message.wanted(OCCUPATION)
    if intent == OUTLOOK and bare or not sure and {each.intent for each in message.readings[:2]} == {SHORTAGE, OUTLOOK}:
        # "Are there any jobs for me?": without an occupation those that lack people are the answer.
        return SHORTAGE
    if (industry or focus.place) and intent in LOOKS_LIKE_WHAT_WORK and asks_for_occupations(message.text):
        # "Vad kan man jobba som där?"
        return SHORTAGE
    if (
        intent == DESCRIPTION
        and (industry or workplace)
        and find_asked(message.text, among=INDUSTRY_FACTS.removeprefix("ask_"))
    ):
        return INDUSTRY_FACTS
    return None


def _instead_of_comparing(message: Message, conversation: Conversation) -> str | None:
    """What is asked where the words look like a comparison but nothing stands beside what was talked about."""
    focus = conversation.focus
    occupations = message.ids_of(OCCUPATION)
    if not occupations:
        # "Är det yh eller högskola som gäller?"
        return EDUCATION if focus.occupation and not conversation.compared else None
    if len(occupations) == 1 and not focus.occupation and focus.topic in QUESTIONS and says_denied(message.text):
        # "Nä inte elektriker i hus, mer typ fabrik", after a programme: of the two only one is wanted.
        return focus.topic
    another = says_what_was_meant(message.text) or len(occupations) == 1 and says_changed_mind(message.text)
    # "No I mean mechanics, industrial mechanics": the last question about another.
    return focus.topic if another and OCCUPATION in TAKES.get(focus.topic, ()) else None


def _is_certain(message: Message, *, thresholds: Thresholds) -> bool:
    if judge(message, thresholds=thresholds) != "sure":
        return False
    if message.intent not in QUESTIONS | {SET_REGION}:
        return message.confidence >= (SURELY_OUTSIDE if message.intent == OUT_OF_SCOPE else SURELY_ASIDE)
    return message.intent != SET_REGION or bool(message.wanted(PLACE))


def _weigh(message: Message, conversation: Conversation) -> str | None:
    """The question that stands out once each reading is weighed by how well it fits; None when none does."""
    named = any(message.ids_of(kind) for kind in (OCCUPATION, PLACE, INDUSTRY, EMPLOYER, PROGRAMME))
    if named and (says_what_was_meant(message.text) or conversation.focus.topic == COMPARE):
        # "Jag menade svetsare": the last question about another, whatever the words look like.
        return None
    weighed = sorted(
        ((each.confidence * _fit(each.intent, message, conversation), each) for each in message.readings),
        key=lambda pair: -pair[0],
    )
    best, reading = weighed[0]
    second = weighed[1][0] if len(weighed) > 1 else 0.0
    if reading.intent in QUESTIONS and reading.confidence >= FAINTEST and best >= second * STANDS_OUT:
        return reading.intent
    said = find_topics_said(message.text)
    # "Och utbildningen?" names its topic; that settles which of two readings is meant, and what a mere guess is worth.
    rivals = message.readings[:MOST_RIVALS] if message.confidence >= MERE_GUESS else message.readings
    return said[0] if len(said) == 1 and said[0] in [each.intent for each in rivals] else None


def _fit(intent: str, message: Message, conversation: Conversation) -> float:
    focus = conversation.focus
    if intent in (DISTRESS, FEEDBACK_NEGATIVE):
        return 1.0
    if intent == SET_REGION:
        return 1.0 if message.wanted(PLACE) else UNFOUNDED
    if intent == EXPLORE:
        return 1.0 if message.wanted(INTEREST) else UNFOUNDED
    if intent == COMPARE:
        return 1.0 if conversation.compared or len(message.ids_of(OCCUPATION)) > 1 else UNFOUNDED
    if intent in (AFFIRM, DENY):
        return 1.0 if conversation.waiting else ASIDE
    if intent not in QUESTIONS:
        return ASIDE
    talked_about = {kind for kind in TAKES[intent] if kind not in (PLACE, INTEREST) and getattr(focus, kind)}
    return FITTING if talked_about or intent == focus.topic else UNFITTING
