"""Sites: found by key and origin, checked when saved, known even while the database is away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.chat.sites import Site, measure_contrast, normalise_origin, read_sites, remove_site, save_site
from bot.errors import SiteSettingRefused, UnknownPlace
from bot.regional.models import ChatTurn, DailyCount
from bot.regional.session import committing
from tests.gateway import open_gateway

SCHOOL = Site(
    key="skolan", name="Exempelskolan", greeting="Hej från Exempelskolan!", color_primary="#7a1f3d", color_on_primary="#ffffff",
    counsellor_name="Syv-expeditionen", counsellor_email="syv@example.com", counsellor_phone="0500-00 00 00",
    opening_hours="vardagar 8-16", starters=("Jag gillar bilar",), languages=("sv", "en"), allowed_origins=("https://skolan.example",),
)  # fmt: skip


def test_a_site_is_saved_changed_and_removed(database_engine: Engine) -> None:
    with committing(database_engine) as session:
        save_site(session, SCHOOL)
    with committing(database_engine) as session:
        assert read_sites(session) == {"skolan": SCHOOL}
        assert remove_site(session, "skolan")
        assert not remove_site(session, "skolan")
    with Session(database_engine) as session:
        assert read_sites(session) == {}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"key": "Å!"}, "nyckel"),
        ({"name": " "}, "namn"),
        ({"color_primary": "#ffff00", "color_on_primary": "#ffffff"}, "kontrasten"),
        ({"color_primary": "#ffffff", "color_on_primary": "#000000"}, "mot vitt"),
        ({"color_primary": "red;}body{display:none", "color_on_primary": "#ffffff"}, "#rrggbb"),
        ({"color_primary": "url(x)", "color_on_primary": ""}, "#rrggbb"),
        ({"languages": ("sv", "xx")}, "xx"),
        ({"allowed_origins": ("skolan.example",)}, "https://"),
        ({"allowed_origins": ("https://skolan.example/",)}, "snedstreck"),
        ({"allowed_origins": ("javascript:alert(1)",)}, "https://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_with_its_reason(changes, told, database_engine: Engine) -> None:
    with pytest.raises(SiteSettingRefused) as refused, committing(database_engine) as session:
        save_site(session, replace(SCHOOL, **changes))
    assert told in str(refused.value.details)


def test_a_place_that_does_not_exist_is_refused(database_engine: Engine) -> None:
    with pytest.raises(UnknownPlace), committing(database_engine) as session:
        save_site(session, replace(SCHOOL, county_code="99"))


def test_contrast_is_that_of_wcag():
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "address", ["", "null", "ftp://a", "https://", "http://[", "https://a:99999", "data:text/html,x"]
)
def test_what_is_no_web_address_is_no_origin(address):
    assert normalise_origin(address) is None


@pytest.mark.anyio
async def test_a_page_is_known_by_its_origin_and_its_place_and_contact_go_along(
    database_engine: Engine, tmp_path: Path
) -> None:
    with committing(database_engine) as session:
        save_site(session, SCHOOL)
    async with open_gateway(database_engine, tmp_path, allowed_origins=[]) as gateway:
        gateway.headers = {"origin": "https://skolan.example"}
        await gateway.say("Hej")
        contact = gateway.engine.sent[0].metadata["site"]["counsellor"]
        gateway.engine.failures = [TimeoutError()]
        apology = await gateway.say("Vad tjänar en svetsare?")
        gateway.headers = {"origin": "https://annan.example"}
        foreign = await gateway.post(text="Hej")
    assert contact == {
        "name": "Syv-expeditionen",
        "email": "syv@example.com",
        "phone": "0500-00 00 00",
        "hours": "vardagar 8-16",
    }
    assert "Syv-expeditionen" in apology["messages"][0]["text"]
    assert "tel:0500000000" in apology["messages"][0]["text"]
    assert foreign.status_code == 403
    assert "access-control-allow-origin" not in foreign.headers


@pytest.mark.anyio
async def test_chats_of_a_test_site_are_marked_and_not_counted(database_engine: Engine, tmp_path: Path) -> None:
    with committing(database_engine) as session:
        save_site(session, replace(SCHOOL, test=True))
    async with open_gateway(database_engine, tmp_path) as gateway:
        await gateway.say("Hej", site="skolan")
    with Session(database_engine) as session:
        turn = session.scalars(select(ChatTurn)).one()
        assert session.scalars(select(DailyCount)).all() == []
    assert (turn.test, turn.site_key) == (True, "skolan")
