"""How names are told apart, on a small gazetteer built here."""

from __future__ import annotations

import pytest

from bot.text.gazetteer import FoundEntity, Gazetteer
from bot.text.gazetteer_file import Entry


def make_entry(
    entity: str, row_id: str, name: str, *terms: str, targets: tuple[str, ...] = (), language: str = "sv"
) -> Entry:
    """An entry with terms of one language."""
    return Entry(entity, row_id, name, {language: terms}, targets)


ENTRIES = (
    make_entry("place", "municipality:1480", "Göteborg"),
    make_entry("place", "municipality:1080", "Karlskrona"),
    make_entry("place", "municipality:1470", "Vara"),
    make_entry("place", "municipality:0834", "Kalmar"),
    make_entry("place", "municipality:1281", "Lund"),
    make_entry("place", "municipality:2321", "Åre"),
    make_entry("place", "municipality:1784", "Arvika"),
    make_entry("place", "county:08", "Kalmar", "Kalmar län"),
    make_entry("place", "alias:smaland", "Småland", targets=("county:06", "county:07", "county:08")),
    make_entry("place", "alias:hisingen", "Hisingen", targets=("municipality:1480",)),
    make_entry("occupation", "svetsare", "Svetsare", "svetsare", "svets", "svetsa"),
    make_entry("occupation", "cnc_operator", "CNC-operatör", "cnc-operatör", "cnc"),
    make_entry(
        "occupation", "processop_massa", "Processoperatör, massa", "processoperatör", "processoperatör på massabruk"
    ),
    make_entry("occupation", "processop_stal", "Processoperatör, stål"),
    make_entry("occupation", "montor", "Montör", "montör"),
    make_entry("occupation", "bilmek", "Personbilsmekaniker", "mekaniker", "laga bilar"),
    make_entry("occupation", "mekaniker_allman", "Mekaniker (allmänt)"),
    make_entry("employer", "1", "Volvo Cars", "volvo", "volvo skövde"),
    make_entry("employer", "2", "Höganäs AB"),
    make_entry("employer", "3", "Saft AB"),
    make_entry("programme", "te", "Teknikprogrammet", "teknik"),
    make_entry("programme", "el", "El- och energiprogrammet", "el och energi", "el"),
    make_entry("industry", "massa", "Massaindustrin", "massabruk"),
    make_entry("interest", "teknik", "Teknik", "teknik"),
    make_entry("interest", "mecka", "Mecka", "laga bilar"),
    make_entry("education_level", "yh", "Yrkeshögskola", "yh"),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The entries above."""
    return Gazetteer(ENTRIES)


def describe(found: list[FoundEntity]) -> list[tuple[str, str, str]]:
    """Kind, words and row of each entity."""
    return [(each.entity, each.value, each.id) for each in found]


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer().find("svetsare i Göteborg") == []


@pytest.mark.parametrize(
    "text", ["", " ", "🔥🔥", "\x00", "\ud800", "\u200b\u202e", "???", "{}", "a" * 500, '/greet{"a": 1}']
)
def test_odd_messages_are_read_without_error(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


def test_the_words_are_where_the_entity_says_also_after_emoji_and_combining_marks(gazetteer: Gazetteer) -> None:
    text = "🔥🔥 jobb i Go\u0308teborgs hamn"
    found = gazetteer.find(text)
    assert describe(found) == [("place", "Go\u0308teborg", "municipality:1480")]
    assert text[found[0].start : found[0].end] == found[0].value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jag bor i goteborg", "goteborg"),
        ("jag bor i göteborgg", "göteborgg"),
        ("Göteborgs hamn", "Göteborg"),
        ("jobb i göteborgs trakten", "göteborgs trakten"),
        ("jobb i göteborgstrakten", "göteborgstrakten"),
        ("finns det jobb i Gteborg", "Gteborg"),
        ("jag bor iarvika", "arvika"),
    ],
)
def test_places_are_found_inflected_folded_misspelt_and_in_compounds(
    gazetteer: Gazetteer, text: str, value: str
) -> None:
    assert [each.value for each in gazetteer.find(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("svetsarnas lön", "svetsarnas"),
        ("svettsare lön", "svettsare"),
        ("cnc operatörer sökes", "cnc operatörer"),
        ("cncoperatör", "cncoperatör"),
        ("cnc-operatören", "cnc-operatören"),
        ("en svetsar", "svetsar"),
    ],
)
def test_occupations_are_found_inflected_misspelt_split_and_joined(gazetteer: Gazetteer, text: str, value: str) -> None:
    assert [(each.entity, each.value) for each in gazetteer.find(text)] == [("occupation", value)]


@pytest.mark.parametrize(
    "text", ["var ska jag vara", "jag bor länge här", "hur är det där", "gör det bra", "plats på jobbet"]
)
def test_everyday_words_are_not_names(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


@pytest.mark.parametrize(
    "text", ["jag bor i Vara", "finns det jobb i vara kommun", "Göteborg eller Vara", "Jobb i Åre"]
)
def test_names_that_are_also_words_are_found_where_a_place_stands(gazetteer: Gazetteer, text: str) -> None:
    assert {"municipality:1470", "municipality:2321"} & {each.id for each in gazetteer.find(text)}


def test_a_county_is_meant_where_it_says_so(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("jobb i Kalmar")[0].id == "municipality:0834"
    assert gazetteer.find("jobb i Kalmar")[0].candidates == ("municipality:0834", "county:08")
    assert gazetteer.find("jobb i Kalmar län")[0].id == "county:08"


def test_an_alias_with_one_target_is_that_place_and_one_with_several_keeps_its_own_id(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("jag bor på Hisingen")[0].id == "municipality:1480"
    assert gazetteer.find("jobb i Småland")[0].candidates == ("alias:smaland", "county:06", "county:07", "county:08")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Inte Kalmar, jag menar Karlskrona", "Karlskrona"),
        ("jag bor i Karlskrona inte Kalmar", "Karlskrona"),
        ("Kalmar nej förlåt Karlskrona", "Karlskrona"),
    ],
)
def test_a_refused_place_is_marked(gazetteer: Gazetteer, text: str, wanted: str) -> None:
    assert [each.value for each in gazetteer.find(text) if not each.rejected] == [wanted]


def test_ambiguous_terms_carry_all_rows_and_the_row_of_that_name_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("vad gör en mekaniker")[0].candidates == ("mekaniker_allman", "bilmek")


def test_other_words_of_the_message_choose_the_row(gazetteer: Gazetteer) -> None:
    assert describe(gazetteer.find("processoperatör på massabruk")) == [
        ("occupation", "processoperatör", "processop_massa"),
        ("industry", "massabruk", "massa"),
    ]
    assert gazetteer.find("processoperatör inom stål, vad gör man")[0].id == "processop_stal"


def test_a_regular_compound_is_an_occupation_of_its_head(gazetteer: Gazetteer) -> None:
    assert describe(gazetteer.find("hur är det att vara hissmontör")) == [("occupation", "hissmontör", "montor")]
    assert describe(gazetteer.find("jag vill bli tandtekniker")) == [("occupation", "tandtekniker", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jag vill läsa teknik på gymnasiet", [("programme", "teknik", "te")]),
        ("jag gillar teknik", [("interest", "teknik", "teknik")]),
        ("vilka jobb finns inom teknik", [("interest", "teknik", "teknik")]),
        ("är det dyrt med el", []),
        ("betyg till el och energi", [("programme", "el och energi", "el")]),
        ("är el å energi svårt", [("programme", "el å energi", "el")]),
        ("teknik eller el", [("programme", "teknik", "te"), ("programme", "el", "el")]),
        ("jag gillar att laga bilar", [("interest", "laga bilar", "mecka")]),
        ("vad tjänar man på att laga bilar", [("occupation", "laga bilar", "bilmek")]),
        ("kan jag svetsa", []),
        ("jag gillar inte teknik", []),
    ],
)
def test_context_tells_programmes_interests_and_occupations_apart(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert describe(gazetteer.find(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["hur blir man frisör", "vad tjänar en frsiör", "frisörer lön", "how do i become a frisör", "vill bli frisör"],
)
def test_an_occupation_outside_industry_is_found_and_names_no_row(gazetteer: Gazetteer, text: str) -> None:
    assert [(each.entity, each.id, each.candidates) for each in gazetteer.find(text)] == [("occupation", "", ())]


@pytest.mark.parametrize(
    "text",
    [
        "läraren sa att vi ska fråga",
        "min mamma är sjuksköterska",
        "du låter som en politiker",
        "det var massor av folk",
        "معلم گفت بپرسیم",
        "polisen kom hit",
    ],
)
def test_somebody_in_a_story_is_no_occupation_that_is_asked_about(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


def test_beside_an_occupation_of_ours_another_is_left_out_unless_they_are_weighed(gazetteer: Gazetteer) -> None:
    assert [each.value for each in gazetteer.find("ville bli frisör, nu vill jag bli svetsare")] == ["svetsare"]
    assert [each.value for each in gazetteer.find("frisör eller svetsare")] == ["frisör", "svetsare"]


def test_an_occupation_of_ours_goes_before_one_of_the_same_name_outside() -> None:
    gazetteer = Gazetteer([make_entry("occupation", "kock", "Kock")])
    assert describe(gazetteer.find("hur blir man kock")) == [("occupation", "kock", "kock")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("en svetsre", "svetsre"),
        ("vill bli mntör", "mntör"),
        ("bli svetsaree", "svetsaree"),
        ("som cnc-opperatör", "cnc-opperatör"),
    ],
)
def test_after_words_for_becoming_an_occupation_may_be_misspelt_more(
    gazetteer: Gazetteer, text: str, value: str
) -> None:
    assert [each.value for each in gazetteer.find(text)] == [value]


@pytest.mark.parametrize("text", ["det blir hårdare", "jag vill ha en menttor", "får jag laga bilar där"])
def test_words_that_are_right_or_ask_for_leave_are_no_occupations(gazetteer: Gazetteer, text: str) -> None:
    assert [each for each in gazetteer.find(text) if each.entity == "occupation"] == []


def test_el_between_two_occupations_is_short_for_eller() -> None:
    gazetteer = Gazetteer([*ENTRIES, make_entry("occupation", "elmontor", "Elmontör")])
    assert [each.value for each in gazetteer.find("svetsare el montör")] == ["svetsare", "montör"]
    assert [each.value for each in gazetteer.find("vad gör en el montör")] == ["el montör"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bor i götborg", "götborg"),
        ("ja bor i arvkia", "arvkia"),
        ("bristyrken arvkia", "arvkia"),
        ("bor i kalmr", "kalmr"),
    ],
)
def test_where_a_place_must_stand_it_may_be_short_or_badly_misspelt(
    gazetteer: Gazetteer, text: str, value: str
) -> None:
    assert [each.value for each in gazetteer.find(text)] == [value]


@pytest.mark.parametrize("text", ["bor i karlskis", "jobb i karlskan", "runt karlskro"])
def test_a_playful_short_form_is_the_only_town_that_begins_so(gazetteer: Gazetteer, text: str) -> None:
    assert [each.id for each in gazetteer.find(text)] == ["municipality:1080"]


def test_a_nickname_that_is_also_a_first_name_needs_a_place_to_stand() -> None:
    gazetteer = Gazetteer([*ENTRIES, make_entry("place", "municipality:0484", "Eskilstuna", "eskil")])
    assert describe(gazetteer.find("jobb i eskil")) == [("place", "eskil", "municipality:0484")]
    assert gazetteer.find("Eskil sa det") == []
    assert gazetteer.find("brev från Eskil") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("живу в Арвіці", "Арвіці"),
        ("робота в Карлскруні", "Карлскруні"),
        ("اسكن في ارفيكا", "ارفيكا"),
        ("کار در ارفیکا", "ارفیکا"),
    ],
)
def test_towns_are_found_in_other_scripts_without_a_list(gazetteer: Gazetteer, text: str, value: str) -> None:
    assert [each.value for each in gazetteer.find(text)] == [value]


def test_the_stretching_sign_before_an_arabic_word_is_no_part_of_it() -> None:
    gazetteer = Gazetteer([make_entry("occupation", "svetsare", "Svetsare", "لحام", language="ar")])
    assert [each.value for each in gazetteer.find("عمل كـلحام")] == ["لحام"]
    assert [each.value for each in gazetteer.find("عمل كلحام")] == ["لحام"]


def test_somebody_called_like_a_town_without_its_marks_is_no_place() -> None:
    gazetteer = Gazetteer([make_entry("place", "municipality:1492", "Åmål")])
    assert gazetteer.find("jag heter Amal") == []
    assert [each.value for each in gazetteer.find("jag bor i Amal")] == ["Amal"]


def test_what_is_liked_is_found_without_a_list(gazetteer: Gazetteer) -> None:
    assert describe(gazetteer.find("jag gillar att samla frimärken")) == [("interest", "samla frimärken", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prao på höganäs ab", [("employer", "höganäs ab", "2")]),
        ("sommarjobb på volvo skövde", [("employer", "volvo skövde", "1")]),
        ("jag vill ha saft", []),
        ("jobba på Saft AB", [("employer", "Saft AB", "3")]),
    ],
)
def test_employers_are_found_without_and_with_their_legal_form(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert describe(gazetteer.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prao på SAAB", []),
        ("jobba på SFAT AB", []),
        ("vad gör hgöanäs", [("employer", "hgöanäs", "2")]),
    ],
)
def test_employers_are_found_misspelt_where_a_firm_may_stand(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert describe(gazetteer.find(text)) == expected


def test_two_letters_of_a_short_name_may_be_swapped_and_a_genitive_is_left_out() -> None:
    gazetteer = Gazetteer(
        [make_entry("employer", "1", "SSAB", "ssabs"), make_entry("employer", "2", "Kinnarps", "kinnarp")]
    )
    assert describe(gazetteer.find("prao på SSBA")) == [("employer", "SSBA", "1")]
    assert describe(gazetteer.find("ssabs fabrik")) == [("employer", "ssab", "1")]
    assert describe(gazetteer.find("at SSAB's mill")) == [("employer", "SSAB", "1")]
    assert describe(gazetteer.find("jobba på Kinnarps")) == [("employer", "Kinnarps", "2")]


def test_a_firm_and_a_town_of_one_name_are_told_apart_by_what_stands_beside() -> None:
    gazetteer = Gazetteer([
        make_entry("employer", "1", "Boliden"),
        make_entry("place", "municipality:2482", "Boliden"),
        make_entry("place", "municipality:2482", "Rönnskär"),
    ])  # fmt: skip
    assert [each.entity for each in gazetteer.find("kontakt till Boliden i Rönnskär")] == ["employer", "place"]
    assert [each.entity for each in gazetteer.find("mejla Boliden")] == ["employer"]
    assert [each.entity for each in gazetteer.find("jag bor i Boliden")] == ["place"]


def test_a_new_employer_is_understood_as_soon_as_it_is_listed() -> None:
    gazetteer = Gazetteer([*ENTRIES, make_entry("employer", "9", "Nyströms Plåtteknik i Arvika AB")])
    assert describe(gazetteer.find("tar nyströms plåtteknik i arvika emot prao")) == [
        ("employer", "nyströms plåtteknik i arvika", "9")
    ]
