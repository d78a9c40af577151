"""Ids of conversations: unguessable, our own, and the same again where they must be."""

from __future__ import annotations

import stat
import uuid
from pathlib import Path

import pytest

from bot.chat.identity import SESSION_ID_LENGTH, SessionIdentity, read_secret

IDENTITY = SessionIdentity(b"one installation")


def test_an_id_is_recognised_and_leads_to_the_same_names():
    names = IDENTITY.issue()
    assert len(names.id) == SESSION_ID_LENGTH
    assert IDENTITY.recognise(names.id) == names
    assert len({names.id, names.key, names.conversation, names.sender}) == 4


def test_ids_differ_unless_the_same_unguessable_message_opens_them():
    message_id = str(uuid.uuid4())
    assert IDENTITY.issue(message_id) == IDENTITY.issue(message_id)
    assert IDENTITY.issue("1") != IDENTITY.issue("1")
    assert IDENTITY.issue() != IDENTITY.issue()


@pytest.mark.parametrize("invented", ["", "x", "A" * 43, "å" * 43, "=" * 43, "../" * 14 + "x", "A" * 1000])
def test_invented_ids_are_not_recognised(invented):
    assert IDENTITY.recognise(invented) is None


def test_an_id_with_one_other_character_is_not_recognised():
    issued = IDENTITY.issue().id
    changed = issued[:5] + ("A" if issued[5] != "A" else "B") + issued[6:]
    assert IDENTITY.recognise(changed) is None


def test_another_installation_does_not_know_our_ids():
    assert SessionIdentity(b"another").recognise(IDENTITY.issue().id) is None


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path):
    path = tmp_path / "new folder" / "gateway.key"
    secret = read_secret(path)
    assert len(secret) == 32
    assert read_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["gateway.key"]
