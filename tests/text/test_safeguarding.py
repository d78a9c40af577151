"""What tells of danger or harm is found before any model; what only sounds like it is not."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.text.distress_patterns import FOLDER, KINDS, LANGUAGES
from bot.text.everyday import get_everyday_words
from bot.text.normalise import clean_text, fold_text
from bot.text.safeguarding import Concern, find_distress, safeguarding_text
from bot.text.swedish import get_swedish_lexicon


def read_lines(name: str) -> list[dict[str, str]]:
    """The messages of a file beside this one."""
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()]


MUST_CATCH = read_lines("safeguarding_must_catch.jsonl")
ORDINARY = read_lines("safeguarding_ordinary.jsonl")
TEXTS = YAML(typ="safe").load((FOLDER / "texts.yml").read_text(encoding="utf-8"))
# Harm without a text of its own is answered with the one that fits best.
ANSWERED_AS = {
    "exhaustion": {"self_harm"}, "eating": {"self_harm"}, "runaway": {"abuse", "self_harm"}, "friend": set(KINDS),
    "abuse": {"abuse", "violence", "honour"}, "violence": {"violence", "threat", "abuse"}, "threat": {"threat", "violence", "abuse"},
    "bullying": {"bullying", "sexual_exploitation", "self_harm"}, "self_harm": {"self_harm"}, "honour": {"honour", "abuse", "threat"},
    "sexual_exploitation": {"sexual_exploitation"},
}  # fmt: skip


def list_missed(cases: list[dict[str, str]]) -> list[str]:
    """Messages in which nothing was found."""
    return [f"{case['lang']} {case['kind']}: {case['text']}" for case in cases if find_distress(case["text"]) is None]


def test_the_lists_are_large_enough_to_mean_something():
    caught, near = Counter(case["lang"] for case in MUST_CATCH), sum("near_miss" in case for case in ORDINARY)
    assert caught["sv"] >= 150
    assert all(caught[language] >= 15 for language in LANGUAGES)
    assert len(MUST_CATCH) >= 260
    assert len(ORDINARY) >= 400
    assert near >= 150
    assert {case["lang"] for case in ORDINARY} == set(LANGUAGES)


def test_every_message_that_tells_of_danger_or_harm_is_found():
    missed = list_missed(MUST_CATCH)
    assert not missed, "\n".join(missed)


def test_less_than_one_in_100_ordinary_messages_is_taken_for_distress():
    found = [(case["text"], concern) for case in ORDINARY if (concern := find_distress(case["text"]))]
    assert len(found) < 0.01 * len(ORDINARY), "\n".join(f"{concern.kind}: {text}" for text, concern in found)


def test_the_answer_fits_the_kind_of_harm():
    wrong = [
        f"{case['kind']} -> {concern.kind}: {case['text']}"
        for case in MUST_CATCH
        if (concern := find_distress(case["text"])) and concern.kind not in ANSWERED_AS[case["kind"]]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_language_of_the_words_is_the_language_of_the_concern():
    wrong = [
        f"{case['lang']} -> {concern.language}: {case['text']}"
        for case in MUST_CATCH
        if (concern := find_distress(case["text"])) and concern.language != case["lang"]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("jag vill dö", "jag vill inte dö"), ("pappa slår mig", "ingen slår mig"), ("pappa slår mig", "pappa slår mig inte"),
        ("jag blir mobbad", "jag blir inte mobbad"), ("de hotar mig", "ingen hotar mig"), ("jag skär mig", "jag skär mig inte"),
        ("jag har självmordstankar", "jag har inga självmordstankar"), ("jag har blivit slagen", "jag har aldrig blivit slagen"),
        ("i am being bullied", "i am not being bullied"), ("my dad hits me", "nobody hits me"),
        ("haluan kuolla", "en halua kuolla"), ("isä lyö minua", "kukaan ei lyö minua"), ("أبي يضربني", "لا أحد يضربني"),
        ("тато мене б'є", "ніхто мене не б'є"), ("پدرم مرا می‌زند", "کسی مرا نمی‌زند"), ("aabahay wuu i garaacaa", "qofna ima garaaco"),
    ],
)  # fmt: skip
def test_what_is_denied_is_no_report(told, denied):
    assert find_distress(told) is not None
    assert find_distress(denied) is None


@pytest.mark.parametrize(
    "text",
    ["jag vill inte leva", "jag orkar inte leva mer", "ingen bryr sig om att pappa slår mig", "jag vill inte dö men jag skär mig",
     "jag vill inte ta livet av mig men orkar inte leva", "mamma vet inte att pappa slår mig", "ingen vet att jag blir mobbad",
     "jag vet inte varför pappa slår mig", "nej pappa slutar inte slå mig", "jag kan inte sluta skära mig",
     "i don't want to live", "i can't stop cutting myself", "لا أريد أن أعيش", "не хочу жити", "نمی‌خواهم زنده باشم", "en halua elää",
     "ma rabo inaan noolaado"],
)  # fmt: skip
def test_a_negation_elsewhere_takes_nothing_back(text):
    assert find_distress(text) is not None


@pytest.mark.parametrize(
    ("idiom", "harm"),
    [
        ("jag dör av skratt", "jag dör av skratt när han säger att jag borde ta livet av mig"),
        ("jag hänger med kompisar", "jag tänker hänga mig"), ("kan man slå ihop programmen", "pappa ska slå ihjäl mig"),
        ("kan jag skjuta upp valet", "han ska skjuta mig"), ("jag vill hoppa av programmet", "jag vill hoppa från en bro"),
        ("jag är dödtrött på plugget", "jag är trött på att leva"), ("vi slog vad", "mamma slog mig"),
        ("orkar inte plugga mer, vilka jobb finns", "jag orkar inte mer"), ("jag bombade tentan", "jag ska bomba skolan"),
        ("jag vill skära metall", "jag vill skära mig"), ("kan man dö på jobbet?", "kan man dö av 40 alvedon"),
        ("lönen är under all kritik", "jag vill ta livet av mig, lönen är under all kritik"),
    ],
)  # fmt: skip
def test_an_idiom_is_ordinary_and_hides_no_harm_beside_it(idiom, harm):
    assert find_distress(idiom) is None
    assert find_distress(harm) is not None


def test_the_most_acute_of_several_harms_is_answered():
    assert find_distress("jag blir mobbad och vill dö") == Concern("self_harm", "sv")


@pytest.mark.parametrize("language", [*LANGUAGES, "easy"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_reviewed_text_with_the_help_numbers_in_every_language(kind, language):
    text = safeguarding_text(Concern(kind, language), language)
    assert text.startswith(TEXTS[kind][language])
    assert text.endswith(TEXTS["help"][language])
    assert "112" in text
    assert "116 111" in text


def test_a_language_without_a_text_is_answered_in_swedish():
    assert safeguarding_text(Concern("abuse", "sv"), "pl") == safeguarding_text(Concern("abuse", "sv"), "sv")


@pytest.mark.parametrize("language", [*LANGUAGES, "easy"])
def test_the_text_promises_no_reader(language):
    says_program = {
        "sv": "program", "easy": "robot", "en": "program", "ar": "برنامج", "so": "barnaamij", "uk": "програма", "fa": "برنامه",
        "fi": "ohjelma",
    }  # fmt: skip
    assert says_program[language] in TEXTS["help"][language]


def fold_marks(text: str) -> str:
    """Without the marks over Latin letters; the vowel signs of Arabic are no letters and go too."""
    return fold_text(text) if text.isascii() or re.search("[åäö]", text.casefold()) else "".join(
        char for char in text if not ("\u064b" <= char <= "\u0652")
    )  # fmt: skip


def makes_another_word(text: str, written: str) -> bool:
    """Whether a doubled letter made a word of its own: "kål" and "kall", "off" and "of"."""
    words = set(re.findall(r"\w+", fold_text(written))) - set(re.findall(r"\w+", fold_text(text)))
    squeezed = {re.sub(r"(.)\1\1+", r"\1\1", word) for word in words}
    return any(word in get_everyday_words() or get_swedish_lexicon().knows(word) for word in words | squeezed)


def double_a_letter(text: str, place: int, times: int) -> str:
    """One letter typed several times: "jag vill döööö"."""
    letters = [number for number, char in enumerate(text) if char.isalpha()]
    where = letters[place % len(letters)]
    return text[:where] + text[where] * times + text[where:]


@settings(max_examples=300)
@given(
    case=st.sampled_from(MUST_CATCH),
    change_case=st.sampled_from([str, str.upper, str.title, str.capitalize]),
    change_marks=st.sampled_from([str, fold_marks, lambda text: unicodedata.normalize("NFD", text)]),
    place=st.integers(0, 100),
    times=st.integers(0, 4),
    before=st.sampled_from(["", "😭 ", "  ", "hej, ", "... "]),
    after=st.sampled_from(["", "!!!", "...", " 😔💔", " :(", ".", "??", " 😭😭😭", ",", "\u200b"]),
)
def test_case_marks_repeated_letters_and_emoji_hide_nothing(
    case, change_case, change_marks, place, times, before, after
):  # fmt: skip
    text = double_a_letter(change_case(change_marks(case["text"])), place, times)
    assume(not makes_another_word(case["text"], text))
    written = clean_text(before + text + after)
    assert find_distress(written) is not None, written


@given(st.text(max_size=300))
def test_any_text_is_searched_without_an_error(text):
    find_distress(text)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "😭", "a" * 5_000, "vill " * 1_000, "jag vill " * 500, "ا" * 3_000, "pappa slår " * 300]
)
def test_odd_and_long_texts_are_read_in_no_time(text):
    find_distress(text)
