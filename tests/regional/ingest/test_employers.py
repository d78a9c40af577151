"""employers.csv as regions really send it: all or nothing, and every bad cell told."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.errors import ColumnsMissing, ColumnsRepeated, EncodingUnknown, FileEmpty, RowsRefused, TooMuchRetired
from bot.regional.ingest.employers import COLUMNS
from bot.regional.models import Employer, Offer, OfferKind, Quality, Site
from tests.conftest import NOW

HEADER = ",".join(COLUMNS)
ROW = (
    "556012-5790,Volvo,1480,verkstad,1200,https://www.volvo.com,svetsare,prao|study_visit,Praktiksamordnare,"
    "praktik@example.com,031-66 00 00,2027-06-30,2026-09-15,Regionens register,0"
)


def csv_of(*rows: str) -> str:
    return "\n".join((HEADER, *rows)) + "\n"


def problems_of(refused: pytest.ExceptionInfo[RowsRefused]) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in refused.value.details["problems"]]


def sites(engine: Engine) -> list[Site]:
    with Session(engine) as session:
        return list(
            session.scalars(select(Site).where(Site.retired_on.is_(None)).order_by(Site.municipality_code)).unique()
        )


def test_a_file_becomes_employers_sites_offers_and_contacts(import_it, engine):
    outcome = import_it("employers", csv_of(ROW))
    assert (outcome.changes.added, outcome.rows) == (1, 1)
    with Session(engine) as session:
        site = session.scalars(select(Site)).unique().one()
        assert (site.employer.org_number, site.employees, site.quality) == ("5560125790", 1200, Quality.OFFICIAL)
        assert {offer.kind for offer in site.offers} == {OfferKind.PRAO, OfferKind.STUDY_VISIT}
        assert site.contacts[0].role == "Praktiksamordnare"


def test_the_same_file_twice_changes_nothing(import_it):
    import_it("employers", csv_of(ROW))
    assert not import_it("employers", csv_of(ROW)).changes.anything


def test_a_dry_run_tells_and_writes_nothing(import_it, engine):
    assert import_it("employers", csv_of(ROW), dry_run=True).changes.added == 1
    assert sites(engine) == []


def test_rows_with_one_organisation_number_are_sites_of_one_employer(import_it, engine):
    import_it("employers", csv_of(ROW, ROW.replace("1480", "1481")))
    with Session(engine) as session:
        assert len(session.scalars(select(Employer)).all()) == 1
    assert len(sites(engine)) == 2


def test_a_site_that_the_source_no_longer_lists_is_retired_and_comes_back_when_it_is_listed_again(import_it, engine):
    both = csv_of(ROW, ROW.replace("1480", "1481"))
    import_it("employers", both)
    assert import_it("employers", csv_of(ROW)).changes.retired == 1
    assert [site.municipality_code for site in sites(engine)] == ["1480"]
    assert import_it("employers", both).changes.changed == 1
    assert len(sites(engine)) == 2


def test_another_source_is_left_alone(import_it, engine):
    import_it("employers", csv_of(ROW))
    import_it(
        "employers",
        csv_of(ROW.replace("556012-5790,Volvo", ",Annan verkstad").replace("Regionens register", "Kommunens lista")),
    )
    assert len(sites(engine)) == 2


def test_a_file_that_would_retire_most_of_its_source_must_be_confirmed(import_it, engine):
    many = [f",Verkstad {number},1480,verkstad,,,svetsare,,,,,,,Regionens register,0" for number in range(30)]
    import_it("employers", csv_of(*many))
    with pytest.raises(TooMuchRetired):
        import_it("employers", csv_of(many[0]))
    assert len(sites(engine)) == 30
    assert import_it("employers", csv_of(many[0]), retire_many=True).changes.retired == 29


def test_a_changed_offer_is_a_changed_site_and_keeps_what_the_workbench_set(import_it, engine):
    import_it("employers", csv_of(ROW))
    with Session(engine) as session:
        session.scalars(select(Offer).where(Offer.kind == OfferKind.PRAO)).one().capacity = 4
        session.commit()
    outcome = import_it("employers", csv_of(ROW.replace("prao|study_visit", "prao|apl")))
    assert outcome.changes.changed == 1
    with Session(engine) as session:
        offers = {offer.kind: offer.capacity for offer in session.scalars(select(Offer))}
    assert offers == {OfferKind.PRAO: 4, OfferKind.APL: None}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_common_delimiter_and_encoding_is_read(import_it, engine, delimiter, encoding):
    cells = ROW.replace("Volvo,", "Värö Åkeri & Öl,").split(",")
    text = delimiter.join(COLUMNS) + "\n" + delimiter.join(cells) + "\n"
    import_it("employers", text.encode(encoding))
    assert sites(engine)[0].name == "Värö Åkeri & Öl"


def test_a_workbook_is_read_from_its_first_sheet(import_it, engine):
    book = openpyxl.Workbook()
    book.active.append(list(COLUMNS))
    book.active.append(
        ["", "Verkstaden", 1480, "verkstad", 35, "", "7212", "prao", "", "", "", None, None, "Registret", 0]
    )
    buffer = io.BytesIO()
    book.save(buffer)
    import_it("employers", buffer.getvalue(), name="fil.xlsx")
    assert sites(engine)[0].employees == 35


def test_a_formula_in_a_workbook_is_refused_and_told(import_it):
    book = openpyxl.Workbook()
    book.active.append(list(COLUMNS))
    book.active.append(["", "Verkstaden", "1480", "", "=1+1", "", "", "", "", "", "", "", "", "Registret", ""])
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", buffer.getvalue(), name="fil.xlsx")
    assert (2, "employees") in problems_of(refused)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (("1480", "9999"), "municipality_code"),
        (("556012-5790", "556012-5791"), "org_number"),
        (("556012-5790", "12345"), "org_number"),
        (("verkstad,1200", "raketer,1200"), "industry"),
        ((",1200,", ",många,"), "employees"),
        (("svetsare", "trollkarl"), "occupations"),
        (("prao|", "disco|"), "offers"),
        (("2027-06-30", "sommaren 2027"), "consent_until"),
        (("praktik@example.com", "praktik"), "contact_email"),
        (("Praktiksamordnare", "Anna Svensson"), "contact_role"),
        (("https://www.volvo.com", "javascript:alert(1)"), "website"),
        (("Volvo,", "=HYPERLINK(1),"), "name"),
        (("Volvo,", ","), "name"),
        (("Regionens register", ""), "source"),
        ((",0", ",kanske"), "demo"),
    ],
)
def test_a_bad_cell_is_told_with_line_and_column_and_nothing_is_written(import_it, engine, change, column):
    good = ROW.replace("1480", "1481")
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", csv_of(good, ROW.replace(*change)))
    assert (3, column) in problems_of(refused)
    assert sites(engine) == []


def test_every_bad_row_is_told_at_once(import_it):
    bad = ROW.replace("1480", "9999")
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", csv_of(*[bad.replace("Volvo", f"Volvo {number}") for number in range(7)]))
    assert refused.value.details["count"] >= 7


def test_the_same_site_twice_is_refused(import_it):
    with pytest.raises(RowsRefused) as refused:
        import_it("employers", csv_of(ROW, ROW))
    assert problems_of(refused) == [(3, "org_number, name, municipality_code")]


def test_a_missing_column_is_named(import_it):
    with pytest.raises(ColumnsMissing) as refused:
        import_it("employers", csv_of(ROW).replace("municipality_code,", "kommun,", 1))
    assert refused.value.details["missing"] == "municipality_code"


def test_a_column_twice_is_named(import_it):
    with pytest.raises(ColumnsRepeated):
        import_it("employers", csv_of(ROW).replace("website,", "website,website,", 1))


def test_a_file_with_only_a_header_is_empty(import_it):
    with pytest.raises(FileEmpty):
        import_it("employers", HEADER + "\n")


def test_text_that_is_neither_utf8_nor_windows_is_refused(import_it):
    with pytest.raises(EncodingUnknown):
        import_it("employers", csv_of(ROW).encode() + b"\x81\x8d\x8f")


def test_an_occupation_can_be_given_as_its_ssyk_code(import_it, engine):
    import_it("employers", csv_of(ROW.replace("svetsare", "7212")))
    with Session(engine) as session:
        site = session.scalars(select(Site)).unique().one()
        assert [each.occupation_id for each in site.occupations] == ["svetsare"]


def test_a_changed_website_is_a_changed_row(import_it):
    import_it("employers", csv_of(ROW))
    changed = import_it("employers", csv_of(ROW.replace("https://www.volvo.com", "https://www.volvogroup.com")))
    assert (changed.changes.changed, changed.changes.unchanged) == (1, 0)


def test_a_dry_run_names_what_would_be_added_changed_and_retired(import_it):
    other = ROW.replace("1480", "1481")
    import_it("employers", csv_of(ROW, other))
    third = ROW.replace("556012-5790,Volvo", ",Verkstaden")
    outcome = import_it("employers", csv_of(ROW.replace(",1200,", ",1300,"), third), dry_run=True)
    assert outcome.differences == (
        "ändras: Volvo (1480): employees ”1200” → ”1300”",
        "ny: Verkstaden (1480)",
        "tas ur bruk: Volvo (1481)",
    )


def test_a_dry_run_names_a_row_of_which_only_the_offers_differ(import_it):
    import_it("employers", csv_of(ROW))
    outcome = import_it("employers", csv_of(ROW.replace("prao|", "")), dry_run=True)
    assert outcome.differences == ("ändras: Volvo (1480): ord, länkar, erbjudanden eller kontakter",)


def test_every_row_has_a_date_also_one_that_nobody_has_confirmed_and_the_same_file_later_keeps_it(import_it, engine):
    unconfirmed = ROW.replace(",2026-09-15,", ",,")
    import_it("employers", csv_of(unconfirmed))
    assert (sites(engine)[0].retrieved_on, sites(engine)[0].quality) == (NOW.date(), Quality.UNCONFIRMED)
    later = import_it("employers", csv_of(unconfirmed), now=NOW + dt.timedelta(days=40))
    assert not later.changes.anything
    assert sites(engine)[0].retrieved_on == NOW.date()


def test_a_confirmed_row_holds_for_a_year(import_it, engine):
    import_it("employers", csv_of(ROW))
    assert sites(engine)[0].valid_until == dt.date(2027, 9, 15)
