"""The documents say what there is: every setting, data kind and decision has its entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.regional.ingest.service import IMPORT_KINDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_has_an_entry(name):
    assert f"`SYVBOT_{name.upper()}`" in (DOCS / "settings.md").read_text(encoding="utf-8")


def test_no_entry_tells_of_a_setting_that_is_gone():
    told = set(re.findall(r"^\| `SYVBOT_(\w+)`", (DOCS / "settings.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("kind", sorted(IMPORT_KINDS))
def test_every_kind_of_data_is_described_with_its_columns(kind):
    assert f"## {kind}" in (DOCS / "data.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_gaps_and_have_their_parts():
    records = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        content = path.read_text(encoding="utf-8")
        assert all(part in content for part in ("Date:", "**Context.**", "**Decision.**", "**Consequences.**")), (
            path.name
        )


def test_links_between_documents_lead_somewhere():
    for page in (ROOT / "README.md", *DOCS.rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_make_command_is_explained_by_make_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    assert {"help", "run", "test", "lint", "train", "evaluate", "bench"} <= set(targets)
    assert not [target for target in targets if not re.search(rf"^{target}:.*## .+", makefile, re.MULTILINE)]
